"""Two keys on every spending: which office takes which step, and who may not take two (两把钥匙)."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.rulings import Reason, Source, Standing
from gongtong.ledger.duties import reasons_of_office

HOUSE_KEYS: Final = Source("支出审批规则", "两把钥匙", standing=Standing.HOUSE)


class SpendingStep(StrEnum):
    """What is done about a spending (支出步骤)."""

    REQUEST = "request"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    PAY = "pay"
    BOOK = "book"

    @property
    def zh(self) -> str:
        """The step as residents call it (中文步骤)."""
        return _STEP_WORDS[self]


_STEP_WORDS: Final = {
    SpendingStep.REQUEST: "申请支出",
    SpendingStep.APPROVE: "审批支出",
    SpendingStep.REJECT: "驳回支出",
    SpendingStep.WITHDRAW: "撤回支出申请",
    SpendingStep.PAY: "付款",
    SpendingStep.BOOK: "记账",
}


@frozen
class ForbiddenPair:
    """Two steps of one spending that one person may not both take, and why (不相容步骤)."""

    code: str
    first: SpendingStep
    second: SpendingStep
    source: Source


@frozen
class ForbiddenPairs:
    """The steps that the law keeps apart, whatever a place decides (法定不相容步骤)."""

    pairs: tuple[ForbiddenPair, ...]


@frozen
class StepOffices:
    """Who may take a step, by office; no office named means anybody (步骤职务)."""

    step: SpendingStep
    offices: tuple[Office, ...]


@frozen
class ApprovalTier:
    """How many people must approve an amount from here on (审批档次)."""

    from_fen: int
    approvals: int


@frozen
class TwoKeysRule:
    """How a place spends: offices for each step, steps kept apart, approvals by amount (支出规则)."""

    offices: tuple[StepOffices, ...]
    pairs: tuple[ForbiddenPair, ...]
    tiers: tuple[ApprovalTier, ...] = (ApprovalTier(0, 1),)
    source: Source = HOUSE_KEYS

    def offices_for(self, step: SpendingStep) -> tuple[Office, ...]:
        """The offices that may take a step (步骤职务)."""
        return next((one.offices for one in self.offices if one.step is step), ())

    def approvals_for(self, amount_fen: int) -> int:
        """How many approvals an amount needs; at least one (所需审批人数)."""
        return max((t.approvals for t in self.tiers if t.from_fen <= amount_fen), default=1)


def statutory_pairs(source: Source) -> ForbiddenPairs:
    """Give the steps that the law keeps apart: whoever pays does not book (法定不相容步骤)."""
    pair = ForbiddenPair("segregation_of_duties", SpendingStep.PAY, SpendingStep.BOOK, source)
    return ForbiddenPairs((pair,))


DEFAULT_TWO_KEYS: Final = TwoKeysRule(
    offices=(
        StepOffices(SpendingStep.REQUEST, (Office.APPLICANT, Office.CHAIR, Office.MEMBER)),
        StepOffices(SpendingStep.APPROVE, (Office.CHAIR, Office.MEMBER)),
        StepOffices(SpendingStep.REJECT, (Office.CHAIR, Office.MEMBER, Office.SUPERVISOR)),
        StepOffices(SpendingStep.PAY, (Office.KEEPER_OF_MONEY,)),
        StepOffices(SpendingStep.BOOK, (Office.KEEPER_OF_BOOKS,)),
    ),
    pairs=(
        ForbiddenPair(
            "ledger.applicant_approves", SpendingStep.REQUEST, SpendingStep.APPROVE, HOUSE_KEYS
        ),
        ForbiddenPair("ledger.applicant_pays", SpendingStep.REQUEST, SpendingStep.PAY, HOUSE_KEYS),
        ForbiddenPair("ledger.approver_pays", SpendingStep.APPROVE, SpendingStep.PAY, HOUSE_KEYS),
    ),
)
"""What a place starts with: nobody approves or pays out his own request, nobody pays what he approved."""

_KEPT_APART: Final = {
    SpendingStep.PAY: Office.KEEPER_OF_BOOKS,
    SpendingStep.BOOK: Office.KEEPER_OF_MONEY,
}


def reasons_of_keys(
    step: SpendingStep,
    actor: str,
    *,
    held: Collection[Office],
    taken: Mapping[SpendingStep, Collection[str]],
    rule: TwoKeysRule,
    statutory: ForbiddenPairs,
) -> Iterator[Reason]:
    """Say why this person may not take this step of a spending (两把钥匙审核).

    Grounds, in this order: the office; money and books in one hand; each pair of steps in one hand,
    the law's before the house's. ``taken`` says who took the earlier steps.
    """
    offices = rule.offices_for(step)
    if offices:
        yield from reasons_of_office(held, offices, rule.source, act=(step.zh, f"{step.value} it"))
    if _KEPT_APART.get(step) in held:
        yield Reason(
            "segregation_of_duties",
            "同一人不得既管钱又管账",
            "the same person may not keep both the money and the books",
            CASHIER_KEEPS_NO_BOOKS,
        )
    for pair in (*statutory.pairs, *rule.pairs):
        other = _other_step(pair, step)
        if other is not None and actor in taken.get(other, ()):
            yield Reason(
                pair.code,
                f"同一人不得既{pair.first.zh}又{pair.second.zh}",
                f"the same person may not both {pair.first.value} and {pair.second.value}",
                pair.source,
                (("step", step.value), ("taken", other.value)),
            )


def _other_step(pair: ForbiddenPair, step: SpendingStep) -> SpendingStep | None:
    if step is pair.first:
        return pair.second
    return pair.first if step is pair.second else None
