"""Two keys on every spending: which office takes which step, and who may not take two (两把钥匙)."""

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from itertools import combinations
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
    SUPERVISE = "supervise"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    PAY = "pay"
    BOOK = "book"
    RATIFY = "ratify"

    @property
    def zh(self) -> str:
        """The step as residents call it (中文步骤)."""
        return _STEP_WORDS[self]


_STEP_WORDS: Final = {
    SpendingStep.REQUEST: "申请支出",
    SpendingStep.APPROVE: "审批支出",
    SpendingStep.SUPERVISE: "监督支出",
    SpendingStep.REJECT: "驳回支出",
    SpendingStep.WITHDRAW: "撤回支出申请",
    SpendingStep.PAY: "付款",
    SpendingStep.BOOK: "记账",
    SpendingStep.RATIFY: "追认支出",
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
class OfficeLimit:
    """Up to which amount an office approves alone, this amount included (职务审批限额)."""

    office: Office
    up_to_fen: int


@frozen
class SpendingScope:
    """Which spendings a rule is about: from an amount on, of some funds, in some accounts (支出范围).

    No fund named means every fund, and no account every account. "Above 5,000 yuan" begins at
    5,000.01, which is 500_001 fen.
    """

    from_fen: int = 0
    funds: tuple[str, ...] = ()
    expense_accounts: tuple[str, ...] = ()

    def covers(self, fund: str, expense_account: str, amount_fen: int) -> bool:
        """Say whether a spending is one of these (是否在范围内)."""
        return (
            amount_fen >= self.from_fen
            and (not self.funds or fund in self.funds)
            and (not self.expense_accounts or expense_account in self.expense_accounts)
        )


@frozen
class SplitRule:
    """Spendings that count as one: to the same payee, so many days apart at most (拆分认定).

    With `same_purpose` they must serve the same purpose as well; spaces and case make no difference.
    """

    within_days: int
    same_purpose: bool = True


@frozen
class EmergencyRule:
    """What is spent in an emergency: up to what, on how many approvals, ratified when (应急支出规则).

    It asks for no consent of supervisors and for no vote beforehand; whoever would have been needed
    ratifies within `ratify_within_days` of the payment. With `bars_next` there is no other
    emergency while one is not ratified in time.
    """

    up_to_fen: int
    approvals: int = 1
    ratify_within_days: int = 15
    bars_next: bool = True


@frozen
class TwoKeysRule:
    """How a place spends: offices for each step, steps kept apart, approvals by amount (支出规则).

    `limits` say what an office may approve alone; an office without one has none. `supervised` takes
    the consent of `consents` supervisors, `voted` a decision by vote. `split` adds up what was
    divided. Without `emergency` there is no other way than the ordinary one.
    `applicant_must_stay` refuses when who asked holds no office to ask any more;
    `approved_before_paid` when the payment is dated before the last yes.
    """

    offices: tuple[StepOffices, ...]
    pairs: tuple[ForbiddenPair, ...]
    tiers: tuple[ApprovalTier, ...] = (ApprovalTier(0, 1),)
    source: Source = HOUSE_KEYS
    limits: tuple[OfficeLimit, ...] = ()
    supervised: tuple[SpendingScope, ...] = ()
    consents: int = 1
    voted: tuple[SpendingScope, ...] = ()
    split: SplitRule | None = None
    emergency: EmergencyRule | None = None
    applicant_must_stay: bool = True
    approved_before_paid: bool = True

    def offices_for(self, step: SpendingStep) -> tuple[Office, ...]:
        """The offices that may take a step (步骤职务)."""
        return next((one.offices for one in self.offices if one.step is step), ())

    def approvals_for(self, amount_fen: int) -> int:
        """How many approvals an amount needs; at least one (所需审批人数)."""
        return max((t.approvals for t in self.tiers if t.from_fen <= amount_fen), default=1)

    def limit_of(self, held: Collection[Office]) -> int | None:
        """Up to what a holder of these offices approves alone; nothing is no limit (审批限额)."""
        limits = {limit.office: limit.up_to_fen for limit in self.limits}
        entitled = [one for one in held if one in self.offices_for(SpendingStep.APPROVE)]
        if not entitled or any(office not in limits for office in entitled):
            return None
        return max(limits[office] for office in entitled)


def statutory_pairs(source: Source) -> ForbiddenPairs:
    """Give the steps that the law keeps apart: whoever pays does not book (法定不相容步骤)."""
    pair = ForbiddenPair("segregation_of_duties", SpendingStep.PAY, SpendingStep.BOOK, source)
    return ForbiddenPairs((pair,))


def _house_pair(code: str, first: SpendingStep, second: SpendingStep) -> ForbiddenPair:
    return ForbiddenPair(f"ledger.{code}", first, second, HOUSE_KEYS)


def all_apart(source: Source = HOUSE_KEYS) -> tuple[ForbiddenPair, ...]:
    """Keep all five apart: who asks, approves, supervises, pays and books (五岗全部分离).

    >>> len(all_apart())
    10
    """
    return tuple(
        ForbiddenPair("ledger.steps_apart", first, second, source)
        for first, second in combinations(_FIVE, 2)
    )


_FIVE: Final = (
    SpendingStep.REQUEST,
    SpendingStep.APPROVE,
    SpendingStep.SUPERVISE,
    SpendingStep.PAY,
    SpendingStep.BOOK,
)

DEFAULT_TWO_KEYS: Final = TwoKeysRule(
    offices=(
        StepOffices(SpendingStep.REQUEST, (Office.APPLICANT, Office.CHAIR, Office.MEMBER)),
        StepOffices(SpendingStep.APPROVE, (Office.CHAIR, Office.MEMBER)),
        StepOffices(SpendingStep.SUPERVISE, (Office.SUPERVISOR,)),
        StepOffices(SpendingStep.REJECT, (Office.CHAIR, Office.MEMBER, Office.SUPERVISOR)),
        StepOffices(SpendingStep.PAY, (Office.KEEPER_OF_MONEY,)),
        StepOffices(SpendingStep.BOOK, (Office.KEEPER_OF_BOOKS,)),
        StepOffices(SpendingStep.RATIFY, (Office.CHAIR, Office.MEMBER)),
    ),
    pairs=(
        _house_pair("applicant_approves", SpendingStep.REQUEST, SpendingStep.APPROVE),
        _house_pair("applicant_pays", SpendingStep.REQUEST, SpendingStep.PAY),
        _house_pair("approver_pays", SpendingStep.APPROVE, SpendingStep.PAY),
        _house_pair("applicant_supervises", SpendingStep.REQUEST, SpendingStep.SUPERVISE),
        _house_pair("approver_supervises", SpendingStep.APPROVE, SpendingStep.SUPERVISE),
        _house_pair("supervisor_pays", SpendingStep.SUPERVISE, SpendingStep.PAY),
        _house_pair("supervisor_books", SpendingStep.SUPERVISE, SpendingStep.BOOK),
        _house_pair("applicant_ratifies", SpendingStep.REQUEST, SpendingStep.RATIFY),
        _house_pair("cashier_ratifies", SpendingStep.PAY, SpendingStep.RATIFY),
        _house_pair("supervisor_ratifies", SpendingStep.SUPERVISE, SpendingStep.RATIFY),
    ),
)
"""What a place starts with: nobody approves or pays out his own request, nobody pays what he approved.

Who supervises takes no other step. No amount needs supervisors, a vote or an emergency's way yet.
"""

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
    is_same: Callable[[str, str], bool] = operator.eq,
) -> Iterator[Reason]:
    """Say why this person may not take this step of a spending (两把钥匙审核).

    Grounds, in this order: the office; money and books in one hand; each pair of steps in one hand,
    the law's before the house's. ``taken`` says who took the earlier steps, ``is_same`` whether two
    ids are one pair of hands.
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
        if other is not None and any(is_same(actor, taker) for taker in taken.get(other, ())):
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
