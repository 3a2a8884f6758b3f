"""The books in the database: closing and reopening periods, and finding what was tampered with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError
from gongtong.core.periods import year_span
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.entries import DocumentRef, Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.periods import Period, PeriodState
from gongtong.ledger.books.tables import BooksTables
from gongtong.testing.examples.people import (
    BOOKKEEPER,
    CHAIR,
    SINCE,
    dwelling_id,
    move_in,
    take_office,
)

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

WECHAT, RECEIVABLE, INCOME = "1012.wechat", "1122", "4301"
FUND = "sanitation"
NEW_YEAR = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def assessment(home: UUID, fen: int = 30000, day: date = date(2025, 1, 1)) -> Draft:
    return Draft(
        EntryKind.MANUAL,
        day,
        "2025年卫生服务费",
        (Posting(RECEIVABLE, FUND, fen, home), Posting(INCOME, FUND, -fen)),
    )


def receipt(home: UUID, fen: int = 30000, day: date = date(2025, 1, 6)) -> Draft:
    return Draft(
        EntryKind.MANUAL,
        day,
        "收卫生服务费",
        (Posting(WECHAT, FUND, fen), Posting(RECEIVABLE, FUND, -fen, home)),
        (DocumentRef("微信支付账单.csv", "0f" * 32),),
    )


@pytest.fixture
def books(place: Stage) -> Stage:
    """Books of the test's place, opened on 1 January 2025 by their keeper."""
    take_office(place)
    move_in(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    return place


def post(stage: Stage, draft: Draft, key: str) -> Entry:
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.books.post_entry(draft, key=key)


def codes(refused: pytest.ExceptionInfo[RefusedError]) -> tuple[str, ...]:
    return refused.value.codes


def test_a_closed_month_takes_no_entry_and_says_which(books: Stage) -> None:
    """31 January is refused after the close of January; 1 February is not."""
    home = dwelling_id(books)
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.close_period(MovePeriod("2025-01"), key="close")
    with pytest.raises(RefusedError) as refused:
        post(books, receipt(home, day=date(2025, 1, 31)), "jan")
    assert codes(refused) == ("ledger.period_not_open",)
    assert refused.value.reasons[0].params == (("period", "2025-01"), ("state", "closed"))
    assert post(books, receipt(home, day=date(2025, 2, 1)), "feb").number == 1


def test_a_closing_month_takes_adjustments_only(books: Stage) -> None:
    """Between the beginning of the close and the close itself, only adjusting entries pass."""
    home = dwelling_id(books)
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.begin_closing(MovePeriod("2025-01"), key="begin")
    with pytest.raises(RefusedError) as refused:
        post(books, receipt(home), "ordinary")
    assert codes(refused) == ("ledger.period_not_open",)
    adjusted = post(books, evolve(receipt(home), kind=EntryKind.ADJUSTMENT), "adjusting")
    assert adjusted.number == 1


def test_reopening_takes_two_people(books: Stage) -> None:
    """The bookkeeper asks, the chair grants; then the month takes entries again."""
    home = dwelling_id(books)
    month = MovePeriod("2025-01", "漏记一笔")
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.close_period(month, key="close")
        work.ledger.books.ask_reopening(month, key="ask")
        with pytest.raises(RefusedError) as refused:
            work.ledger.books.reopen_period(month, key="self")
    assert codes(refused) == ("ledger.office_required", "ledger.reopened_by_same_person")
    with books.work(CHAIR) as work:
        moved = work.ledger.books.reopen_period(month, key="grant")
    assert moved.state is PeriodState.OPEN
    assert post(books, receipt(home), "missed").number == 1


def test_a_refused_reopening_leaves_the_month_closed(books: Stage) -> None:
    """The chair may say no."""
    month = MovePeriod("2025-01", "漏记一笔")
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.close_period(month, key="close")
        work.ledger.books.ask_reopening(month, key="ask")
    with books.work(CHAIR) as work:
        moved = work.ledger.books.refuse_reopening(month, key="no")
    assert moved.state is PeriodState.CLOSED


def test_closing_a_year_carries_its_surplus_to_the_net_assets(books: Stage) -> None:
    """300.00 income less 100.00 spending leaves 200.00 in the net assets of the fund."""
    home = dwelling_id(books)
    post(books, assessment(home), "a")
    lines = (Posting("5101", FUND, 10000), Posting(WECHAT, FUND, -10000))
    post(books, Draft(EntryKind.MANUAL, date(2025, 12, 31), "清洁", lines), "b")
    with books.work(BOOKKEEPER, now=NEW_YEAR) as work:
        desk = work.ledger.books
        for month in Period(2025).months:
            desk.close_period(MovePeriod(str(month)), key=f"close {month}")
        moved = desk.close_period(MovePeriod("2025"), key="close 2025")
        assert moved.closing_entry is not None
        trial = desk.reports.trial_balance()
        shown = {line.account.code: (line.debit_fen, line.credit_fen) for line in trial.lines}
        assert shown == {WECHAT: (0, 10000), RECEIVABLE: (30000, 0), "3101": (0, 20000)}
        assert sum(flow.amount_fen for flow in desk.reports.monthly_flows(year_span(2025))) == 40000
        assert desk.reports.verify() == ()


def test_sound_books_verify_without_a_finding(books: Stage) -> None:
    """Kept balances, numbers and entries agree."""
    home = dwelling_id(books)
    post(books, assessment(home), "a")
    post(books, receipt(home), "b")
    with books.work() as work:
        assert work.ledger.books.reports.verify() == ()


def test_a_posting_changed_behind_our_back_is_found(books: Stage) -> None:
    """One amount changed by SQL: the entry is unbalanced, and two balances differ."""
    home = dwelling_id(books)
    posted = post(books, receipt(home), "a")
    posting = books.gongtong.schema.tables(BooksTables).posting
    with books.engine.begin() as connection:
        connection.execute(
            posting.update()
            .where(posting.c.entry_id == posted.id, posting.c.account == RECEIVABLE)
            .values(amount_fen=-30001)
        )
    with books.work() as work:
        found = work.ledger.books.reports.verify()
    assert [finding.code for finding in found] == [
        "ledger.balance_differs",
        "ledger.dwelling_balance_differs",
        "ledger.entry_unbalanced",
        "ledger.entry_differs",
    ]
    assert dict(found[0].params) == {
        "of": f"{RECEIVABLE}/{FUND}",
        "kept_fen": "-30000",
        "summed_fen": "-30001",
    }


def test_a_voucher_deleted_behind_our_back_is_found(books: Stage) -> None:
    """The last entry removed by SQL with its postings and balances leaves a gap in the numbers."""
    home = dwelling_id(books)
    tables = books.gongtong.schema.tables(BooksTables)
    post(books, receipt(home), "a")
    with books.engine.begin() as connection:
        for table in (tables.posting, tables.entry, tables.balance, tables.dwelling_balance):
            connection.execute(table.delete())
    with books.work() as work:
        found = work.ledger.books.reports.verify()
    assert [finding.code for finding in found] == [
        "ledger.numbers_have_gaps",
        "ledger.entry_missing",
    ]
