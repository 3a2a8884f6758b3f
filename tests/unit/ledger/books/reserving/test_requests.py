"""What is asked of the desk that reserves entries goes through JSON unchanged."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.ledger.books.balances.reservations import Reservation, ReservationState
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reserving.requests import (
    EntryReserved,
    ExpireReservations,
    PostReserved,
    ReleaseReserved,
    ReservationsExpired,
    ReservedReleased,
    ReserveEntry,
)

DRAFT = Draft(
    EntryKind.MANUAL,
    date(2025, 6, 10),
    "预留",
    (Posting("5101", "sanitation", 5), Posting("1001", "sanitation", -5)),
)
RESERVATION = Reservation(UUID(int=7), DRAFT, date(2025, 6, 30), "u-1")


@pytest.mark.parametrize(
    "value",
    [
        ReserveEntry(DRAFT, date(2025, 6, 30)),
        PostReserved(UUID(int=7), (5, -5), date(2025, 6, 12)),
        ReleaseReserved(UUID(int=7), "改由他人"),
        ExpireReservations(date(2025, 7, 1)),
        EntryReserved(RESERVATION),
        ReservedReleased(RESERVATION, "改由他人"),
        ReservationsExpired(date(2025, 7, 1), (UUID(int=7),)),
    ],
)
def test_requests_and_events_survive_json(value: object) -> None:
    """A request that was kept is the request that was made."""
    assert from_json(to_json(value), type(value)) == value


def test_a_reservation_is_posted_whole_on_its_day_unless_said_otherwise() -> None:
    """Without amounts every line is posted, without a day the reserved one holds."""
    request = PostReserved(UUID(int=7))
    assert (request.amounts_fen, request.effective_on) == ((), None)
    assert RESERVATION.state is ReservationState.PENDING
