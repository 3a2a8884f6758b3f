"""What a check of the cashier's desk finds (出纳核对)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted
from gongtong.ledger.books.chart import BANK, SANITATION
from gongtong.ledger.cash.cash_book import CashFacts, CashLine, CashStamp
from gongtong.ledger.cash.issuing import IssuingFacts, rule_on_receipt
from gongtong.ledger.cash.noting import counter_line
from gongtong.ledger.cash.receipts import Receipt, ReceiptStamp, ReceiptState, ReceiveCash
from gongtong.ledger.cash.verifying import findings_of_desk

NOW = datetime(2025, 3, 10, 1, tzinfo=UTC)


@pytest.fixture
def issued(facts: CashFacts) -> tuple[Receipt, CashLine]:
    """The first receipt with the first line of the cash book."""
    asked = ReceiveCash(UUID(int=101), "王芳", 30_000, date(2025, 3, 9), "2025年卫生费")
    stamp = ReceiptStamp(UUID(int=5), 1, "u-cashier", NOW, UUID(int=6), 1)
    issuing = IssuingFacts(facts, DwellingLabel(1, 1, 101), {SANITATION}, "丝厂宿舍", 3)
    ruling = rule_on_receipt(asked, issuing, stamp)
    assert isinstance(ruling, Granted)
    return ruling.event.event.receipt, ruling.event.line


def codes(receipts: list[Receipt], lines: list[CashLine]) -> list[str]:
    return [one.code for one in findings_of_desk(receipts, lines)]


def test_what_the_commands_wrote_agrees(issued: tuple[Receipt, CashLine]) -> None:
    """A receipt with its line, and a voided one with its counter-line."""
    receipt, line = issued
    assert codes([], []) == []
    assert codes([receipt], [line]) == []
    stamp = CashStamp(UUID(int=7), 2, "u-cashier", NOW)
    back = counter_line(line, date(2025, 3, 10), "写错", stamp)
    assert codes([evolve(receipt, state=ReceiptState.VOIDED)], [line, back]) == []


def test_each_change_past_the_commands_is_found(issued: tuple[Receipt, CashLine]) -> None:
    """An amount, a word, a day, a state or an account that somebody changed in the table."""
    receipt, line = issued
    assert codes([evolve(receipt, amount_fen=3_000)], [line]) == [
        "ledger.receipt_amount_differs",
        "ledger.receipt_without_line",
    ]
    words = receipt.printed.replace("王芳", "李伟")
    assert codes([evolve(receipt, printed=words)], [line]) == ["ledger.receipt_altered"]
    for changed in (
        evolve(line, amount_fen=3_000),
        evolve(line, on=date(2025, 3, 8)),
        evolve(line, account=BANK),
    ):
        assert codes([receipt], [changed]) == ["ledger.receipt_without_line"]
    assert codes([evolve(receipt, state=ReceiptState.VOIDED)], [line]) == [
        "ledger.receipt_void_differs"
    ]


def test_what_is_missing_is_found(issued: tuple[Receipt, CashLine]) -> None:
    """A line, a receipt, or the line that a counter-line takes back."""
    receipt, line = issued
    assert codes([receipt], []) == ["ledger.receipt_without_line"]
    assert codes([evolve(receipt, number=2)], [line]) == ["ledger.receipt_gap"]
    assert codes([receipt], [evolve(line, position=2)]) == ["ledger.cash_line_gap"]
    stamp = CashStamp(UUID(int=7), 1, "u-cashier", NOW)
    back = counter_line(line, date(2025, 3, 10), "写错", stamp)
    assert codes([], [back]) == ["ledger.counter_differs"]
    less = evolve(back, position=2, amount_fen=-1)
    assert codes([evolve(receipt, state=ReceiptState.VOIDED)], [line, less]) == [
        "ledger.counter_differs"
    ]


def test_numbers_that_run_against_the_days_are_found(issued: tuple[Receipt, CashLine]) -> None:
    """The second receipt is not of an earlier day than the first; the same day is in order."""
    receipt, line = issued
    second = evolve(receipt, number=2, cash_line_id=UUID(int=8))
    other = evolve(line, id=UUID(int=8), position=2)
    assert codes([receipt, second], [line, other]) == []
    day = date(2025, 3, 8)
    earlier, its = evolve(second, received_on=day), evolve(other, on=day)
    assert codes([receipt, earlier], [line, its]) == ["ledger.receipt_out_of_order"]
