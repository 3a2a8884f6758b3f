"""What a place decides for itself about spending, and who may object (支出政策)."""

from datetime import date
from typing import Final, Protocol
from uuid import UUID

from attrs import frozen

from gongtong.core.policies import GuardPoint, PolicyPoint
from gongtong.core.rulings import Reason
from gongtong.ledger.spending.two_keys import ForbiddenPairs, TwoKeysRule

TWO_KEYS: Final = PolicyPoint[TwoKeysRule](
    "ledger.two_keys", zh="支出审批规则", value_type=TwoKeysRule
)
"""Offices, steps kept apart and approvals; `two_keys.DEFAULT_TWO_KEYS` is one answer."""

STATUTORY_KEYS: Final = PolicyPoint[ForbiddenPairs](
    "ledger.statutory_keys", zh="法定不相容岗位", value_type=ForbiddenPairs
)
"""What the law keeps apart: answered by a mandatory provision, so that no place can loosen it."""


@frozen
class PaymentProposal:
    """A payment about to be made, as a guard sees it (拟付款项)."""

    spending_id: UUID
    fund: str
    expense_account: str
    amount_fen: int
    purpose: str
    payee: str
    decision: str
    applicant: str
    approvers: tuple[str, ...]
    cashier: str
    paid_from: str
    paid_on: date


class PaymentGuard(Protocol):
    """A function that may object to a payment; no reason means no objection (付款审查)."""

    def __call__(self, proposal: PaymentProposal, /) -> tuple[Reason, ...]:
        """Give every objection to the payment (提出异议)."""
        ...


MAY_PAY: Final = GuardPoint[PaymentGuard]("ledger.may_pay", zh="付款前审查")
"""Every guard is asked before money leaves; one objection refuses."""
