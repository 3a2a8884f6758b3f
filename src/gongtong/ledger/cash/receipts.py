"""Numbered receipts for money that dwellings pay at the cashier's desk (收据)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.chart import CASH, SANITATION
from gongtong.ledger.hands.hands import Hands

RECEIPT_RULES: Final = Source("出纳规则", "收据", standing=Standing.HOUSE)


class ReceiptState(StrEnum):
    """What became of a receipt; its number stays whatever became of it (收据状态)."""

    ISSUED = "issued"
    BOOKED = "booked"
    VOIDED = "voided"

    @property
    def zh(self) -> str:
        """The state as residents call it (中文状态)."""
        return {
            ReceiptState.ISSUED: "已开具",
            ReceiptState.BOOKED: "已记账",
            ReceiptState.VOIDED: "已作废",
        }[self]


def receipt_label(year: int, number: int) -> str:
    """Write a receipt number as people do: ``收据2025-0017`` (收据编号写法)."""
    return f"收据{year:04}-{number:04}"


@frozen
class ReceiveCash:
    """A request to take money from a dwelling and to give a receipt for it (收款开票申请).

    `account` is the money account it goes into; what the dwelling does not owe is kept as paid ahead in
    `fund`.
    """

    dwelling_id: UUID
    payer: str
    amount_fen: int
    received_on: date
    text: str
    account: str = CASH
    fund: str = SANITATION


@frozen
class Receipt:
    """A receipt, numbered without gaps within its place and year (收据).

    `printed` is the text that was given to the payer and `digest` its SHA-256: whoever has the paper
    can prove what it said.
    """

    id: UUID
    year: int
    number: int
    dwelling_id: UUID
    payer: str
    amount_fen: int
    received_on: date
    text: str
    account: str
    fund: str
    printed: str
    digest: str
    cash_line_id: UUID
    issued_by: str
    issued_at: datetime
    state: ReceiptState = ReceiptState.ISSUED
    entry_id: UUID | None = None
    voided_by: str = ""
    void_reason: str = ""
    version: int = 1

    @property
    def label(self) -> str:
        """The number as people write it (收据编号)."""
        return receipt_label(self.year, self.number)


@frozen
class ReceiptIssued:
    """Money was received, noted in the cash book, and a receipt given (已开收据)."""

    receipt: Receipt


@frozen
class VoidReceipt:
    """A request to void a receipt, with the reason; the money goes back (作废收据申请)."""

    year: int
    number: int
    on: date
    reason: str


@frozen
class ReceiptVoided:
    """A receipt was voided and its cash line taken back (收据已作废)."""

    receipt: Receipt
    counter_line_id: UUID


@frozen
class BookReceipts:
    """A request to book every receipt through a day that is not in the ledger yet (收据记账申请)."""

    through: date


@frozen
class ReceiptsBooked:
    """Receipts were taken into the ledger, each by an entry of its own (收据已记账)."""

    numbers: tuple[str, ...]
    entry_ids: tuple[UUID, ...]
    amount_fen: int


@frozen
class ReceiptStamp:
    """What the desk gives a receipt: ids, the next number, when and by whom (收据戳记)."""

    id: UUID
    number: int
    issued_by: str
    issued_at: datetime
    cash_line_id: UUID
    position: int


@frozen
class BookingFacts:
    """What is known when receipts are booked (收据记账依据).

    `owed_fen` is what each dwelling owes, by fund; `homes` says how its dwelling is written.
    """

    receipts: tuple[Receipt, ...]
    owed_fen: Mapping[UUID, Mapping[str, int]]
    homes: Mapping[UUID, str]
    actor: str
    held: Collection[Office]
    today: date
    hands: Hands


@frozen
class NumberGap:
    """A receipt number that is missing, or stands twice, in its year (收据缺号)."""

    year: int
    number: int
    times: int
