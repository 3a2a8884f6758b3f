"""A spending that rests on a decision by vote."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.spending.requests import Spending, SpendingDecision, SpendingState
from gongtong.ledger.spending.resting import rule_on_resting
from gongtong.ledger.spending.spending_facts import SpendingFacts

DECISION = SpendingDecision(
    "poll 1 question 1",
    "更换水泵",
    "0f" * 32,
    "sanitation",
    "更换水泵",
    600_000,
    "新民建材",
    date(2025, 1, 20),
)
Known = Callable[..., SpendingFacts]


def codes(ruling: object) -> list[str]:
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_it_rests_on_what_was_decided(spending: Spending, known: Known) -> None:
    """With the digest of the certified result."""
    ruling = rule_on_resting(spending, DECISION, known("asker", Office.APPLICANT), used_fen=0)
    assert isinstance(ruling, Granted)
    assert ruling.event.spending.rests_on == DECISION


@pytest.mark.parametrize(
    ("used_fen", "most_fen", "refused"),
    [(0, 600_000, False), (1, 600_000, True), (0, 599_999, True), (400_000, 1_000_000, False)],
)
def test_a_decision_is_used_up_to_its_last_fen(
    spending: Spending, known: Known, used_fen: int, most_fen: int, refused: bool
) -> None:
    """What earlier spendings took is gone."""
    decision = evolve(DECISION, most_fen=most_fen)
    facts = known("asker", Office.APPLICANT)
    ruling = rule_on_resting(spending, decision, facts, used_fen=used_fen)
    assert codes(ruling) == (["ledger.decision_used_up"] if refused else [])


def test_another_fund_purpose_or_payee_was_not_decided(spending: Spending, known: Known) -> None:
    """Every difference is told; where no payee was named, any will do."""
    other = evolve(DECISION, fund="common", purpose="油漆", payee="他人")
    facts = known("asker", Office.APPLICANT)
    assert codes(rule_on_resting(spending, other, facts, used_fen=0)) == [
        "ledger.decision_other_fund",
        "ledger.decision_other_purpose",
        "ledger.decision_other_payee",
    ]
    anybody = evolve(DECISION, payee="")
    assert codes(rule_on_resting(spending, anybody, facts, used_fen=0)) == []


@pytest.mark.parametrize(
    "state", [state for state in SpendingState if state is not SpendingState.REQUESTED]
)
def test_a_decision_comes_before_the_approval(
    spending: Spending, known: Known, state: SpendingState
) -> None:
    """Only an emergency that waits to be ratified can be brought to rest on one afterwards."""
    facts = known("asker", Office.APPLICANT)
    later = evolve(spending, state=state)
    assert codes(rule_on_resting(later, DECISION, facts, used_fen=0)) == [
        "ledger.decision_too_late"
    ]
    waiting = evolve(later, ratify_by=date(2025, 2, 17))
    assert codes(rule_on_resting(waiting, DECISION, facts, used_fen=0)) == []


def test_it_rests_on_one_decision_and_is_cited_by_who_may_ask(
    spending: Spending, known: Known
) -> None:
    """Neither twice nor by a neighbour."""
    rested = evolve(spending, rests_on=DECISION)
    assert codes(rule_on_resting(rested, DECISION, known("x"), used_fen=0)) == [
        "ledger.office_required",
        "ledger.rests_already",
    ]
