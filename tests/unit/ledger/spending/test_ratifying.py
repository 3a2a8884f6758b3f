"""Emergencies: ratified in time, late, or missed."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.spending.ratifying import (
    SpendingRatified,
    is_overdue,
    missed_ratifications,
    rule_on_ratification,
)
from gongtong.ledger.spending.requests import (
    Approval,
    EmergencyGround,
    Payment,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    EmergencyRule,
    SpendingScope,
)

RULE = evolve(
    DEFAULT_TWO_KEYS,
    tiers=(ApprovalTier(0, 1), ApprovalTier(500_001, 2)),
    supervised=(SpendingScope(from_fen=500_001),),
    emergency=EmergencyRule(up_to_fen=2_000_000),
)
DUE = date(2025, 2, 17)
Known = Callable[..., SpendingFacts]


@pytest.fixture
def paid(spending: Spending) -> Spending:
    """A pipe was mended on the approval of the chair alone, and paid on 2 February."""
    return evolve(
        spending,
        emergency=EmergencyGround.BURST_PIPE,
        state=SpendingState.PAID,
        approvals=(Approval("chair", date(2025, 2, 1)),),
        payment=Payment("cashier", "1001", date(2025, 2, 2)),
        ratify_by=DUE,
    )


def codes(ruling: object) -> list[str]:
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_it_is_settled_by_everybody_who_would_have_been_needed(
    paid: Spending, known: Known
) -> None:
    """The second approval alone is not enough: a supervisor is missing."""
    member = known("member", Office.MEMBER, rule=RULE)
    first = rule_on_ratification(paid, member)
    assert isinstance(first, Granted)
    assert first.event.spending.ratified_on is None
    consented = evolve(paid, consents=(Approval("s", date(2025, 2, 3)),))
    second = rule_on_ratification(consented, member)
    assert isinstance(second, Granted)
    assert second.event.spending.ratified_on == member.today
    assert not second.event.is_late


def test_the_grounds_are_told_at_once(paid: Spending, known: Known) -> None:
    """The cashier has no office to ratify, and paid; the chair has said yes before."""
    cashier = known("cashier", Office.KEEPER_OF_MONEY, rule=RULE)
    assert codes(rule_on_ratification(paid, cashier)) == [
        "ledger.office_required",
        "ledger.cashier_ratifies",
    ]
    chair = known("chair", Office.CHAIR, rule=RULE)
    assert codes(rule_on_ratification(paid, chair)) == ["ledger.approved_already"]
    asker = known("asker", Office.MEMBER, rule=RULE)
    assert codes(rule_on_ratification(paid, asker)) == ["ledger.applicant_ratifies"]


def test_only_what_waits_is_ratified(paid: Spending, known: Known) -> None:
    """Not what was paid in the ordinary way, nor what is settled."""
    member = known("member", Office.MEMBER, rule=RULE)
    ordinary = evolve(paid, emergency=None, ratify_by=None)
    assert codes(rule_on_ratification(ordinary, member)) == ["ledger.nothing_to_ratify"]
    settled = evolve(paid, ratified_on=date(2025, 2, 5))
    assert codes(rule_on_ratification(settled, member)) == ["ledger.ratified_already"]


@pytest.mark.parametrize(
    ("today", "overdue"),
    [(date(2025, 2, 16), False), (DUE, False), (date(2025, 2, 18), True)],
)
def test_the_last_day_is_in_time(paid: Spending, today: date, overdue: bool) -> None:
    """The day after it is not; a yes that comes then still settles it, and is late."""
    assert is_overdue(paid, today) is overdue
    missed = missed_ratifications([paid], today)
    assert [(one.spending_id, one.ratify_by, one.noted_on) for one in missed] == (
        [(paid.id, DUE, today)] if overdue else []
    )
    assert SpendingRatified(evolve(paid, ratified_on=today)).is_late is overdue


def test_what_is_missed_is_noted_once_and_what_is_settled_never(paid: Spending) -> None:
    """The note stays with the spending."""
    later = date(2025, 6, 1)
    assert missed_ratifications([evolve(paid, missed_on=date(2025, 3, 1))], later) == ()
    settled = evolve(paid, ratified_on=date(2025, 2, 5))
    assert missed_ratifications([settled], later) == ()
    assert not is_overdue(evolve(paid, ratify_by=None), later)
