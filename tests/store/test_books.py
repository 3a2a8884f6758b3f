"""The books in the database: numbers, kept balances, reports and reversals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.errors import IdempotencyMismatchError, RefusedError, UnknownReferenceError
from gongtong.core.periods import year_span
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.balances.folding import MonthlyFlow
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.periods import Period
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.books.tables import BooksTables
from gongtong.testing.examples.people import (
    BOOKKEEPER,
    CASHIER,
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


def rows(stage: Stage) -> dict[str, int]:
    """Count the rows of every table of the books and of the record."""
    metadata = stage.gongtong.schema.metadata
    with stage.engine.begin() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def test_books_are_opened_with_the_chart_of_the_place(books: Stage) -> None:
    """Opened books have the accounts and the funds of the default chart."""
    with books.work() as work:
        trial = work.ledger.books.reports.trial_balance()
        assert trial.lines == ()
        assert len(DEFAULT_CHART.accounts) == 32
        with pytest.raises(RefusedError) as refused:
            work.ledger.books.open_books(OpenBooks(SINCE), key="again")
    assert codes(refused) == ("ledger.office_required", "ledger.books_open_already")


def test_an_entry_is_read_back_as_it_was_posted(books: Stage) -> None:
    """What was posted, with its postings and documents, is what is read."""
    home = dwelling_id(books)
    posted = post(books, receipt(home), "a")
    with books.work() as work:
        assert work.ledger.books.reports.entries() == (posted,)
    assert (posted.year, posted.number, posted.label) == (2025, 1, "2025-0001")
    assert posted.booked_by == BOOKKEEPER


def test_numbers_run_without_gaps_through_refusals_and_years(books: Stage) -> None:
    """A refused entry takes no number, and each year counts from 1."""
    home = dwelling_id(books)
    first = post(books, assessment(home), "1")
    with pytest.raises(RefusedError):
        post(books, evolve(assessment(home), narration=""), "refused")
    second = post(books, receipt(home), "2")
    other_year = post(books, receipt(home, day=date(2026, 1, 6)), "3")
    assert [entry.label for entry in (first, second, other_year)] == [
        "2025-0001",
        "2025-0002",
        "2026-0001",
    ]


def test_a_command_repeated_with_its_key_posts_once(books: Stage) -> None:
    """The same key and payload give the first entry again; another payload is an error."""
    home = dwelling_id(books)
    first = post(books, receipt(home), "same")
    before = rows(books)
    assert post(books, receipt(home), "same") == first
    with pytest.raises(IdempotencyMismatchError):
        post(books, receipt(home, 30001), "same")
    assert rows(books) == before


def test_an_entry_out_by_one_fen_is_refused_and_writes_nothing(books: Stage) -> None:
    """300.00 against 299.99 is refused; no table gets a row."""
    home = dwelling_id(books)
    draft = Draft(
        EntryKind.MANUAL,
        date(2025, 1, 6),
        "少一分",
        (Posting(WECHAT, FUND, 30000), Posting(RECEIVABLE, FUND, -29999, home)),
    )
    before = rows(books)
    with pytest.raises(RefusedError) as refused:
        post(books, draft, "short")
    assert codes(refused) == ("ledger.unbalanced",)
    assert refused.value.reasons[0].params == (("fund", FUND), ("difference_fen", "1"))
    assert rows(books) == before


def test_kept_balances_follow_every_entry(books: Stage) -> None:
    """After an assessment and half a payment the dwelling owes the other half."""
    home = dwelling_id(books)
    post(books, assessment(home), "a")
    post(books, receipt(home, 15000), "b")
    with books.work() as work:
        reports = work.ledger.books.reports
        trial = reports.trial_balance()
        shown = {line.account.code: (line.debit_fen, line.credit_fen) for line in trial.lines}
        assert shown == {WECHAT: (15000, 0), RECEIVABLE: (15000, 0), INCOME: (0, 30000)}
        assert (trial.debit_fen, trial.credit_fen) == (30000, 30000)
        owed = [(held.dwelling_id, held.amount_fen) for held in reports.dwelling_balances()]
        assert owed == [(home, 15000)]


def test_a_balance_is_given_for_the_end_of_a_day(books: Stage) -> None:
    """The day before the receipt, on its day, and after it."""
    home = dwelling_id(books)
    post(books, receipt(home, day=date(2025, 1, 6)), "b")
    with books.work() as work:
        at = work.ledger.books.reports.balances_at
        assert at(date(2025, 1, 5)) == ()
        assert [held.amount_fen for held in at(date(2025, 1, 6))] == [30000, -30000]
        assert [held.amount_fen for held in at(date(2025, 1, 7))] == [30000, -30000]


def test_a_statement_runs_the_balance_of_one_dwelling(books: Stage) -> None:
    """The statement of a dwelling lists its own postings in order, with what is left after each."""
    home, other = dwelling_id(books), dwelling_id(books, 1)
    post(books, receipt(home, 15000, date(2025, 2, 1)), "late")
    post(books, assessment(home), "a")
    post(books, assessment(other), "c")
    with books.work() as work:
        lines = work.ledger.books.reports.statement(home)
    assert [(line.effective_on, line.amount_fen, line.balance_fen) for line in lines] == [
        (date(2025, 1, 1), 30000, 30000),
        (date(2025, 2, 1), -15000, 15000),
    ]


def test_income_and_spending_are_told_by_month_and_fund(books: Stage) -> None:
    """Income is shown positive, spending too, each in its month."""
    home = dwelling_id(books)
    post(books, assessment(home, day=date(2025, 1, 31)), "a")
    post(books, assessment(home, day=date(2025, 2, 1)), "b")
    post(
        books,
        Draft(
            EntryKind.MANUAL,
            date(2025, 2, 6),
            "环卫工具",
            (Posting("5101", FUND, 43280), Posting(WECHAT, FUND, -43280)),
        ),
        "c",
    )
    with books.work() as work:
        flows = work.ledger.books.reports.monthly_flows(year_span(2025))
    assert flows == (
        MonthlyFlow(Period(2025, 1), FUND, INCOME, AccountKind.INCOME, 30000),
        MonthlyFlow(Period(2025, 2), FUND, INCOME, AccountKind.INCOME, 30000),
        MonthlyFlow(Period(2025, 2), FUND, "5101", AccountKind.EXPENSE, 43280),
    )


def test_the_cash_box_cannot_hold_less_than_nothing(books: Stage) -> None:
    """Taking out exactly what is in the cash box passes; one fen more is refused."""
    home = dwelling_id(books)
    cash_in = (Posting("1001", FUND, 5000), Posting(RECEIVABLE, FUND, -5000, home))
    post(books, Draft(EntryKind.MANUAL, date(2025, 1, 2), "收现金", cash_in), "in")

    def out(fen: int) -> Draft:
        lines = (Posting("5101", FUND, fen), Posting("1001", FUND, -fen))
        return Draft(EntryKind.MANUAL, date(2025, 1, 3), "付现金", lines)

    with pytest.raises(RefusedError) as refused:
        post(books, out(5001), "too much")
    assert codes(refused) == ("ledger.account_overdrawn",)
    assert refused.value.reasons[0].params[-1] == ("short_fen", "1")
    assert post(books, out(5000), "all").number == 2


def test_a_reversal_is_linked_and_undoes_the_entry(books: Stage) -> None:
    """The chair reverses what the bookkeeper posted; the balances are as before."""
    home = dwelling_id(books)
    posted = post(books, receipt(home), "a")
    with books.work(CHAIR) as work:
        request = ReverseEntry(posted.id, date(2025, 1, 8), "重复记账")
        reversed_ = work.ledger.books.reverse_entry(request, key="r")
        assert work.ledger.books.reports.trial_balance().lines == ()
    assert reversed_.entry.reverses == posted.id
    assert reversed_.entry.narration == "冲销2025-0001：重复记账"
    assert [posting.amount_fen for posting in reversed_.entry.postings] == [-30000, 30000]


def test_an_entry_is_reversed_at_most_once(books: Stage) -> None:
    """The second reversal is refused, and so is the reversal of a reversal."""
    home = dwelling_id(books)
    posted = post(books, receipt(home), "a")
    with books.work(CHAIR) as work:
        desk = work.ledger.books
        request = ReverseEntry(posted.id, date(2025, 1, 8), "重复记账")
        done = desk.reverse_entry(request, key="r1")
        with pytest.raises(RefusedError) as refused:
            desk.reverse_entry(request, key="r2")
        assert codes(refused) == ("ledger.already_reversed",)
        with pytest.raises(RefusedError) as refused:
            desk.reverse_entry(evolve(request, entry_id=done.entry.id), key="r3")
        assert codes(refused) == (
            "ledger.reversed_by_same_hand",
            "ledger.reversal_of_reversal",
        )


def test_the_database_itself_refuses_a_second_reversal(books: Stage) -> None:
    """Even past the rule, the unique key lets one reversal in."""
    home = dwelling_id(books)
    posted = post(books, receipt(home), "a")
    with books.work(CHAIR) as work:
        request = ReverseEntry(posted.id, date(2025, 1, 8), "重复记账")
        work.ledger.books.reverse_entry(request, key="r1")
    entry = books.gongtong.schema.tables(BooksTables).entry
    with books.engine.begin() as connection:
        found = connection.execute(sa.select(entry).where(entry.c.reverses == posted.id))
        copied = dict(found.mappings().one())
        copied["entry_id"], copied["number"] = home, 99
        with pytest.raises(sa.exc.IntegrityError), connection.begin_nested():
            connection.execute(entry.insert().values(**copied))


def test_an_unknown_entry_cannot_be_reversed(books: Stage) -> None:
    """A reference to no entry of this place is an error that names it."""
    request = ReverseEntry(dwelling_id(books), date(2025, 1, 8), "错")
    with books.work(CHAIR) as work, pytest.raises(UnknownReferenceError, match="entry"):
        work.ledger.books.reverse_entry(request, key="r")


def test_only_the_keeper_of_the_books_writes_in_them(books: Stage) -> None:
    """The cashier is refused for the office and, by the law, for being the cashier."""
    home = dwelling_id(books)
    before = rows(books)
    with books.work(CASHIER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.post_entry(receipt(home), key="cashier")
    assert codes(refused) == ("ledger.office_required", "segregation_of_duties")
    assert refused.value.reasons[1].source.title == "会计法"
    assert refused.value.reasons[1].source.article.startswith("第35条")
    assert rows(books) == before


def test_an_entry_that_a_command_makes_is_not_written_by_hand(books: Stage) -> None:
    """A receipt by hand is refused: receipts come from statements."""
    home = dwelling_id(books)
    with pytest.raises(RefusedError) as refused:
        post(books, evolve(receipt(home), kind=EntryKind.RECEIPT), "hand")
    assert codes(refused) == ("ledger.kind_has_its_own_command",)
