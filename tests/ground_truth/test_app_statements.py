"""Statements of payment apps as another project keeps them, made anonymous: read, and their faults told.

The files are those of the examples of double-entry-generator. Making them anonymous repeated transaction
numbers and left totals that are true of other lines.
"""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.bills import Bill, Channel, Direction
from gongtong.ledger.exchange.bills_detection import read_bill
from gongtong.ledger.exchange.tolerance import Tolerated

BILLS: Final = Path(__file__).parents[3] / "shared" / "ground-truth" / "ledger" / "bills"
ANONYMOUS: Final = frozenset({Tolerated.REPEATED_IDS, Tolerated.FALSE_TOTALS})


def content(name: str) -> bytes:
    if not BILLS.is_dir():
        pytest.skip(f"the example statements are not here: {BILLS}")
    return (BILLS / name).read_bytes()


def faults(name: str, sheet: str | None = None) -> list[tuple[str, int | None]]:
    with pytest.raises(InputError) as caught:
        read_bill(content(name), file=name, sheet=sheet)
    return [(problem.code, problem.line) for problem in caught.value.problems]


def read(name: str, sheet: str | None = None) -> Bill:
    return read_bill(content(name), file=name, sheet=sheet, allow=ANONYMOUS)


def sums(bill: Bill) -> dict[Direction, tuple[int, int]]:
    count = Counter(line.direction for line in bill.lines)
    fen = Counter[Direction]()
    for line in bill.lines:
        fen[line.direction] += line.amount_fen
    return {direction: (count[direction], fen[direction]) for direction in Direction}


ALIPAY: Final = "alipay_example-alipay-records.csv"
WECHAT: Final = "wechat_example-wechat-records.csv"
WORKBOOK: Final = "wechat_example-wechat-records.xlsx"


def test_the_faults_of_the_alipay_statement_are_told_exactly() -> None:
    """A number that stands three times, and four totals of other lines."""
    assert faults(ALIPAY) == [
        ("totals_differ", 8),
        ("totals_differ", 9),
        ("totals_differ", 10),
        ("totals_differ", 11),
        ("duplicate_id", 34),
        ("duplicate_id", 35),
    ]


def test_the_alipay_statement_is_read_when_allowed() -> None:
    """GB18030, padded cells, masked accounts, refunds and closed transactions."""
    bill = read(ALIPAY)
    assert bill.channel is Channel.ALIPAY
    assert sums(bill) == {
        Direction.IN: (1, 22_222_850),
        Direction.OUT: (5, 21_164),
        Direction.NEUTRAL: (4, 24_737),
    }
    assert [(one.amount_fen, one.refund_of) for one in bill.lines if one.is_refund] == [
        (1_603, ""),
        (5_000, "2023xxxxx88"),
    ]
    assert [one.line for one in bill.lines if not one.is_settled] == [31, 33]
    assert len(bill.warnings) == 6


def test_the_faults_of_the_wechat_statement_are_told_exactly() -> None:
    """Nine repeated numbers, and four totals of other lines."""
    told = faults(WECHAT)
    assert [line for code, line in told if code == "totals_differ"] == [7, 8, 9, 10]
    repeated = [line for code, line in told if code == "duplicate_id"]
    assert repeated == [19, 20, 21, 22, 23, 35, 36, 42, 44]


def test_the_wechat_statement_is_read_when_allowed() -> None:
    """Signs of yuan, quotation marks followed by tabs, slashes for nothing, neutral moves."""
    bill = read(WECHAT)
    assert sums(bill) == {
        Direction.IN: (5, 2_849),
        Direction.OUT: (11, 290_453),
        Direction.NEUTRAL: (11, 2_610_089),
    }


def test_a_workbook_with_two_statements_is_read_when_one_is_named() -> None:
    """The same statement as text and as numbers: which of them is meant is not guessed."""
    assert faults(WORKBOOK) == [("several_sheets", None)]
    as_text = read(WORKBOOK, "example-wechat-records")
    as_numbers = read(WORKBOOK, "Sheet1")
    plain = read(WECHAT)
    for bill in (as_text, as_numbers):
        assert [evolve(one, file="", line=0) for one in bill.lines] == [
            evolve(one, file="", line=0) for one in plain.lines
        ]
