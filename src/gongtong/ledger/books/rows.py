"""Rows of the books to values and back, by hand (行映射)."""

from typing import Any
from uuid import UUID

from gongtong.core.codec import from_json, to_json
from gongtong.ledger.books.accounts import Account, Fund
from gongtong.ledger.books.entries import DocumentRef, Entry, Posting


def read_entry(row: Any, postings: tuple[Posting, ...]) -> Entry:
    """Make an entry of its row and its postings (读取凭证行)."""
    return Entry(
        id=row.entry_id,
        year=row.year,
        number=row.number,
        kind=row.kind,
        effective_on=row.effective_on,
        booked_at=row.booked_at,
        booked_by=row.booked_by,
        narration=row.narration,
        postings=postings,
        documents=()
        if row.documents is None
        else from_json(row.documents, tuple[DocumentRef, ...]),
        reverses=row.reverses,
    )


def entry_row(place_id: UUID, entry: Entry) -> dict[str, object]:
    """Make the row of an entry (凭证行)."""
    return {
        "place_id": place_id,
        "entry_id": entry.id,
        "year": entry.year,
        "number": entry.number,
        "kind": entry.kind,
        "effective_on": entry.effective_on,
        "booked_at": entry.booked_at,
        "booked_by": entry.booked_by,
        "narration": entry.narration,
        "documents": to_json(list(entry.documents)) if entry.documents else None,
        "reverses": entry.reverses,
    }


def posting_row(place_id: UUID, entry_id: UUID, line: int, posting: Posting) -> dict[str, object]:
    """Make the row of a posting (分录行)."""
    return {
        "place_id": place_id,
        "entry_id": entry_id,
        "line": line,
        "account": posting.account,
        "fund": posting.fund,
        "dwelling_id": posting.dwelling_id,
        "amount_fen": posting.amount_fen,
        "memo": posting.memo,
    }


def account_row(account: Account) -> dict[str, object]:
    """Make the row of an account (科目行)."""
    return {
        "code": account.code,
        "zh": account.zh,
        "en": account.en,
        "kind": account.kind,
        "per_dwelling": account.per_dwelling,
        "holds_money": account.holds_money,
        "may_be_negative": account.may_be_negative,
        "clears_through": account.clears_through,
        "closed_on": None,
    }


def fund_row(fund: Fund) -> dict[str, object]:
    """Make the row of a fund (资金行)."""
    return {
        "code": fund.code,
        "zh": fund.zh,
        "en": fund.en,
        "currency": fund.currency,
        "restricted": fund.restricted,
        "closed_on": None,
    }
