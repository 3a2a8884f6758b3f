"""The rules of reserved entries: promised once, and ended once (预留规则)."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.balances.reservations import (
    TRANSITIONS,
    Reservation,
    ReservationState,
    ReservationStep,
    in_part,
)
from gongtong.ledger.books.entries import Draft
from gongtong.ledger.books.reserving.requests import (
    ExpireReservations,
    PostReserved,
    ReleaseReserved,
    ReservationsExpired,
    ReservedReleased,
)
from gongtong.ledger.sources import RESERVATION_RULES


@frozen
class ReservationFacts:
    """What is known when a step of a reservation is ruled on (预留依据)."""

    reservation: Reservation
    today: date
    actor: str


def reasons_against_reserving(expires_on: date, today: date) -> tuple[Reason, ...]:
    """Refuse a promise whose last day is over already (预留期限要求)."""
    if expires_on >= today:
        return ()
    return (
        Reason(
            "ledger.reservation_over_already",
            f"预留到期日{expires_on}早于今天{today}",
            f"the last day of the reservation, {expires_on}, is before today, {today}",
            RESERVATION_RULES,
            (("expires_on", str(expires_on)), ("today", str(today))),
        ),
    )


def rule_on_posting_reserved(
    request: PostReserved, facts: ReservationFacts
) -> Granted[Draft] | Refused:
    """Give the draft that a reservation becomes, or every ground against it (预留过账审核).

    Grounds, in this order: ended already, its last day is over, amounts that do not fit its lines.
    The rule on entries has its say on the draft after that.
    """
    reservation = facts.reservation
    reasons = (
        *_reasons_of_state(ReservationStep.POST, reservation),
        *_reasons_of_last_day(facts),
        *_reasons_of_amounts(request, reservation.draft),
    )
    if reasons:
        return Refused(reasons)
    draft = reservation.draft
    if request.amounts_fen:
        draft = in_part(draft, request.amounts_fen)
    return Granted(evolve(draft, effective_on=request.effective_on or draft.effective_on))


def rule_on_releasing(
    request: ReleaseReserved, facts: ReservationFacts
) -> Granted[ReservedReleased] | Refused:
    """Let a promise be given back, with a reason (释放预留审核)."""
    reasons = [*_reasons_of_state(ReservationStep.RELEASE, facts.reservation)]
    if not request.reason.strip():
        reasons.append(
            Reason(
                "ledger.release_without_reason",
                "释放预留须写明原因",
                "giving back what was reserved states its reason",
                RESERVATION_RULES,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    released = resolved(facts.reservation, ReservationState.RELEASED, facts.actor)
    return Granted(ReservedReleased(released, request.reason.strip()))


def rule_on_expiring(
    request: ExpireReservations, pending: Sequence[Reservation], today: date
) -> Granted[ReservationsExpired] | Refused:
    """Name the reservations whose last day is before the day asked about (预留到期审核)."""
    if request.as_of > today:
        return Refused(
            (
                Reason(
                    "ledger.day_not_come",
                    f"{request.as_of}尚未到来",
                    f"{request.as_of} has not come yet",
                    RESERVATION_RULES,
                    (("as_of", str(request.as_of)), ("today", str(today))),
                ),
            )
        )
    over = tuple(one.id for one in pending if one.expires_on < request.as_of)
    return Granted(ReservationsExpired(request.as_of, over))


def resolved(reservation: Reservation, state: ReservationState, actor: str) -> Reservation:
    """Give a reservation that somebody has brought to its end (结束预留)."""
    return evolve(reservation, state=state, resolved_by=actor)


def _reasons_of_state(step: ReservationStep, reservation: Reservation) -> Iterator[Reason]:
    if (reservation.state, step) not in TRANSITIONS:
        yield Reason(
            "ledger.reservation_resolved",
            f"该预留已{_ENDED[reservation.state]}，不能再处理",
            f"the reservation is {reservation.state.value} already and ends only once",
            RESERVATION_RULES,
            (("reservation", str(reservation.id)), ("state", reservation.state.value)),
        )


_ENDED = {
    ReservationState.POSTED: "过账",
    ReservationState.RELEASED: "释放",
    ReservationState.EXPIRED: "到期",
}


def _reasons_of_last_day(facts: ReservationFacts) -> Iterator[Reason]:
    last = facts.reservation.expires_on
    if facts.today > last:
        yield Reason(
            "ledger.reservation_expired",
            f"预留已于{last}到期",
            f"the reservation stood through {last}",
            RESERVATION_RULES,
            (("expires_on", str(last)), ("today", str(facts.today))),
        )


def _reasons_of_amounts(request: PostReserved, draft: Draft) -> Iterator[Reason]:
    amounts: Sequence[object] = request.amounts_fen
    if not amounts:
        return
    if len(amounts) != len(draft.postings):
        yield Reason(
            "ledger.amounts_do_not_fit",
            f"预留凭证有{len(draft.postings)}行，给出了{len(amounts)}个金额",
            f"the reserved entry has {len(draft.postings)} lines; {len(amounts)} amounts were given",
            RESERVATION_RULES,
        )
        return
    for line, (posting, amount) in enumerate(zip(draft.postings, amounts, strict=True), start=1):
        low, high = sorted((0, posting.amount_fen))
        if type(amount) is not int or not low <= amount <= high:
            yield Reason(
                "ledger.more_than_reserved",
                f"第{line}行：{amount}分超出预留的{posting.amount_fen}分",
                f"line {line}: {amount} fen is not within the {posting.amount_fen} fen that were reserved",
                RESERVATION_RULES,
                (
                    ("line", str(line)),
                    ("amount_fen", str(amount)),
                    ("reserved_fen", str(posting.amount_fen)),
                ),
            )
