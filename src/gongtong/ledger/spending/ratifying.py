"""What was paid in an emergency: ratified afterwards, or missed (追认)."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.sources import SPENDING_RULES
from gongtong.ledger.spending.demands import Demands, demands_of, reasons_of_limit, reasons_of_vote
from gongtong.ledger.spending.requests import Approval, Spending
from gongtong.ledger.spending.spending_facts import (
    SpendingFacts,
    reasons_of_same_person,
    reasons_of_step,
    somebody_goes_so_far,
)
from gongtong.ledger.spending.two_keys import SpendingStep


@frozen
class RatifySpending:
    """One person's yes, afterwards, to what was paid in an emergency (追认申请)."""

    spending_id: UUID


@frozen
class SpendingRatified:
    """What was paid in an emergency was ratified, perhaps not yet by everybody it takes (已追认支出)."""

    spending: Spending

    @property
    def is_late(self) -> bool:
        """Whether it was settled after its time (是否逾期追认)."""
        done, due = self.spending.ratified_on, self.spending.ratify_by
        return done is not None and due is not None and done > due


@frozen
class CheckRatifications:
    """An order to note what was not ratified in time, in every fund or in some (追认检查)."""

    funds: tuple[str, ...] = ()


@frozen
class RatificationMissed:
    """What was paid in an emergency was not ratified in time (逾期未追认)."""

    spending_id: UUID
    fund: str
    amount_fen: int
    paid_on: date
    ratify_by: date
    noted_on: date


@frozen
class RatificationsChecked:
    """What the check found that had not been noted before (追认检查结果)."""

    missed: tuple[RatificationMissed, ...]


def rule_on_ratification(
    spending: Spending, facts: SpendingFacts
) -> Granted[SpendingRatified] | Refused:
    """Let one of those who would have been needed say yes afterwards (追认审核).

    It is possible after its time as well; that it was missed stays on record. Grounds, in this order:
    nothing to ratify, the keys, the same person again, the limit of the office, a vote that is missing.
    """
    demands = demands_of(spending, facts.rule, facts.around)
    reasons = (
        *_reasons_of_need(spending),
        *reasons_of_step(SpendingStep.RATIFY, spending, facts),
        *reasons_of_same_person(SpendingStep.RATIFY, spending, facts),
        *_reasons_of_limit(spending, facts, demands),
        *reasons_of_vote(spending, facts.rule, demands),
    )
    if reasons:
        return Refused(reasons)
    given = (*spending.ratifications, Approval(facts.actor, facts.today))
    ratified = evolve(spending, ratifications=given)
    return Granted(SpendingRatified(settled_if_enough(ratified, facts)))


def settled_if_enough(spending: Spending, facts: SpendingFacts) -> Spending:
    """Settle an emergency when everybody who would have been needed has said yes (齐备即追认完成)."""
    demands = demands_of(spending, facts.rule, facts.around)
    is_enough = demands.are_met_by(spending, afterwards=True)
    if (
        spending.awaits_ratification
        and is_enough
        and somebody_goes_so_far(spending, facts, demands)
    ):
        return evolve(spending, ratified_on=facts.today)
    return spending


def is_overdue(spending: Spending, today: date) -> bool:
    """Say whether an emergency was not ratified by its last day (是否逾期未追认).

    On the last day itself it still can be.
    """
    return (
        spending.ratify_by is not None
        and spending.ratified_on is None
        and spending.ratify_by < today
    )


def missed_ratifications(
    spendings: Iterable[Spending], today: date
) -> tuple[RatificationMissed, ...]:
    """Give what is overdue and was not noted before (逾期未追认清单)."""
    return tuple(
        RatificationMissed(
            spending_id=one.id,
            fund=one.fund,
            amount_fen=one.amount_fen,
            paid_on=one.payment.paid_on,
            ratify_by=one.ratify_by,
            noted_on=today,
        )
        for one in spendings
        if is_overdue(one, today)
        and one.missed_on is None
        and one.payment is not None
        and one.ratify_by is not None
    )


def _reasons_of_limit(
    spending: Spending, facts: SpendingFacts, demands: Demands
) -> Iterator[Reason]:
    if not somebody_goes_so_far(spending, facts, demands):
        yield from reasons_of_limit(spending, facts.held, facts.rule, demands)


def _reasons_of_need(spending: Spending) -> Iterator[Reason]:
    if spending.ratified_on is not None:
        yield Reason(
            "ledger.ratified_already",
            "应急支出已追认",
            "the emergency is ratified already",
            SPENDING_RULES,
        )
    elif not spending.awaits_ratification:
        yield Reason(
            "ledger.nothing_to_ratify",
            f"支出单当前状态为“{spending.state.zh}”，没有待追认的应急付款",
            f"the spending is {spending.state.value}; no payment of an emergency waits for a yes",
            SPENDING_RULES,
            (("state", spending.state.value),),
        )
