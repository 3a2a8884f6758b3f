"""Spending from the request to the books: its states and what is asked about it (支出)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

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
    (SpendingState.REQUESTED, SpendingStep.REJECT): SpendingState.REJECTED,
    (SpendingState.REQUESTED, SpendingStep.WITHDRAW): SpendingState.WITHDRAWN,
    (SpendingState.APPROVED, SpendingStep.REJECT): SpendingState.REJECTED,
    (SpendingState.APPROVED, SpendingStep.WITHDRAW): SpendingState.WITHDRAWN,
    (SpendingState.APPROVED, SpendingStep.PAY): SpendingState.PAID,
    (SpendingState.PAID, SpendingStep.BOOK): SpendingState.BOOKED,
}
"""Every step a spending can take; a pair that is absent is refused."""


@frozen
class Approval:
    """One person's approval of a spending (审批)."""

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

    @property
    def taken(self) -> dict[SpendingStep, tuple[str, ...]]:
        """Who took which step so far (已办步骤)."""
        return {
            SpendingStep.REQUEST: (self.applicant,),
            SpendingStep.APPROVE: tuple(approval.approver for approval in self.approvals),
            SpendingStep.PAY: () if self.payment is None else (self.payment.cashier,),
            SpendingStep.BOOK: (self.booked_by,) if self.booked_by else (),
        }


@frozen
class RequestSpending:
    """A request to spend money of a fund; ``decision`` names the vote it rests on, if any (支出申请)."""

    fund: str
    expense_account: str
    amount_fen: int
    purpose: str
    payee: str
    decision: str = ""
    documents: tuple[DocumentRef, ...] = ()


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
    """

    spending_id: UUID
    amount_fen: int
    paid_from: str
    paid_on: date
    reference: str = ""


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
