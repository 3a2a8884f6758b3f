"""Corrections of a debt: credit notes, waivers and refunds, asked by one person and approved by another (债务更正)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.entries import DocumentRef

WAIVER_RULES: Final = Source("收费规则", "减免", standing=Standing.HOUSE)
CREDIT_NOTE_RULES: Final = Source("收费规则", "减额", standing=Standing.HOUSE)
REFUND_RULES: Final = Source("收费规则", "退款", standing=Standing.HOUSE)
PREPAID_IS_RETURNED: Final = Source(
    "最高人民法院关于审理物业服务纠纷案件适用法律若干问题的解释", "第3条", date(2021, 1, 1)
)
"""When the service has ended, what was paid ahead for the time after it goes back (预收物业费退还)."""


class CorrectionKind(StrEnum):
    """What is done about a debt (更正类别)."""

    CREDIT_NOTE = "credit_note"
    WAIVER = "waiver"
    REFUND = "refund"

    @property
    def zh(self) -> str:
        """The kind in Chinese (中文名称)."""
        return {"credit_note": "减额", "waiver": "减免", "refund": "退款"}[self.value]


class CorrectionState(StrEnum):
    """How far a correction has come (更正状态).

    A credit note or waiver is booked when it is approved. A refund is approved, paid by the cashier and
    then booked by the keeper of the books.
    """

    ASKED = "asked"
    APPROVED = "approved"
    PAID = "paid"
    BOOKED = "booked"
    REFUSED = "refused"

    @property
    def is_waiting(self) -> bool:
        """Whether its amount is spoken for without being booked (是否待办)."""
        return self in {CorrectionState.ASKED, CorrectionState.APPROVED, CorrectionState.PAID}


@frozen
class WaiverTerms:
    """How far waivers go without a vote, and where they are booked (减免规则).

    Up to `most_without_vote_fen` for one charge an approval is enough; more takes a decision of the
    owners, named in the request. `against_income` takes a waiver from the income of the charge instead
    of the expense account for waivers.
    """

    most_without_vote_fen: int = 0
    against_income: bool = False


@frozen
class Correction:
    """A correction as it stands (债务更正).

    `charge_id` is left out in a refund. `account` is the money account a refund was paid from; `version`
    counts its steps.
    """

    id: UUID
    kind: CorrectionKind
    state: CorrectionState
    dwelling_id: UUID
    fund: str
    amount_fen: int
    reason: str
    asked_by: str
    asked_at: datetime
    charge_id: UUID | None = None
    decision: str = ""
    documents: tuple[DocumentRef, ...] = ()
    decided_by: str | None = None
    account: str | None = None
    paid_by: str | None = None
    paid_on: date | None = None
    entry_id: UUID | None = None
    version: int = 1
