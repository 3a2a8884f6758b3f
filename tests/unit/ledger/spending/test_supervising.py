"""The consent of the second committee."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.spending.requests import (
    Approval,
    EmergencyGround,
    Payment,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.supervising import rule_on_consent
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS, EmergencyRule, SpendingScope

RULE = evolve(
    DEFAULT_TWO_KEYS,
    supervised=(SpendingScope(from_fen=500_001),),
    emergency=EmergencyRule(up_to_fen=2_000_000),
)
Known = Callable[..., SpendingFacts]


def codes(ruling: object) -> list[str]:
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_the_last_yes_that_is_missing_approves(spending: Spending, known: Known) -> None:
    """Whether it is the supervisor's or the chair's; before that the spending waits."""
    supervisor = known("s", Office.SUPERVISOR, rule=RULE)
    early = rule_on_consent(spending, supervisor)
    assert isinstance(early, Granted)
    assert early.event.spending.state is SpendingState.REQUESTED
    approved = evolve(spending, approvals=(Approval("chair", date(2025, 2, 3)),))
    last = rule_on_consent(approved, supervisor)
    assert isinstance(last, Granted)
    assert last.event.spending.state is SpendingState.APPROVED
    assert last.event.spending.approved_terms == spending.terms


def test_who_supervises_takes_no_other_step(spending: Spending, known: Known) -> None:
    """Not the applicant, not an approver, not twice, and not without the office."""
    given = Approval("s", date(2025, 2, 3))
    supervisor = known("s", Office.SUPERVISOR, rule=RULE)
    assert codes(rule_on_consent(evolve(spending, applicant="s"), supervisor)) == [
        "ledger.applicant_supervises"
    ]
    assert codes(rule_on_consent(evolve(spending, approvals=(given,)), supervisor)) == [
        "ledger.approver_supervises"
    ]
    assert codes(rule_on_consent(evolve(spending, consents=(given,)), supervisor)) == [
        "ledger.approved_already"
    ]
    assert codes(rule_on_consent(spending, known("chair", Office.CHAIR))) == [
        "ledger.office_required"
    ]


@pytest.mark.parametrize(
    "state", [state for state in SpendingState if state is not SpendingState.REQUESTED]
)
def test_a_consent_comes_before_the_payment(
    spending: Spending, known: Known, state: SpendingState
) -> None:
    """Once it is decided there is nothing to consent to."""
    ruling = rule_on_consent(evolve(spending, state=state), known("s", Office.SUPERVISOR))
    assert codes(ruling) == ["ledger.spending_step_impossible"]


def test_an_emergency_can_be_consented_to_until_it_is_settled(
    spending: Spending, known: Known
) -> None:
    """The consent that was missing settles it; afterwards there is nothing left."""
    paid = evolve(
        spending,
        emergency=EmergencyGround.FIRE_RISK,
        state=SpendingState.PAID,
        approvals=(Approval("chair", date(2025, 2, 1)),),
        payment=Payment("cashier", "1001", date(2025, 2, 2)),
        ratify_by=date(2025, 2, 17),
    )
    supervisor = known("s", Office.SUPERVISOR, rule=RULE)
    ruling = rule_on_consent(paid, supervisor)
    assert isinstance(ruling, Granted)
    assert ruling.event.spending.ratified_on == supervisor.today
    settled = evolve(paid, ratified_on=date(2025, 2, 3))
    assert codes(rule_on_consent(settled, supervisor)) == ["ledger.ratified_already"]
