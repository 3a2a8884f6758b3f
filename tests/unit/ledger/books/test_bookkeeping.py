"""Opening the books and writing in them by hand."""

from datetime import date

import pytest

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.bookkeeping import (
    BooksOpened,
    OpenBooks,
    reasons_against_bookkeeper,
    reasons_against_writing_by_hand,
    rule_on_opening,
)
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Draft, EntryKind

DAY = date(2025, 1, 1)
KEEPER = (Office.KEEPER_OF_BOOKS,)


def test_the_keeper_opens_the_books_once() -> None:
    """The first time the chart is taken over; the second time is refused with the first day."""
    first = rule_on_opening(OpenBooks(DAY), DEFAULT_CHART, held=KEEPER, opened_on=None)
    assert first == Granted(BooksOpened(DAY, DEFAULT_CHART))
    again = rule_on_opening(OpenBooks(DAY), DEFAULT_CHART, held=KEEPER, opened_on=DAY)
    assert isinstance(again, Refused)
    assert again.codes == ("ledger.books_open_already",)
    assert again.reasons[0].params == (("opened_on", "2025-01-01"),)


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        (KEEPER, []),
        ((Office.CHAIR, Office.KEEPER_OF_BOOKS), []),
        ((), ["ledger.office_required"]),
        ((Office.CHAIR,), ["ledger.office_required"]),
        ((Office.KEEPER_OF_MONEY,), ["ledger.office_required", "segregation_of_duties"]),
        ((*KEEPER, Office.KEEPER_OF_MONEY), ["segregation_of_duties"]),
    ],
)
def test_only_the_keeper_of_the_books_keeps_them(
    held: tuple[Office, ...], codes: list[str]
) -> None:
    """会计法35: whoever keeps the money is refused, even if he keeps the books too."""
    reasons = list(reasons_against_bookkeeper(held, act=("记账", "post an entry")))
    assert [reason.code for reason in reasons] == codes
    titles = {reason.source.title for reason in reasons if reason.code == "segregation_of_duties"}
    assert titles <= {"会计法"}


@pytest.mark.parametrize("kind", list(EntryKind))
def test_three_kinds_are_written_by_hand(kind: EntryKind) -> None:
    """Opening balances, adjustments and what has no command; every other kind has one."""
    by_hand = {EntryKind.MANUAL, EntryKind.OPENING, EntryKind.ADJUSTMENT}
    reasons = reasons_against_writing_by_hand(Draft(kind, DAY, "账", ()), KEEPER)
    expected = [] if kind in by_hand else ["ledger.kind_has_its_own_command"]
    assert [reason.code for reason in reasons] == expected
