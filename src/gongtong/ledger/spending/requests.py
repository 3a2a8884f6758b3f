"""Spending from the request to the books: its states and what is asked about it (支出)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.codec import digest_of
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.spending.two_keys import SpendingStep

MOST_TEXT: Final = 200
"""So that purpose and payee together still fit an entry's narration (文字上限)."""


class SpendingState(StrEnum):
    """How far a spending has come (支出状态)."""

    REQUESTED = "requested"
    APPROVED = "approved"
    PAID = "paid"
    BOOKED = "booked"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def zh(self) -> str:
        """The state as residents call it (中文状态)."""
        return _STATE_WORDS[self]


_STATE_WORDS: Final = {
    SpendingState.REQUESTED: "待审批",
    SpendingState.APPROVED: "已批准",
    SpendingState.PAID: "已付款",
    SpendingState.BOOKED: "已记账",
    SpendingState.REJECTED: "已驳回",
    SpendingState.WITHDRAWN: "已撤回",
}


TRANSITIONS: Final[Mapping[tuple[SpendingState, SpendingStep], SpendingState]] = {
    (SpendingState.REQUESTED, SpendingStep.APPROVE): SpendingState.APPROVED,
    (SpendingState.REQUESTED, SpendingStep.SUPERVISE): SpendingState.APPROVED,
    (SpendingState.REQUESTED, SpendingStep.REJECT): SpendingState.REJECTED,
    (SpendingState.REQUESTED, SpendingStep.WITHDRAW): SpendingState.WITHDRAWN,
    (SpendingState.APPROVED, SpendingStep.REJECT): SpendingState.REJECTED,
    (SpendingState.APPROVED, SpendingStep.WITHDRAW): SpendingState.WITHDRAWN,
    (SpendingState.APPROVED, SpendingStep.PAY): SpendingState.PAID,
    (SpendingState.PAID, SpendingStep.BOOK): SpendingState.BOOKED,
}
"""Every step a spending can take; a pair that is absent is refused.

An approval or a consent that is not yet enough leaves the spending where it is. An emergency can be
ratified and consented to after it was paid; that does not move it either.
"""


class EmergencyGround(StrEnum):
    """Why a spending cannot wait for the ordinary way (应急事由)."""

    BURST_PIPE = "burst_pipe"
    LIFT_STUCK = "lift_stuck"
    FIRE_RISK = "fire_risk"
    ELECTRICAL_FAULT = "electrical_fault"
    GAS_LEAK = "gas_leak"
    FALLING_PARTS = "falling_parts"
    FLOODING = "flooding"
    BLOCKED_DRAIN = "blocked_drain"
    OTHER_DANGER = "other_danger"

    @property
    def zh(self) -> str:
        """The ground as residents call it (中文事由)."""
        return _EMERGENCY_WORDS[self]


_EMERGENCY_WORDS: Final = {
    EmergencyGround.BURST_PIPE: "水管爆裂",
    EmergencyGround.LIFT_STUCK: "电梯困人或停运",
    EmergencyGround.FIRE_RISK: "消防隐患",
    EmergencyGround.ELECTRICAL_FAULT: "电气故障",
    EmergencyGround.GAS_LEAK: "燃气泄漏",
    EmergencyGround.FALLING_PARTS: "外墙或构件脱落",
    EmergencyGround.FLOODING: "积水倒灌",
    EmergencyGround.BLOCKED_DRAIN: "排水堵塞",
    EmergencyGround.OTHER_DANGER: "其他危及人身财产安全的情形",
}


@frozen
class SpendingDecision:
    """A decision by vote that allows a spending: what for, how much at most, whom (支出所依决定).

    `id` names the vote and the question, `digest` is that of its certified result, in hexadecimal.
    `payee` is empty where the decision names none.
    """

    id: str
    title: str
    digest: str
    fund: str
    purpose: str
    most_fen: int
    payee: str
    decided_on: date


@frozen
class Approval:
    """One person's yes to a spending: an approval, a consent or a ratification (审批)."""

    approver: str
    approved_on: date


@frozen
class Payment:
    """How an approved spending was paid (付款)."""

    cashier: str
    paid_from: str
    paid_on: date
    reference: str = ""


