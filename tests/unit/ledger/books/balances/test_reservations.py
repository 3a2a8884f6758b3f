"""Reserved amounts: what they hold back, and the states they pass through."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.ledger.books.balances.reservations import (
    TRANSITIONS,
    PendingBalance,
    Reservation,
    ReservationState,
    ReservationStep,
    in_part,
    reserved_of,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting

FUND = "sanitation"


def draft(*lines: tuple[str, int]) -> Draft:
    postings = tuple(Posting(account, FUND, fen) for account, fen in lines)
    return Draft(EntryKind.MANUAL, date(2025, 6, 10), "预留", postings)


def test_a_reservation_ends_once() -> None:
    """A pending one can end in three ways; what has ended takes no step."""
    assert {state for state, _ in TRANSITIONS} == {ReservationState.PENDING}
    assert {step for _, step in TRANSITIONS} == set(ReservationStep)
    assert set(TRANSITIONS.values()) == set(ReservationState) - {ReservationState.PENDING}


def test_a_new_reservation_is_pending() -> None:
    """It belongs to who reserved it and has become nothing yet."""
    one = Reservation(UUID(int=1), draft(), date(2025, 6, 30), "u-1")
    assert (one.state, one.resolved_by, one.entry_id) == (ReservationState.PENDING, "", None)


def test_only_what_is_taken_is_reserved() -> None:
    """Money that a pending entry would bring is not there yet and promises nothing."""
    paying, receiving = draft(("5101", 500), ("1001", -500)), draft(("1001", 700), ("4901", -700))
    assert reserved_of([paying, receiving]) == {("1001", FUND): 500, ("4901", FUND): 700}


def test_what_comes_back_in_the_same_entry_is_not_reserved() -> None:
    """Lines of one entry in one account are counted together, lines of several entries are not."""
    change = draft(("1001", -500), ("1001", 120), ("5101", 380))
    assert reserved_of([change]) == {("1001", FUND): 380}
    assert reserved_of([change, change]) == {("1001", FUND): 760}


@pytest.mark.parametrize(("reserved", "available"), [(999, 1), (1000, 0), (1001, -1)])
def test_available_is_posted_less_reserved(reserved: int, available: int) -> None:
    """What is promised cannot be promised again."""
    assert PendingBalance("1001", FUND, 1000, reserved).available_fen == available


def test_part_of_a_draft_leaves_out_the_lines_of_nothing() -> None:
    """Amounts stand in the order of the lines; a line of 0 is no line."""
    whole = draft(("5101", 300), ("5102", 200), ("1001", -500))
    assert in_part(whole, (300, 0, -300)) == draft(("5101", 300), ("1001", -300))


def test_amounts_must_be_as_many_as_lines() -> None:
    """A missing amount is an error of the caller, never a guess."""
    with pytest.raises(ValueError, match="zip"):
        in_part(draft(("5101", 300), ("1001", -300)), (300,))
