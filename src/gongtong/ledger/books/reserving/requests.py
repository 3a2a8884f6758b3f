"""What is asked of the desk that reserves entries, and what it answers (预留申请)."""

from datetime import date
from uuid import UUID

from attrs import frozen

from gongtong.ledger.books.balances.reservations import Reservation
from gongtong.ledger.books.entries import Draft, Entry


@frozen
class ReserveEntry:
    """A request to promise an entry's amounts through a day (预留申请)."""

    draft: Draft
    expires_on: date


@frozen
class PostReserved:
    """A request to post a reserved entry, whole or in part (预留过账申请).

    `amounts_fen`, where given, has one amount for each line in their order: of the sign that was
    reserved and not above it, 0 for a line that is left out. What is not posted is released.
    `effective_on`, where given, stands for the day that was reserved.
    """

    reservation_id: UUID
    amounts_fen: tuple[int, ...] = ()
    effective_on: date | None = None


@frozen
class ReleaseReserved:
    """A request to give back what was reserved, with the reason (释放预留申请)."""

    reservation_id: UUID
    reason: str


@frozen
class ExpireReservations:
    """A request to end every reservation whose last day is before a day (预留到期申请)."""

    as_of: date


@frozen
class EntryReserved:
    """An entry's amounts were promised (已预留)."""

    reservation: Reservation


@frozen
class ReservedPosted:
    """A reserved entry was posted, whole or in part (预留已过账)."""

    reservation: Reservation
    entry: Entry


@frozen
class ReservedReleased:
    """What was reserved was given back (预留已释放)."""

    reservation: Reservation
    reason: str


@frozen
class ReservationsExpired:
    """Reservations ended because their last day was over (预留已到期)."""

    as_of: date
    reservation_ids: tuple[UUID, ...]
