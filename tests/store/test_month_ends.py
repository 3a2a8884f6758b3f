"""Balances kept at the end of closed periods, and what is booked for those days afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.month_ends.store import list_balances_at, list_kept_month_ends
from gongtong.ledger.books.month_ends.tables import MonthEndTables
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

FUND = "sanitation"
JANUARY = date(2025, 1, 31)
IN_JUNE = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)


def spend(stage: Stage, day: date, fen: int) -> None:
    lines = (Posting("5101", FUND, fen), Posting("1001", FUND, -fen))
    with stage.work(BOOKKEEPER, now=IN_JUNE) as work:
        work.ledger.books.post_entry(
            Draft(EntryKind.MANUAL, day, "清洁", lines), key=f"{day}/{fen}"
        )


def at(stage: Stage, day: date) -> dict[str, int]:
    with stage.work() as work:
        return {one.account: one.amount_fen for one in list_balances_at(work.unit, day)}


@pytest.fixture
def books(place: Stage) -> Stage:
    """Books with something spent in January and in March, and January closed."""
    open_books(place)
    spend(place, date(2025, 1, 10), 100)
    spend(place, date(2025, 3, 10), 10)
    with place.work(BOOKKEEPER, now=IN_JUNE) as work:
        work.ledger.books.close_period(MovePeriod("2025-01"), key="close")
    return place


def test_closing_a_period_keeps_its_balances(books: Stage) -> None:
    """What was booked in March already is not in the balances of January."""
    kept = {"1001": OPENING_FEN - 100, "3101": -OPENING_FEN, "5101": 100}
    assert at(books, JANUARY) == kept
    with books.work() as work:
        (one,) = list_kept_month_ends(work.unit)
    assert one.on == JANUARY
    assert {held.account: held.amount_fen for held in one.kept} == kept
    assert one.kept == one.summed


def test_what_is_booked_after_a_period_was_reopened_is_in_its_balances(books: Stage) -> None:
    """The kept balances stay as they are; the later voucher is added to them, and kept when it is closed again."""
    with books.work(BOOKKEEPER, now=IN_JUNE) as work:
        work.ledger.books.ask_reopening(MovePeriod("2025-01", "漏记"), key="ask")
    with books.work(CHAIR, now=IN_JUNE) as work:
        work.ledger.books.reopen_period(MovePeriod("2025-01", "漏记"), key="reopen")
    spend(books, date(2025, 1, 20), 7)
    assert at(books, JANUARY)["5101"] == 107
    assert at(books, date(2025, 1, 15))["5101"] == 100
    assert at(books, date(2025, 2, 28))["5101"] == 107
    with books.work(BOOKKEEPER, now=IN_JUNE) as work:
        work.ledger.books.close_period(MovePeriod("2025-01"), key="close again")
        (one,) = list_kept_month_ends(work.unit)
        assert AccountBalance("5101", FUND, 107) in one.kept
        assert work.ledger.books.reports.verify() == ()


def test_a_day_before_the_first_entry_has_no_balances(books: Stage) -> None:
    """Nothing was there yet."""
    assert at(books, date(2024, 12, 31)) == {}


def test_a_kept_balance_that_somebody_changed_is_found(books: Stage) -> None:
    """Whoever writes into the table past the library is found by the check of the books."""
    with books.work() as work:
        table = work.unit.tables(MonthEndTables).month_end
        work.unit.connection.execute(
            sa.update(table).where(table.c.account == "5101").values(amount_fen=99)
        )
        codes = [one.code for one in work.ledger.books.reports.verify()]
    assert codes == ["ledger.month_end_differs"]
