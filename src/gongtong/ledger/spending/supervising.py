"""The consent of the second committee to a spending (监督同意)."""

from collections.abc import Iterator
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.sources import SPENDING_RULES
from gongtong.ledger.spending.ratifying import settled_if_enough
from gongtong.ledger.spending.requests import Approval, Spending, SpendingState
from gongtong.ledger.spending.spending_facts import (
    SpendingFacts,
    reasons_of_same_person,
    reasons_of_state,
    reasons_of_step,
)
from gongtong.ledger.spending.spending_rules import approved_if_enough
from gongtong.ledger.spending.two_keys import SpendingStep


@frozen
class SuperviseSpending:
    """A supervisor's consent to a spending (监督同意申请)."""

    spending_id: UUID


@frozen
class SpendingSupervised:
    """A supervisor consented to a spending (已监督同意支出)."""

    spending: Spending


def rule_on_consent(
    spending: Spending, facts: SpendingFacts
) -> Granted[SpendingSupervised] | Refused:
    """Let a supervisor consent to a spending, or to an emergency after it was paid (监督同意审核).

    Grounds, in this order: the state, the keys, the same supervisor again.
    """
    reasons = (
        *_reasons_of_time(spending),
        *reasons_of_step(SpendingStep.SUPERVISE, spending, facts),
        *reasons_of_same_person(SpendingStep.SUPERVISE, spending, facts),
    )
    if reasons:
        return Refused(reasons)
    consents = (*spending.consents, Approval(facts.actor, facts.today))
    consented = evolve(spending, consents=consents)
    if spending.awaits_ratification:
        return Granted(SpendingSupervised(settled_if_enough(consented, facts)))
    sealed = evolve(consented, approved_terms=spending.terms)
    return Granted(SpendingSupervised(approved_if_enough(sealed, facts)))


def _reasons_of_time(spending: Spending) -> Iterator[Reason]:
    if spending.awaits_ratification:
        return
    if spending.state is SpendingState.PAID and spending.emergency is not None:
        yield Reason(
            "ledger.ratified_already",
            "应急支出已追认",
            "the emergency is ratified already",
            SPENDING_RULES,
        )
        return
    yield from reasons_of_state(SpendingStep.SUPERVISE, spending)
