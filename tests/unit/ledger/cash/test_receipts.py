"""Receipts as values (收据)."""

from gongtong.ledger.cash.receipts import ReceiptState, receipt_label


def test_a_receipt_number_is_written_with_its_year() -> None:
    """Four digits, more where a year needs more."""
    assert receipt_label(2025, 17) == "收据2025-0017"
    assert receipt_label(2025, 12345) == "收据2025-12345"


def test_each_state_has_its_word() -> None:
    """Residents read what became of a receipt."""
    assert [state.zh for state in ReceiptState] == ["已开具", "已记账", "已作废"]
