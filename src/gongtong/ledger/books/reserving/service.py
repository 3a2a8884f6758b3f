"""The desk that promises amounts before they are posted (预留服务).

`reserve_draft`, `post_reservation` and `release_reservation` are plain functions: another desk calls
them inside a command of its own.
"""

from typing import Final

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.reservations import (
    PendingBalance,
    Reservation,
    ReservationState,
)
from gongtong.ledger.books.balances.store import list_pending_balances
from gongtong.ledger.books.bookkeeping import (
    reasons_against_bookkeeper,
    reasons_against_writing_by_hand,
)
from gongtong.ledger.books.reserving import store
from gongtong.ledger.books.reserving.requests import (
    EntryReserved,
    ExpireReservations,
    PostReserved,
    ReleaseReserved,
    ReservationsExpired,
    ReservedPosted,
    ReservedReleased,
    ReserveEntry,
)
from gongtong.ledger.books.reserving.reserving_rules import (
    ReservationFacts,
    reasons_against_reserving,
    resolved,
    rule_on_expiring,
    rule_on_posting_reserved,
    rule_on_releasing,
)
from gongtong.ledger.books.service import offices_of_actor, post_draft, require_postable


def reserve_draft(unit: UnitOfWork, request: ReserveEntry) -> EntryReserved:
    """Promise a draft's amounts inside the running command (预留).

    Whatever would refuse the entry today refuses the promise of it.
    """
    unit.refuse_if(reasons_against_reserving(request.expires_on, unit.today))
    require_postable(unit, request.draft)
    draft = evolve(request.draft, narration=request.draft.narration.strip())
    event = EntryReserved(Reservation(unit.new_id(), draft, request.expires_on, unit.actor.id))
    store.save_reservation(unit, event.reservation)
    unit.record(event)
    return event


def post_reservation(unit: UnitOfWork, request: PostReserved) -> ReservedPosted:
    """Post a reserved entry, whole or in part, inside the running command (预留过账)."""
    facts = _facts(unit, request)
    draft = unit.granted(rule_on_posting_reserved(request, facts))
    # the promise ends first: what it held back is what the entry takes
    ended = resolved(facts.reservation, ReservationState.POSTED, unit.actor.id)
    ended = store.save_resolved(unit, ended)
    entry = post_draft(unit, draft)
    event = ReservedPosted(store.save_resolved(unit, evolve(ended, entry_id=entry.id)), entry)
    unit.record(event)
    return event


def release_reservation(unit: UnitOfWork, request: ReleaseReserved) -> ReservedReleased:
    """Give back what was reserved inside the running command (释放预留)."""
    event = unit.granted(rule_on_releasing(request, _facts(unit, request)))
    event = evolve(event, reservation=store.save_resolved(unit, event.reservation))
    unit.record(event)
    return event


def _facts(unit: UnitOfWork, request: PostReserved | ReleaseReserved) -> ReservationFacts:
    reservation = store.load_reservation(unit, request.reservation_id)
    return ReservationFacts(reservation, unit.today, unit.actor.id)


def _reserve_entry(unit: UnitOfWork, request: ReserveEntry) -> EntryReserved:
    unit.refuse_if(reasons_against_writing_by_hand(request.draft, offices_of_actor(unit)))
    return reserve_draft(unit, request)


def _post_reserved(unit: UnitOfWork, request: PostReserved) -> ReservedPosted:
    _require_bookkeeper(unit, ("过账预留凭证", "post a reserved entry"))
    return post_reservation(unit, request)


def _release_reserved(unit: UnitOfWork, request: ReleaseReserved) -> ReservedReleased:
    _require_bookkeeper(unit, ("释放预留", "release a reservation"))
    return release_reservation(unit, request)


def _expire_reservations(unit: UnitOfWork, request: ExpireReservations) -> ReservationsExpired:
    _require_bookkeeper(unit, ("清理到期预留", "end expired reservations"))
    pending = store.list_reservations(unit, ReservationState.PENDING)
    event = unit.granted(rule_on_expiring(request, pending, unit.today))
    for one in pending:
        if one.id in event.reservation_ids:
            store.save_resolved(unit, resolved(one, ReservationState.EXPIRED, unit.actor.id))
    unit.record(event)
    return event


def _require_bookkeeper(unit: UnitOfWork, act: tuple[str, str]) -> None:
    unit.refuse_if(tuple(reasons_against_bookkeeper(offices_of_actor(unit), act=act)))


RESERVE_ENTRY: Final = Command(
    "ledger.reserve_entry", ReserveEntry, EntryReserved, _reserve_entry, zh="预留"
)
POST_RESERVED: Final = Command(
    "ledger.post_reserved", PostReserved, ReservedPosted, _post_reserved, zh="预留过账"
)
RELEASE_RESERVED: Final = Command(
    "ledger.release_reserved", ReleaseReserved, ReservedReleased, _release_reserved, zh="释放预留"
)
EXPIRE_RESERVATIONS: Final = Command(
    "ledger.expire_reservations",
    ExpireReservations,
    ReservationsExpired,
    _expire_reservations,
    zh="预留到期",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    RESERVE_ENTRY,
    POST_RESERVED,
    RELEASE_RESERVED,
    EXPIRE_RESERVATIONS,
)


class Reserving:
    """The desk that promises amounts before they are posted (预留台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def reserve_entry(self, request: ReserveEntry, *, key: str) -> EntryReserved:
        """Promise an entry's amounts through a day (预留)."""
        return self._unit.run(RESERVE_ENTRY, request, key=key)

    def post_reserved(self, request: PostReserved, *, key: str) -> ReservedPosted:
        """Post a reserved entry, whole or in part (预留过账)."""
        return self._unit.run(POST_RESERVED, request, key=key)

    def release_reserved(self, request: ReleaseReserved, *, key: str) -> ReservedReleased:
        """Give back what was reserved (释放预留)."""
        return self._unit.run(RELEASE_RESERVED, request, key=key)

    def expire_reservations(self, request: ExpireReservations, *, key: str) -> ReservationsExpired:
        """End every reservation whose last day is over (预留到期)."""
        return self._unit.run(EXPIRE_RESERVATIONS, request, key=key)

    def reservations(self, state: ReservationState | None = None) -> tuple[Reservation, ...]:
        """Give the reserved entries, all or those in a state (预留凭证)."""
        return store.list_reservations(self._unit, state)

    def pending(self) -> tuple[PendingBalance, ...]:
        """Give what accounts hold, posted, beside what pending entries take from them (待过账余额)."""
        return list_pending_balances(self._unit)
