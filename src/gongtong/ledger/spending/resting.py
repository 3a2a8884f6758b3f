"""A spending that rests on a decision by vote (支出依据表决).

The ledger cannot read a vote. A journey that reads the certified result hands over the decision; no
payload of a command can bring one along.
"""

from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.duties import reasons_of_office
from gongtong.ledger.spending.ratifying import settled_if_enough
from gongtong.ledger.spending.requests import Spending, SpendingDecision, SpendingState
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.two_keys import SpendingStep

VOTE_FIRST: Final = Source("支出审批规则", "须经表决的支出", standing=Standing.HOUSE)


@frozen
class SpendingRested:
    """A spending was brought to rest on a decision by vote (支出已依据表决)."""

    spending: Spending


def rule_on_resting(
    spending: Spending, decision: SpendingDecision, facts: SpendingFacts, *, used_fen: int
) -> Granted[SpendingRested] | Refused:
    """Let a spending rest on a decision that allows it (支出依据表决审核).

    ``used_fen`` is what other spendings have of the decision. Grounds, in this order: the office, a
    spending that is decided already, one that rests on another decision, another fund, purpose or
    payee than was decided, and an amount that the decision does not have any more.
    """
    reasons = (
        *reasons_of_office(
            facts.held,
            facts.rule.offices_for(SpendingStep.REQUEST),
            facts.rule.source,
            act=("援引表决", "cite a vote"),
        ),
        *_reasons_of_time(spending),
        *_reasons_of_matter(spending, decision),
        *_reasons_of_amount(spending, decision, used_fen),
    )
    if reasons:
        return Refused(reasons)
    rested = evolve(spending, rests_on=decision)
    return Granted(SpendingRested(settled_if_enough(rested, facts)))


def _reasons_of_time(spending: Spending) -> Iterator[Reason]:
    if spending.state is not SpendingState.REQUESTED and not spending.awaits_ratification:
        yield Reason(
            "ledger.decision_too_late",
            f"支出单当前状态为“{spending.state.zh}”，不能再援引表决",
            f"the spending is {spending.state.value}; it is too late for a decision",
            VOTE_FIRST,
            (("state", spending.state.value),),
        )
    if spending.rests_on is not None:
        yield Reason(
            "ledger.rests_already",
            f"已援引“{spending.rests_on.title}”",
            f"it rests on {spending.rests_on.title!r} already",
            VOTE_FIRST,
            (("decision", spending.rests_on.id),),
        )


def _reasons_of_matter(spending: Spending, decision: SpendingDecision) -> Iterator[Reason]:
    decided = (
        ("fund", "资金", spending.fund, decision.fund),
        ("purpose", "用途", spending.purpose, decision.purpose),
        ("payee", "收款人", spending.payee, decision.payee or spending.payee),
    )
    for en, zh, asked, said in decided:
        if asked != said:
            yield Reason(
                f"ledger.decision_other_{en}",
                f"表决通过的{zh}是“{said}”，不是“{asked}”",
                f"the {en} that was decided is {said!r}, not {asked!r}",
                VOTE_FIRST,
                (("decided", said), ("asked", asked)),
            )


def _reasons_of_amount(
    spending: Spending, decision: SpendingDecision, used_fen: int
) -> Iterator[Reason]:
    left_fen = decision.most_fen - used_fen
    if spending.amount_fen > left_fen:
        yield Reason(
            "ledger.decision_used_up",
            f"表决通过{format_yuan(decision.most_fen)}元，已用{format_yuan(used_fen)}元，不足支付本笔{format_yuan(spending.amount_fen)}元",
            f"{format_yuan(decision.most_fen)} yuan were decided and {format_yuan(used_fen)} are used; {format_yuan(spending.amount_fen)} are asked for",
            VOTE_FIRST,
            (("most_fen", str(decision.most_fen)), ("used_fen", str(used_fen))),
        )
