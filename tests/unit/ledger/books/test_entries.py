"""Entries: their numbers as people write them, and which kinds adjust a period."""

from uuid import UUID

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.ledger.books.entries import EntryKind, Posting, voucher_label


@pytest.mark.parametrize(
    ("number", "label"),
    [(1, "2025-0001"), (9999, "2025-9999"), (10000, "2025-10000")],
)
def test_a_voucher_number_has_at_least_four_digits(number: int, label: str) -> None:
    """The ten-thousandth voucher of a year takes a fifth digit."""
    assert voucher_label(2025, number) == label


def test_adjustments_closings_and_reversals_adjust_a_period() -> None:
    """A period that is being closed still takes these three kinds and no other."""
    assert {kind for kind in EntryKind if kind.is_adjusting} == {
        EntryKind.ADJUSTMENT,
        EntryKind.CLOSING,
        EntryKind.REVERSAL,
    }


def test_a_posting_is_written_and_read_as_json() -> None:
    """What the record of the place keeps of a posting is all of it."""
    posting = Posting("1122", "sanitation", -30000, UUID(int=101), "备注")
    assert to_json(posting) == {
        "account": "1122",
        "fund": "sanitation",
        "amount_fen": -30000,
        "dwelling_id": "00000000-0000-0000-0000-000000000065",
        "memo": "备注",
    }
    assert from_json(to_json(posting), Posting) == posting
