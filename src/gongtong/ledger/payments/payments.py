"""Payments as the place keeps them, and what became of each (收款记录)."""

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from attrs import frozen

from gongtong.ledger.exchange.bills import Channel, Direction
from gongtong.ledger.payments.matching import MatchedBy, MatchFlag, OtherKind, SuspenseReason

TransactionKey: TypeAlias = tuple[Channel, str]


class PaymentState(StrEnum):
    """Where a transaction of a statement stands (收款状态)."""

    MATCHED = "matched"
    IN_SUSPENSE = "in_suspense"
    SETTLED = "settled"
    EXPENSE = "expense"
    REFUNDED = "refunded"
    NOT_BOOKED = "not_booked"


class SettledAs(StrEnum):
    """What a person found a payment in suspense to be (待查处理方式)."""

    DWELLING = "dwelling"
    OTHER_INCOME = "other_income"
    REFUND = "refund"


@frozen
class Settlement:
    """How a payment left suspense, by whom and why (待查处理)."""

    settled_as: SettledAs
    dwelling_id: UUID | None
    reason: str
    settled_by: str
    settled_at: datetime
    entry_id: UUID


@frozen
class Payment:
    """One transaction of a statement, what it was taken for and where it was booked (一笔收支).

    `dwelling_id` is whose it is, once that is known; `candidates` are whom it may be for while it is not.
    """

    id: UUID
    channel: Channel
    transaction_id: str
    at: datetime
    payer: str
    payer_account: str
    text: str
    direction: Direction
    amount_fen: int
    kind: str
    file: str
    line: int
    state: PaymentState
    fund: str
    dwelling_id: UUID | None = None
    matched_by: MatchedBy | None = None
    flags: tuple[MatchFlag, ...] = ()
    suspended_for: SuspenseReason | None = None
    other: OtherKind | None = None
    candidates: tuple[UUID, ...] = ()
    entry_id: UUID | None = None
    settlement: Settlement | None = None
