"""SQLite finds what a report reads by the right index, in books of any size and without ANALYZE."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.periods import month_span
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.month_ends.store import list_balances_at
from gongtong.ledger.reports.as_of import Window
from gongtong.testing.examples.people import BOOKKEEPER, SINCE, take_office
from gongtong.testing.stage import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gongtong.community import Work
    from gongtong.testing.stage import Stage

HOME = UUID(int=101)
JUNE = Window(month_span(2025, 6))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A new place on SQLite, as a host has it after migrating."""
    path = tmp_path / "books.db"
    engine = sqlite_engine(path)
    built = build(Gongtong(), engine)
    take_office(built)
    with built.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    engine.dispose()
    yield built
    engine.dispose()


def plans(stage: Stage, read: Callable[[Work], object]) -> list[list[str]]:
    """Say how SQLite goes about every statement that reads postings."""
    seen: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        seen.append((statement, parameters))

    sa.event.listen(stage.engine, "before_cursor_execute", note)
    try:
        with stage.work() as work:
            read(work)
    finally:
        sa.event.remove(stage.engine, "before_cursor_execute", note)
    with stage.engine.connect() as connection:
        return [
            [
                str(row[3])
                for row in connection.exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", tuple(parameters)
                )
            ]
            for statement, parameters in seen
            if "gt_posting" in statement
        ]


@pytest.mark.parametrize(
    "read",
    [
        lambda work: work.ledger.books.reports.statement(HOME),
        lambda work: work.ledger.reports.household_statement(HOME, JUNE),
    ],
)
def test_a_statement_reads_the_postings_of_its_dwelling_alone(
    stage: Stage, read: Callable[[Work], object]
) -> None:
    """It begins with the index of dwellings, and goes from there to the entries."""
    found = plans(stage, read)
    assert found
    for plan in found:
        assert "ix_gt_posting_place_id_dwelling_id (place_id=? AND dwelling_id=?)" in plan[0]
        assert plan[1].startswith("SEARCH gt_entry USING INDEX")
        assert plan[1].endswith("(place_id=? AND entry_id=?)")


@pytest.mark.parametrize(
    "read",
    [
        lambda work: work.ledger.reports.cash_flow(JUNE),
        lambda work: work.ledger.reports.income_and_spending(JUNE),
    ],
)
def test_a_report_of_a_month_reads_the_entries_of_that_month(
    stage: Stage, read: Callable[[Work], object]
) -> None:
    """It begins with the index of days, and goes from there to the postings of each entry."""
    found = [plan for plan in plans(stage, read) if any("effective_on>?" in step for step in plan)]
    assert found
    for plan in found:
        steps = " / ".join(plan)
        assert "ix_gt_entry_place_id_effective_on (place_id=? AND effective_on>?" in steps
        assert (
            "gt_posting USING INDEX sqlite_autoindex_gt_posting_1 (place_id=? AND entry_id=?)"
            in steps
        )


def test_first_and_last_day_are_looked_up(stage: Stage) -> None:
    """The days between which entries lie are the ends of an index, and not a walk through it."""
    with stage.work() as work:
        assert list_balances_at(work.unit, date(2025, 6, 30)) == ()
        place, last = work.unit.place_id.bytes, "SELECT max(effective_on) FROM gt_entry"
        rows = work.unit.connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {last} WHERE place_id = ?", (place,)
        )
        assert [row[3] for row in rows] == [
            "SEARCH gt_entry USING COVERING INDEX ix_gt_entry_place_id_effective_on (place_id=?)"
        ]
