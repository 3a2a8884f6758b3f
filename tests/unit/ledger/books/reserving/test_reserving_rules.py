"""The rules of reserved entries: every ground at once, each threshold under, at and over."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.balances.reservations import Reservation, ReservationState
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reserving.requests import (
    ExpireReservations,
    PostReserved,
    ReleaseReserved,
)
from gongtong.ledger.books.reserving.reserving_rules import (
    ReservationFacts,
    reasons_against_reserving,
    resolved,
    rule_on_expiring,
    rule_on_posting_reserved,
    rule_on_releasing,
)

TODAY = date(2025, 6, 10)
ID = UUID(int=7)
DRAFT = Draft(
    EntryKind.MANUAL,
    TODAY,
    "预留",
    (Posting("5101", "sanitation", 500), Posting("1001", "sanitation", -500)),
)
PENDING = Reservation(ID, DRAFT, TODAY, "u-1")
FACTS = ReservationFacts(PENDING, TODAY, "u-2")
ENDED = [state for state in ReservationState if state is not ReservationState.PENDING]


def codes(ruling: Granted[Any] | Refused) -> list[str]:
    return list(ruling.codes) if isinstance(ruling, Refused) else []


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
def test_a_promise_stands_at_least_today(days: int, *, refused: bool) -> None:
    """The last day may be today and not yesterday."""
    reasons = reasons_against_reserving(TODAY + timedelta(days), TODAY)
    assert [reason.code for reason in reasons] == ["ledger.reservation_over_already"] * refused


@pytest.mark.parametrize(("days", "refused"), [(-1, False), (0, False), (1, True)])
def test_it_is_posted_through_its_last_day(days: int, *, refused: bool) -> None:
    """On the last day it is posted, a day later it is not."""
    facts = evolve(FACTS, today=TODAY + timedelta(days))
    found = codes(rule_on_posting_reserved(PostReserved(ID), facts))
    assert found == ["ledger.reservation_expired"] * refused


@pytest.mark.parametrize("fen", [0, 1, 499, 500])
def test_a_part_is_within_what_was_reserved(fen: int) -> None:
    """Nothing, a fen, almost all and all of a line may be posted."""
    ruling = rule_on_posting_reserved(PostReserved(ID, (fen, -fen)), FACTS)
    assert isinstance(ruling, Granted)
    assert sum(line.amount_fen for line in ruling.event.postings if line.account == "5101") == fen


@pytest.mark.parametrize("amount", [501, -1, 5.0, True, "500"])
def test_no_more_and_nothing_else_than_reserved(amount: Any) -> None:
    """A fen more, the other direction, and what is no whole number are each refused by line."""
    ruling = rule_on_posting_reserved(PostReserved(ID, (amount, -500)), FACTS)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.more_than_reserved",)
    assert ruling.reasons[0].params[0] == ("line", "1")


def test_as_many_amounts_as_lines() -> None:
    """An amount is asked for each line."""
    ruling = rule_on_posting_reserved(PostReserved(ID, (500,)), FACTS)
    assert codes(ruling) == ["ledger.amounts_do_not_fit"]


def test_another_day_may_be_named() -> None:
    """The entry takes the day that is named, else the day that was reserved."""
    later = TODAY + timedelta(3)
    ruling = rule_on_posting_reserved(PostReserved(ID, effective_on=later), FACTS)
    assert ruling == Granted(evolve(DRAFT, effective_on=later))
    assert rule_on_posting_reserved(PostReserved(ID), FACTS) == Granted(DRAFT)


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_ends_not_again(state: ReservationState) -> None:
    """Posting and releasing are refused once something became of the promise."""
    facts = evolve(FACTS, reservation=resolved(PENDING, state, "u-3"))
    asked = (
        rule_on_posting_reserved(PostReserved(ID), facts),
        rule_on_releasing(ReleaseReserved(ID, "改由他人"), facts),
    )
    assert [codes(one) for one in asked] == [["ledger.reservation_resolved"]] * 2


def test_every_ground_is_named_at_once() -> None:
    """Ended, over and too much are told together, in this order."""
    over = resolved(PENDING, ReservationState.RELEASED, "u-3")
    facts = ReservationFacts(over, TODAY + timedelta(1), "u-2")
    assert codes(rule_on_posting_reserved(PostReserved(ID, (501, -500)), facts)) == [
        "ledger.reservation_resolved",
        "ledger.reservation_expired",
        "ledger.more_than_reserved",
    ]


def test_giving_back_states_why_and_keeps_who() -> None:
    """A reason of blanks is none; who released it is kept."""
    assert codes(rule_on_releasing(ReleaseReserved(ID, "  "), FACTS)) == [
        "ledger.release_without_reason"
    ]
    ruling = rule_on_releasing(ReleaseReserved(ID, " 改由他人 "), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.reason == "改由他人"
    assert ruling.event.reservation.resolved_by == "u-2"


@pytest.mark.parametrize(("days", "over"), [(-1, ()), (0, ()), (1, (ID,))])
def test_a_reservation_is_over_after_its_last_day(days: int, over: tuple[UUID, ...]) -> None:
    """As of the last day it stands; as of the day after it is over."""
    as_of = TODAY + timedelta(days)
    ruling = rule_on_expiring(ExpireReservations(as_of), [PENDING], TODAY + timedelta(1))
    assert isinstance(ruling, Granted)
    assert ruling.event.reservation_ids == over


@pytest.mark.parametrize(("days", "refused"), [(-1, False), (0, False), (1, True)])
def test_nothing_is_over_before_its_time(days: int, *, refused: bool) -> None:
    """Asking as of tomorrow is refused."""
    ruling = rule_on_expiring(ExpireReservations(TODAY + timedelta(days)), [PENDING], TODAY)
    assert codes(ruling) == ["ledger.day_not_come"] * refused
