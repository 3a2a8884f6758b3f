"""What a statement says of itself is compared with what it lists."""

from datetime import UTC, datetime

import pytest

from gongtong.ledger.exchange.bill_totals import differing_totals
from gongtong.ledger.exchange.bills import BillLine, Direction


def line(direction: Direction, amount_fen: int, status: str = "交易成功") -> BillLine:
    at = datetime(2025, 1, 4, tzinfo=UTC)
    return BillLine("1", at, "", "", "", direction, amount_fen, status, "", "b.csv", 18)


LINES = (line(Direction.IN, 30_000), line(Direction.OUT, 2_816), line(Direction.NEUTRAL, 1_600))


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        ("共3笔记录", False),
        ("共4笔记录", True),
        ("收入：1笔 300.00元", False),
        ("收入：1笔 300.01元", True),
        ("收入：1笔 299.99元", True),
        ("支出：1笔 28.16元", False),
        ("支出：2笔 28.16元", True),
        ("不计收支：1笔 16.00元", False),
        ("中性交易：0笔 0.00元", True),
        ("收入：1笔 3,00.00元", True),
        ("注：1. 充值", False),
    ],
)
def test_counts_and_sums_must_be_those_of_the_lines(said: str, differs: bool) -> None:
    """One more or less, or one fen, is told with the line that says so; an unreadable sum differs too."""
    found = list(differing_totals([(7, [said])], LINES, "b.csv"))
    assert [problem.line for problem in found] == ([7] if differs else [])


def test_sums_with_what_never_went_through_are_not_compared() -> None:
    """The apps add those up in ways of their own; counts still tell."""
    void = line(Direction.OUT, 100, "交易关闭")
    assert list(differing_totals([(7, ["支出：2笔 28.16元"])], (*LINES, void), "b.csv")) == []