@frozen
class Spending:
    """A spending with everything that was done about it (支出单)."""

    id: UUID
    fund: str
    expense_account: str
    amount_fen: int
    purpose: str
    payee: str
    applicant: str
    requested_on: date
    decision: str = ""
    documents: tuple[DocumentRef, ...] = ()
    state: SpendingState = SpendingState.REQUESTED
    approvals: tuple[Approval, ...] = ()
    payment: Payment | None = None
    booked_by: str = ""
    entry_id: UUID | None = None
    ended_by: str = ""
    ended_because: str = ""
    version: int = 1
    consents: tuple[Approval, ...] = ()
    rests_on: SpendingDecision | None = None
    emergency: EmergencyGround | None = None
    ratifications: tuple[Approval, ...] = ()
    ratify_by: date | None = None
    ratified_on: date | None = None
    missed_on: date | None = None
    approved_terms: bytes | None = None

    @property
    def terms(self) -> bytes:
        """The digest of what was asked for, so that a yes is a yes to this and nothing else (支出要素摘要)."""
        return digest_of(
            {
                "id": str(self.id),
                "fund": self.fund,
                "expense_account": self.expense_account,
                "amount_fen": self.amount_fen,
                "purpose": self.purpose,
                "payee": self.payee,
            }
        )

    @property
    def awaits_ratification(self) -> bool:
        """Whether it was paid in an emergency and is not ratified yet (是否待追认)."""
        return self.ratify_by is not None and self.ratified_on is None

    @property
    def taken(self) -> dict[SpendingStep, tuple[str, ...]]:
        """Who took which step so far (已办步骤)."""
        return {
            SpendingStep.REQUEST: (self.applicant,),
            SpendingStep.APPROVE: tuple(approval.approver for approval in self.approvals),
            SpendingStep.PAY: () if self.payment is None else (self.payment.cashier,),
            SpendingStep.BOOK: (self.booked_by,) if self.booked_by else (),
            SpendingStep.SUPERVISE: tuple(consent.approver for consent in self.consents),
            SpendingStep.RATIFY: tuple(one.approver for one in self.ratifications),
        }


@frozen
class RequestSpending:
    """A request to spend money of a fund; ``decision`` names the vote it rests on, if any (支出申请).

    ``decision`` is for readers. Where a vote is required, the spending must be brought to rest on a
    certified result by the journey that reads it; words alone are not enough.
    """

    fund: str
    expense_account: str
    amount_fen: int
    purpose: str
    payee: str
    decision: str = ""
    documents: tuple[DocumentRef, ...] = ()
    emergency: EmergencyGround | None = None


@frozen
class ApproveSpending:
    """One person's yes to a spending (审批申请)."""

    spending_id: UUID


@frozen
class EndSpending:
    """A no to a spending, or the applicant taking it back, with the reason (驳回或撤回)."""

    spending_id: UUID
    reason: str


@frozen
class PaySpending:
    """An order that an approved spending was paid: from where, when, under which reference (付款指令).

    ``reference`` is what the statement calls it, such as a bill's transaction id, or a receipt number.
    ``payee`` says who got the money; left out, it is who was approved.
    """

    spending_id: UUID
    amount_fen: int
    paid_from: str
    paid_on: date
    reference: str = ""
    payee: str = ""


@frozen
class BookSpending:
    """An order to book a paid spending, with the papers it rests on (支出记账)."""

    spending_id: UUID
    documents: tuple[DocumentRef, ...] = ()


@frozen
class SpendingRequested:
    """A spending was asked for (已申请支出)."""

    spending: Spending


@frozen
class SpendingApproved:
    """A spending was approved, perhaps not yet by everybody it takes (已审批支出)."""

    spending: Spending


@frozen
class SpendingRejected:
    """A spending was turned down (已驳回支出)."""

    spending: Spending


@frozen
class SpendingWithdrawn:
    """The applicant took a spending back (已撤回支出)."""

    spending: Spending


@frozen
class SpendingPaid:
    """An approved spending was paid (已付款)."""

    spending: Spending


@frozen
class SpendingBooked:
    """A paid spending is in the books (支出已入账)."""

    spending: Spending
