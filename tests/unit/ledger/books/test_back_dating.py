"""How far back an entry may be dated: under, at and over every figure."""

from datetime import date, timedelta

import pytest

from gongtong.core.offices import Office
from gongtong.ledger.books.back_dating import (
    BackDating,
    DayOfBooking,
    KindAllowance,
    OfficeAllowance,
    is_dated_back,
    reasons_of_back_dating,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting

TODAY = date(2025, 6, 10)
RULE = BackDating(
    7,
    by_kind=(KindAllowance(EntryKind.RECEIPT, 31),),
    by_office=(OfficeAllowance(Office.CHAIR, 10),),
)


def draft(days: int, kind: EntryKind = EntryKind.MANUAL) -> Draft:
    lines = (Posting("1001", "sanitation", 1), Posting("4901", "sanitation", -1))
    return Draft(kind, TODAY - timedelta(days), "补记", lines)


def codes(
    entry: Draft, rule: BackDating = RULE, held: tuple[Office, ...] = (Office.KEEPER_OF_BOOKS,)
) -> list[str]:
    at = DayOfBooking(TODAY, date(2025, 1, 1), held)
    return [reason.code for reason in reasons_of_back_dating(entry, at, rule)]


TOO_FAR = ["ledger.dated_too_far_back"]


@pytest.mark.parametrize(("days", "expected"), [(6, []), (7, []), (8, TOO_FAR)])
def test_the_figure_of_the_place(days: int, expected: list[str]) -> None:
    """Six and seven days back are taken where seven are allowed, eight are not."""
    assert codes(draft(days)) == expected


@pytest.mark.parametrize(("days", "expected"), [(30, []), (31, []), (32, TOO_FAR)])
def test_the_figure_of_a_kind(days: int, expected: list[str]) -> None:
    """A kind that is named has its own figure."""
    assert codes(draft(days, EntryKind.RECEIPT)) == expected


@pytest.mark.parametrize(("days", "expected"), [(9, []), (10, []), (11, TOO_FAR)])
def test_the_figure_of_an_office(days: int, expected: list[str]) -> None:
    """Whoever holds an office that is named has the larger figure."""
    assert codes(draft(days), held=(Office.CHAIR,)) == expected
    assert codes(draft(days, EntryKind.RECEIPT), held=(Office.CHAIR,)) == []


def test_without_a_figure_open_periods_alone_bound_the_day() -> None:
    """A place that set nothing takes any day of an open period."""
    assert codes(draft(3000), BackDating()) == []


def test_today_and_later_is_not_dated_back() -> None:
    """Where nothing may be dated back, today and tomorrow still stand."""
    nothing = BackDating(0)
    assert [codes(draft(days), nothing) for days in (-1, 0, 1)] == [[], [], TOO_FAR]
    assert not is_dated_back(draft(0), TODAY)
    assert is_dated_back(draft(1), TODAY)


def test_what_nobody_dates_is_not_bound() -> None:
    """The entry that closes a year and books taken over have the days they have."""
    assert codes(draft(300, EntryKind.CLOSING)) == []
    assert codes(draft(3000, EntryKind.IMPORTED)) == []


def test_opening_balances_are_as_old_as_the_books() -> None:
    """They are free on the day of opening; the word does not open any other day."""
    opening = (TODAY - date(2025, 1, 1)).days
    assert codes(draft(opening, EntryKind.OPENING)) == []
    assert codes(draft(opening - 1, EntryKind.OPENING)) == TOO_FAR
