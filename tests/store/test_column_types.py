"""A column means the same on every engine: what goes in comes out, and what does not belong is refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from gongtong.core.storage.column_types import Day, Digest, Fen, Id, Instant, Json, Key, enum_column


class Light(StrEnum):
    """Lights for the test (灯)."""

    ON = "on"
    OFF = "off"


METADATA = sa.MetaData()
THING = sa.Table(
    "thing",
    METADATA,
    sa.Column("id", Id(), primary_key=True),
    sa.Column("day", Day()),
    sa.Column("instant", Instant()),
    sa.Column("fen", Fen()),
    sa.Column("digest", Digest()),
    sa.Column("json", Json()),
    sa.Column("code", Key(8)),
    enum_column("light", Light, nullable=True),
)
EARLY = datetime(2025, 5, 10, 8, 0, 0, 654321, tzinfo=timezone(timedelta(hours=8)))


def put(engine: sa.Engine, **values: Any) -> None:
    with engine.begin() as connection:
        METADATA.create_all(connection)
        connection.execute(THING.insert().values(id=UUID(int=1), **values))


def got(engine: sa.Engine, column: str) -> object:
    with engine.begin() as connection:
        value: object = connection.scalar(sa.select(THING.c[column]))
        return value


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", UUID(int=1)),
        ("day", date(2025, 12, 31)),
        ("day", None),
        ("instant", EARLY),
        ("instant", datetime(1, 1, 1, tzinfo=UTC)),
        ("instant", None),
        ("fen", 9223372036854775807),
        ("fen", -9223372036854775807),
        ("fen", 0),
        ("digest", bytes(range(32))),
        ("digest", None),
        ("json", {"b": [1, True, None, "共同"], "a": "9007199254740992"}),
        ("json", []),
        ("code", "房-1"),
        ("light", Light.OFF),
        ("light", None),
    ],
)
def test_what_is_written_is_read_back_the_same(
    gongtong_engine: sa.Engine, column: str, value: object
) -> None:
    """To the microsecond, to the fen and to the byte."""
    put(gongtong_engine, **({} if column == "id" else {column: value}))
    assert got(gongtong_engine, column) == value


def test_an_instant_comes_back_in_utc(gongtong_engine: sa.Engine) -> None:
    """Whatever zone it was written in."""
    put(gongtong_engine, instant=EARLY)
    read = got(gongtong_engine, "instant")
    assert isinstance(read, datetime)
    assert read.isoformat() == "2025-05-10T00:00:00.654321+00:00"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("day", datetime(2025, 1, 1, tzinfo=UTC), "not an instant"),
        ("instant", datetime(2025, 1, 1), "needs a time zone"),  # noqa: DTZ001 - what is refused
        ("fen", 0.5, "a whole number is wanted"),
        ("fen", True, "a whole number is wanted"),
        ("digest", b"short", "a digest has 32 bytes"),
        ("code", "123456789", "a key has 1 to 8 characters"),
        ("code", "  ", "a key has 1 to 8 characters"),
        ("light", "broken", "is not a valid Light"),
    ],
)
def test_what_does_not_belong_in_a_column_is_refused_before_it_is_sent(
    gongtong_engine: sa.Engine, column: str, value: object, words: str
) -> None:
    """No engine gets to round, cut or guess."""
    with pytest.raises(sa.exc.StatementError, match=words):
        put(gongtong_engine, **{column: value})


def test_keys_that_look_equal_are_equal(gongtong_engine: sa.Engine) -> None:
    """Composed and decomposed letters, and blanks around, make no second key."""
    put(gongtong_engine, code=" e\u0301 ")
    assert got(gongtong_engine, "code") == "\u00e9"


def test_the_engine_itself_holds_an_enum_to_its_members(gongtong_engine: sa.Engine) -> None:
    """A CHECK stands behind the type, also against plain SQL."""
    put(gongtong_engine, light=Light.ON)
    with pytest.raises(sa.exc.IntegrityError), gongtong_engine.begin() as connection:
        connection.execute(sa.text("UPDATE thing SET light = 'broken'"))
