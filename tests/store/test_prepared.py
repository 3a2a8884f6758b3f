"""Prepared statements give exactly what SQLAlchemy gives, on both drivers and without either."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from gongtong.core.storage import prepared
from gongtong.core.storage.column_types import (
    Day,
    Digest,
    Fen,
    Id,
    Instant,
    Json,
    Key,
    enum_column,
)
from gongtong.core.storage.prepared import read_rows, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator


class Colour(StrEnum):
    """A state for the test (测试状态)."""

    RED = "red"
    BLACK = "black"


FULL: dict[str, Any] = {
    "id": UUID(int=7),
    "code": "a",
    "day": date(2025, 6, 10),
    "at": datetime(2025, 6, 10, 1, 2, 3, 4, tzinfo=UTC),
    "fen": 2**40,
    "digest": b"\x01" * 32,
    "text": {"b": [1, "字"], "a": None},
    "is_done": True,
    "colour": Colour.BLACK,
}
EMPTY = {
    **dict.fromkeys(FULL),
    "id": UUID(int=8),
    "code": "b",
    "is_done": False,
    "colour": Colour.RED,
}


@pytest.fixture
def table(gongtong_engine: sa.Engine) -> Iterator[sa.Table]:
    """A table with a column of every type."""
    table = sa.Table(
        "sorts",
        sa.MetaData(),
        sa.Column("id", Id(), primary_key=True),
        sa.Column("code", Key(10), nullable=False),
        sa.Column("day", Day()),
        sa.Column("at", Instant()),
        sa.Column("fen", Fen()),
        sa.Column("digest", Digest()),
        sa.Column("text", Json()),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        enum_column("colour", Colour),
    )
    table.create(gongtong_engine)
    yield table
    table.drop(gongtong_engine)


@lru_cache
def everything(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).where(table.c.fen == sa.bindparam("fen")).order_by(table.c.code)


@lru_cache
def insertion(table: sa.Table) -> sa.Insert:
    return table.insert()


@lru_cache
def repainting(table: sa.Table) -> sa.Update:
    return (
        table.update()
        .where(table.c.code == sa.bindparam("of_code"))
        .values(colour=sa.bindparam("colour"), day=sa.bindparam("day"))
    )


@pytest.fixture(params=["straight to the driver", "by SQLAlchemy"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways, also on the drivers that are known."""
    if request.param == "by SQLAlchemy":
        monkeypatch.setattr(prepared, "speaks_directly", lambda _: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_what_is_written_is_read_back_as_sqlalchemy_reads_it(
    gongtong_engine: sa.Engine, table: sa.Table
) -> None:
    """Every type, and nothing where there is nothing."""
    with gongtong_engine.begin() as connection:
        write_rows(connection, insertion(table), [FULL])
        write_rows(connection, insertion(table), [EMPTY, {**FULL, "id": UUID(int=9), "code": "c"}])
        (first, last) = read_rows(connection, everything(table), {"fen": 2**40})
        assert [tuple(row) for row in (first, last)] == [
            tuple(row) for row in connection.execute(everything(table), {"fen": 2**40})
        ]
        assert {name: getattr(first, name) for name in FULL} == FULL
        assert last.code == "c"
        whole = connection.execute(sa.select(table).where(table.c.code == "b")).one()
        assert whole._asdict() == EMPTY
        assert read_rows(connection, everything(table), {"fen": 1}) == []


@pytest.mark.usefixtures("way")
def test_a_change_tells_how_many_rows_it_touched(
    gongtong_engine: sa.Engine, table: sa.Table
) -> None:
    """One, or none."""
    with gongtong_engine.begin() as connection:
        write_rows(connection, insertion(table), [FULL])
        change = {"of_code": "a", "colour": Colour.RED, "day": date(2026, 1, 1)}
        assert write_rows(connection, repainting(table), [change]) == 1
        assert write_rows(connection, repainting(table), [{**change, "of_code": "z"}]) == 0
        (row,) = read_rows(connection, everything(table), {"fen": 2**40})
        assert (row.colour, row.day) == (Colour.RED, date(2026, 1, 1))


@pytest.mark.usefixtures("way")
def test_errors_are_those_of_sqlalchemy(gongtong_engine: sa.Engine, table: sa.Table) -> None:
    """A key that is there already, and a value that is not of its type."""
    with pytest.raises(sa.exc.IntegrityError), gongtong_engine.begin() as connection:
        write_rows(connection, insertion(table), [FULL, FULL])
    # SQLAlchemy wraps what a type of ours raises, the driver's way does not
    with (
        pytest.raises((TypeError, sa.exc.StatementError), match="a whole number is wanted"),
        gongtong_engine.begin() as connection,
    ):
        write_rows(connection, insertion(table), [{**FULL, "fen": 1.5}])
    with gongtong_engine.begin() as connection:
        assert read_rows(connection, everything(table), {"fen": 2**40}) == []
