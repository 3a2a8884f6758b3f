"""Column types that mean the same on every engine (列类型).

The stock types differ in ways that cost money or bytes: a stock UUID is 32 characters on SQLite, some
engines round NUMERIC in silence, and plain DATETIME loses its zone or its fraction. Hosts that share
their own connection, such as Django, convert stock types once more; they leave these alone.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

from gongtong.core.codec import JsonValue, canonical, parse

S = TypeVar("S", bound=StrEnum)

_UUID_BYTES = 16
_DIGEST_BYTES = 32


class Id(TypeDecorator[UUID]):
    """A UUID: native where there is one, 16 bytes elsewhere (编号列)."""

    impl = sa.LargeBinary(_UUID_BYTES)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the native type of the engine."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID(as_uuid=True))
        if dialect.name in {"mysql", "mariadb"}:
            return dialect.type_descriptor(mysql.BINARY(_UUID_BYTES))
        return dialect.type_descriptor(sa.LargeBinary(_UUID_BYTES))

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> UUID | bytes | None:
        """Write the id as the engine keeps it."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Read the id back as a UUID."""
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class Day(TypeDecorator[date]):
    """A calendar day where the people live (日期列)."""

    impl = sa.String(10)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use DATE, and ten characters on SQLite, which has no dates."""
        kind: TypeEngine[Any] = sa.String(10) if dialect.name == "sqlite" else sa.Date()
        return dialect.type_descriptor(kind)

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> date | str | None:
        """Write the day; an instant is refused, for its day depends on a zone."""
        if isinstance(value, datetime):
            message = "a day is wanted, not an instant"
            raise TypeError(message)
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read the day, also where the host's driver has made a date of it."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, to the microsecond (时刻列)."""

    impl = sa.String(27)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use a zoned timestamp where there is one, and sortable text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(27))
        if dialect.name in {"mysql", "mariadb"}:
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Write the instant in UTC; one without a zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs a time zone"
            raise TypeError(message)
        utc = value.astimezone(UTC)
        if dialect.name == "sqlite":
            return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")
        return utc.replace(tzinfo=None) if dialect.name in {"mysql", "mariadb"} else utc

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read the instant back in UTC."""
        if value is None:
            return None
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class Fen(TypeDecorator[int]):
    """An amount in fen, or another exact count (金额列)."""

    impl = sa.BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Write a whole number and nothing else."""
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            message = f"a whole number is wanted, not {type(value).__name__}"
            raise TypeError(message)
        return value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        """Read a whole number; sums of big integers come back as Decimal on some engines."""
        return None if value is None else int(value)


class Digest(TypeDecorator[bytes]):
    """A digest of 32 bytes (摘要列)."""

    impl = sa.LargeBinary(_DIGEST_BYTES)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use a type that can be indexed."""
        if dialect.name in {"mysql", "mariadb"}:
            return dialect.type_descriptor(mysql.BINARY(_DIGEST_BYTES))
        return dialect.type_descriptor(sa.LargeBinary(_DIGEST_BYTES))

    @override
    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Write exactly 32 bytes."""
        if value is not None and len(value) != _DIGEST_BYTES:
            message = f"a digest has {_DIGEST_BYTES} bytes, not {len(value)}"
            raise ValueError(message)
        return value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        """Read the digest as bytes, whatever the driver calls them."""
        return None if value is None else bytes(value)


class Json(TypeDecorator[JsonValue]):
    """Plain JSON as its canonical text, opaque to the engine (JSON 列)."""

    impl = sa.Text
    cache_ok = True

    @override
    def process_bind_param(self, value: JsonValue, dialect: Dialect) -> str | None:
        """Write the canonical text."""
        return None if value is None else canonical(value).decode()

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> JsonValue:
        """Read the text back."""
        if value is None:
            return None
        return parse(value) if isinstance(value, str | bytes) else parse(json.dumps(value))


class Key(TypeDecorator[str]):
    """A text key, normalised so that equal-looking keys are equal (文本键列)."""

    impl = sa.String
    cache_ok = True

    def __init__(self, length: int) -> None:
        """Take the greatest length in characters."""
        super().__init__(length)
        self.limit = length

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Compare by bytes where the engine would fold case."""
        if dialect.name in {"mysql", "mariadb"}:
            return dialect.type_descriptor(mysql.VARCHAR(self.limit, collation="utf8mb4_bin"))
        return dialect.type_descriptor(sa.String(self.limit))

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write the key in NFC without surrounding blanks; too long or empty is refused."""
        return None if value is None else normal_key(value, self.limit)


def normal_key(text: str, limit: int) -> str:
    """Give a key in NFC without surrounding blanks; too long or empty is refused (规范文本键)."""
    normal = unicodedata.normalize("NFC", text).strip()
    if not normal or len(normal) > limit:
        message = f"a key has 1 to {limit} characters: {text!r}"
        raise ValueError(message)
    return normal


def is_key(text: str, limit: int) -> bool:
    """Say whether a text can be a key at all; one that cannot is on file nowhere (能否作键).

    >>> is_key("2025-1", 32), is_key(" ", 32)
    (True, False)
    """
    return 0 < len(unicodedata.normalize("NFC", text).strip()) <= limit


class EnumText(TypeDecorator[S]):
    """An enum as its text, held by a CHECK (枚举列)."""

    impl = sa.String
    cache_ok = True

    def __init__(self, kind: type[S], length: int = 40) -> None:
        """Take the enum and the room to leave for later members."""
        super().__init__(length)
        self.kind = kind
        self.length = length

    @override
    def process_bind_param(self, value: S | None, dialect: Dialect) -> str | None:
        """Write the member's text; a bare string must name a member."""
        return None if value is None else self.kind(value).value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> S | None:
        """Read the member back."""
        return None if value is None else self.kind(value)


def place_column() -> sa.Column[UUID]:
    """Make the column that stands first in every key: whose place this row is (地点列)."""
    return sa.Column("place_id", Id(), nullable=False)


def enum_column(name: str, kind: type[S], *, nullable: bool = False) -> sa.Column[S]:
    """Make a column for an enum together with its CHECK (枚举列定义)."""
    members = ", ".join(f"'{member.value}'" for member in kind)
    check = sa.CheckConstraint(f"{name} in ({members})", name=f"{name}_known")
    return sa.Column(name, EnumText(kind), check, nullable=nullable)
