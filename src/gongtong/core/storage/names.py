"""What the tables are called in the host's database (表名)."""

from __future__ import annotations

import re
from threading import RLock
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

import sqlalchemy as sa
from attrs import field, frozen

if TYPE_CHECKING:
    from attrs import Attribute

_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,15}", re.ASCII)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _check_prefix(_: object, __: Attribute[str], prefix: str) -> None:
    if not _PREFIX.fullmatch(prefix):
        message = (
            f"{prefix!r} is not a table prefix: lower-case letters, digits, underscores, at most 16"
        )
        raise ValueError(message)


@frozen
class Names:
    """The prefix and the schema of our tables (表名规则).

    >>> Names()("entry"), Names(prefix="city_")("entry")
    ('gt_entry', 'city_entry')
    """

    prefix: str = field(default="gt_", validator=_check_prefix)
    schema: str | None = None

    def __call__(self, table: str) -> str:
        """Give the name of a table with its prefix."""
        return f"{self.prefix}{table}"

    def qualified(self, table: str) -> str:
        """Give the name of a table with the schema that it lies in, as foreign keys name it (限定表名).

        >>> Names().qualified("entry"), Names(schema="city").qualified("entry")
        ('gt_entry', 'city.gt_entry')
        """
        return self(table) if self.schema is None else f"{self.schema}.{self(table)}"

    def fill(self, text: str) -> str:
        """Fill schema and prefix into SQL that leaves them open: `{schema}{prefix}place` (填入名称)."""
        schema = f"{self.schema}." if self.schema else ""
        return text.replace("{schema}", schema).replace("{prefix}", self.prefix)

    def include_name(self, name: str | None, kind: str, _: object = None) -> bool:
        """Tell a host's migration autogenerate to leave our tables alone (排除本库表).

        Pass it as `include_name=` to the host's Alembic `context.configure`.
        """
        return not (kind == "table" and name is not None and name.startswith(self.prefix))


class TableSet(Protocol):
    """The tables of one component, defined for given names (一组表)."""

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables in the metadata (建表定义)."""
        ...


S = TypeVar("S", bound=TableSet)


class Schema:
    """All tables of gongtong under one prefix and schema, each set defined once (库结构)."""

    def __init__(self, names: Names) -> None:
        """Start with no tables; components define theirs at first use."""
        self.names = names
        self.metadata = sa.MetaData(naming_convention=NAMING, schema=names.schema)
        self._sets: dict[type, object] = {}
        self._lock = RLock()

    def tables(self, kind: type[S]) -> S:
        """Give the tables of a component (取得表)."""
        known = self._sets.get(kind)
        if known is None:
            # two threads of a host may both be the first
            with self._lock:
                known = self._sets.get(kind) or kind.define(self.metadata, self.names)
                self._sets[kind] = known
        if not isinstance(known, kind):
            message = f"{kind.__name__}.define must return a {kind.__name__}"
            raise TypeError(message)
        return known
