"""The closing checklist in the database: what the books answer, and what bars."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.ledger.books.chart import (
    CASH,
    OTHER_INCOME,
    SANITATION,
    SUSPENSE,
    UNVOUCHED_SPENDING,
    WECHAT_WALLET,
)
from gongtong.ledger.books.checklist import BANK_RECONCILED, ClosingChecklist
from gongtong.ledger.books.checks.service import BOOKS_CHECKS, ClosingCheck
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.documents import document_of
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.periods import Period, PeriodState
from gongtong.ledger.books.reserving.requests import ReserveEntry
from gongtong.ledger.books.service import Books
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, MANDATE, SINCE

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

JANUARY = Period(2025, 1)
INVOICE = document_of("收据.pdf", b"receipt")
MOVED = MovePeriod("2025-01")


def draft(debit: str, credit: str, day: date = date(2025, 1, 20)) -> Draft:
    lines = (Posting(debit, SANITATION, 500), Posting(credit, SANITATION, -500))
    return Draft(EntryKind.MANUAL, day, "试算", lines, (INVOICE,))


def choose(stage: Stage, rule: ClosingChecklist) -> None:
    text = canonical(to_json(rule)).decode()
    request = AdoptHouseRule("checks", "ledger.closing_checklist", text, Span(SINCE), MANDATE)
    with stage.work(CHAIR) as work:
        work.registry.adopt_house_rule(request, key="checks")


def failed(stage: Stage) -> list[str]:
    with stage.work() as work:
        answers = Books(work.unit).reports.closing_checklist(JANUARY)
    return [answer.item.code for answer in answers if not answer.passed]


@pytest.fixture
def books(place: Stage) -> Stage:
    """Open books with 10,000 yuan in the cash box."""
    open_books(place)
    return place


def test_nothing_is_wrong_with_clean_books(books: Stage) -> None:
    """Opening balances rest on the books themselves; every check of the books passes."""
    assert failed(books) == []


@pytest.mark.parametrize(
    ("entry", "settled", "expected"),
    [
        (draft(WECHAT_WALLET, SUSPENSE), draft(SUSPENSE, OTHER_INCOME), ["suspense_empty"]),
        (
            draft(UNVOUCHED_SPENDING, WECHAT_WALLET),
            draft("5101", UNVOUCHED_SPENDING),
            ["unvouched_empty"],
        ),
        (evolve(draft(CASH, OTHER_INCOME), documents=()), None, ["documents_complete"]),
    ],
)
def test_what_is_open_is_named_until_it_is_settled(
    books: Stage, entry: Draft, settled: Draft | None, expected: list[str]
) -> None:
    """Something open at the end of January fails its check; settled in February, it passes."""
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(entry, key="open")
    assert failed(books) == expected
    if settled is not None:
        with books.work(BOOKKEEPER) as work:
            later = evolve(settled, effective_on=date(2025, 2, 3))
            work.ledger.books.post_entry(later, key="settled")
        assert failed(books) == []


def test_what_came_after_the_period_is_not_its_fault(books: Stage) -> None:
    """Suspense, a bare entry and a reservation of February leave January as it was."""
    later = date(2025, 2, 1)
    with books.work(BOOKKEEPER) as work:
        suspense = evolve(draft(WECHAT_WALLET, SUSPENSE, later), documents=())
        work.ledger.books.post_entry(suspense, key="later")
        promise = ReserveEntry(draft("5101", CASH, later), date(2025, 6, 30))
        work.ledger.reserving.reserve_entry(promise, key="promise")
    assert failed(books) == []


def test_a_promise_of_the_period_is_named(books: Stage) -> None:
    """A pending entry dated on the last day of January is January's."""
    with books.work(BOOKKEEPER) as work:
        promise = ReserveEntry(draft("5101", CASH, date(2025, 1, 31)), date(2025, 6, 30))
        work.ledger.reserving.reserve_entry(promise, key="promise")
    assert failed(books) == ["nothing_reserved"]


def test_by_itself_no_check_bars(books: Stage) -> None:
    """Without a choice of the place the answers are kept in the event and the month is closed."""
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft(WECHAT_WALLET, SUSPENSE), key="open")
        moved = work.ledger.books.close_period(MOVED, key="close")
    assert moved.state is PeriodState.CLOSED
    assert "suspense_empty" in [one.item.code for one in moved.checks if not one.passed]


def test_the_place_chooses_what_bars(books: Stage) -> None:
    """A failed check that was chosen bars, and so does one that nobody answers."""
    choose(books, ClosingChecklist(("suspense_empty", "neighbours_content")))
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft(WECHAT_WALLET, SUSPENSE), key="open")
        with pytest.raises(RefusedError) as refused:
            work.ledger.books.close_period(MOVED, key="close")
    assert refused.value.codes == (
        "ledger.closing_check_failed",
        "ledger.closing_check_unanswered",
    )


def test_a_desk_brings_its_own_check(books: Stage) -> None:
    """A function of another desk is asked about the period, and its answer bars as any other."""
    choose(books, ClosingChecklist((BANK_RECONCILED.code,)))
    asked: list[Period] = []

    def bank(_: object, period: Period) -> tuple[str, str] | None:
        asked.append(period)
        return None if len(asked) > 1 else ("一行未核对", "one line is not matched")

    checks = (*BOOKS_CHECKS, ClosingCheck(BANK_RECONCILED, bank))
    with books.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as refused:
        Books(work.unit, checks).close_period(MOVED, key="close")
    assert refused.value.codes == ("ledger.closing_check_failed",)
    with books.work(BOOKKEEPER) as work:
        Books(work.unit, checks).close_period(MOVED, key="close")
    assert asked == [JANUARY, JANUARY]
