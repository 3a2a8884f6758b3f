"""Rows of the books: nothing is lost between a value and its row."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Entry, EntryKind, Posting
from gongtong.ledger.books.rows import account_row, entry_row, posting_row, read_entry

PLACE = UUID(int=1)
POSTING = Posting("1122", "sanitation", -30000, UUID(int=101), "备注")


@pytest.mark.parametrize("documents", [(), (DocumentRef("发票.pdf", "0f" * 32),)])
@pytest.mark.parametrize("reverses", [None, UUID(int=9)])
def test_an_entry_survives_its_row(
    documents: tuple[DocumentRef, ...], reverses: UUID | None
) -> None:
    """With documents or without, a reversal or not, the entry read is the entry written."""
    entry = Entry(
        id=UUID(int=2),
        year=2025,
        number=17,
        kind=EntryKind.RECEIPT,
        effective_on=date(2025, 1, 6),
        booked_at=datetime(2025, 6, 10, 1, tzinfo=UTC),
        booked_by="bookkeeper",
        narration="收卫生服务费",
        postings=(POSTING,),
        documents=documents,
        reverses=reverses,
    )
    row = entry_row(PLACE, entry)
    assert row["place_id"] == PLACE
    assert read_entry(SimpleNamespace(**row), (POSTING,)) == entry


def test_a_posting_row_has_every_field_and_its_place() -> None:
    """The line number and the place come with it."""
    assert posting_row(PLACE, UUID(int=2), 3, POSTING) == {
        "place_id": PLACE,
        "entry_id": UUID(int=2),
        "line": 3,
        "account": "1122",
        "fund": "sanitation",
        "dwelling_id": UUID(int=101),
        "amount_fen": -30000,
        "memo": "备注",
    }


def test_an_account_row_begins_open() -> None:
    """An account is written with all it can do, and no day on which it was closed."""
    assert account_row(DEFAULT_CHART.accounts[2]) == {
        "code": "1012.wechat",
        "zh": "微信钱包",
        "en": "WeChat wallet",
        "kind": AccountKind.ASSET,
        "per_dwelling": False,
        "holds_money": True,
        "may_be_negative": True,
        "clears_through": "1221",
        "closed_on": None,
    }
