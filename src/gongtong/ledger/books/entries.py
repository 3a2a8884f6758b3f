"""Entries of the books and the drafts they come from (记账凭证)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

MOST_FEN: Final = 10**15
"""Ten trillion yuan: more is a slip of the keyboard, and nine thousand times that still fits a BIGINT sum."""

MOST_NARRATION: Final = 500


class EntryKind(StrEnum):
    """Why an entry was made (凭证类别)."""

    OPENING = "opening"
    MANUAL = "manual"
    ASSESSMENT = "assessment"
    WAIVER = "waiver"
    RECEIPT = "receipt"
    REASSIGNMENT = "reassignment"
    PAYMENT = "payment"
    REFUND = "refund"
    SPENDING = "spending"
    TRANSFER = "transfer"
    COST_SHARING = "cost_sharing"
    LATE_CHARGE = "late_charge"
    CREDIT_NOTE = "credit_note"
    TRUST_MONEY = "trust_money"
    DISTRIBUTION = "distribution"
    IMPORTED = "imported"
    ADJUSTMENT = "adjustment"
    CLOSING = "closing"
    REVERSAL = "reversal"

    @property
    def is_adjusting(self) -> bool:
        """Whether a period that is being closed still takes it (是否调整分录)."""
        return self in {EntryKind.ADJUSTMENT, EntryKind.CLOSING, EntryKind.REVERSAL}


def voucher_label(year: int, number: int) -> str:
    """Write a voucher number as people do: ``2025-0017`` (凭证号写法)."""
    return f"{year:04}-{number:04}"


@frozen
class Posting:
    """One line of an entry: a debit when positive, a credit when negative (分录行)."""

    account: str
    fund: str
    amount_fen: int
    dwelling_id: UUID | None = None
    memo: str = ""


@frozen
class DocumentRef:
    """The paper or file an entry rests on, by name and SHA-256 (原始凭证)."""

    name: str
    digest: str


@frozen
class Draft:
    """An entry as proposed, before the books have ruled on it (凭证草稿)."""

    kind: EntryKind
    effective_on: date
    narration: str
    postings: tuple[Posting, ...]
    documents: tuple[DocumentRef, ...] = ()
    reverses: UUID | None = None


@frozen
class Entry:
    """An entry in the books, numbered and unchangeable (记账凭证)."""

    id: UUID
    year: int
    number: int
    kind: EntryKind
    effective_on: date
    booked_at: datetime
    booked_by: str
    narration: str
    postings: tuple[Posting, ...]
    documents: tuple[DocumentRef, ...] = ()
    reverses: UUID | None = None

    @property
    def label(self) -> str:
        """The voucher number as people write it: ``2025-0017`` (凭证号)."""
        return voucher_label(self.year, self.number)


@frozen
class EntryPosted:
    """An entry has been taken into the books (凭证已入账)."""

    entry: Entry


@frozen
class EntriesPosted:
    """Entries have been taken into the books together (凭证已入账).

    This is what the record of the place keeps: one event for a command, with every posting in it.
    """

    entries: tuple[Entry, ...]


@frozen
class Stamp:
    """What the books give an entry when they take it (入账戳记)."""

    id: UUID
    number: int
    booked_at: datetime
    booked_by: str
