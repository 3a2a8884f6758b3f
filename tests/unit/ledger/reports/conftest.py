"""A few entries that every report of these tests is about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gongtong.ledger.books.entries import Entry, EntryKind, Posting

HOME, OTHER = UUID(int=101), UUID(int=102)
FUND, COMMON = "sanitation", "common-income"
BOOKED = datetime(2025, 6, 10, tzinfo=UTC)


def _entry(number: int, kind: EntryKind, day: date, *postings: Posting) -> Entry:
    return Entry(
        UUID(int=number), day.year, number, kind, day, BOOKED, "keeper", f"第{number}笔", postings
    )


Lines = tuple[Posting, ...]
_OPENING: Lines = (Posting("1001", FUND, 1_000_00), Posting("3101", FUND, -1_000_00))
_CHARGES: Lines = (
    Posting("1122", FUND, 300_00, HOME),
    Posting("1122", FUND, 300_00, OTHER),
    Posting("4301", FUND, -600_00),
)
_RECEIPT: Lines = (
    Posting("1012.wechat", FUND, 350_00),
    Posting("1122", FUND, -300_00, HOME),
    Posting("2203", FUND, -50_00, HOME),
)
_TO_THE_BANK: Lines = (Posting("1002", FUND, 900_00), Posting("1001", FUND, -900_00))
_CLEANING: Lines = (Posting("5101", FUND, 120_00), Posting("1002", FUND, -120_00))
_RENT: Lines = (Posting("1002", COMMON, 80_00), Posting("4304", COMMON, -80_00))
_CARRIED_ON: Lines = (
    Posting("4301", FUND, 600_00),
    Posting("5101", FUND, -120_00),
    Posting("3101", FUND, -480_00),
)


@pytest.fixture
def year() -> tuple[Entry, ...]:
    """January: opening and charges; February: receipts, cash to the bank; March: cleaning, rent, year's end."""
    return (
        _entry(1, EntryKind.OPENING, date(2025, 1, 1), *_OPENING),
        _entry(2, EntryKind.ASSESSMENT, date(2025, 1, 2), *_CHARGES),
        _entry(3, EntryKind.RECEIPT, date(2025, 2, 6), *_RECEIPT),
        _entry(4, EntryKind.MANUAL, date(2025, 2, 7), *_TO_THE_BANK),
        _entry(5, EntryKind.SPENDING, date(2025, 3, 5), *_CLEANING),
        _entry(6, EntryKind.MANUAL, date(2025, 3, 6), *_RENT),
        _entry(7, EntryKind.CLOSING, date(2025, 3, 31), *_CARRIED_ON),
    )
