"""Amounts in capital numerals, and the words of a receipt (收据文字)."""

from datetime import date

import pytest

from gongtong.ledger.cash.receipt_text import capital_yuan, digest_of, receipt_text


@pytest.mark.parametrize(
    ("fen", "capital"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角整"),
        (1_010, "壹拾元零壹角整"),
        (30_000, "叁佰元整"),
        (10_050, "壹佰元零伍角整"),
        (100_500, "壹仟零伍元整"),
        (101_000, "壹仟零壹拾元整"),
        (1_000_000, "壹万元整"),
        (1_050_000, "壹万零伍佰元整"),
        (10_000_500, "壹拾万零伍元整"),
        (10_001_000_00, "壹仟万壹仟元整"),
        (123_456_789_01, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分"),
        (100_005_000_00, "壹亿零伍仟元整"),
    ],
)
def test_amounts_in_capital_numerals(fen: int, capital: str) -> None:
    """Empty places between digits are read as one zero, and whole amounts end with 整."""
    assert capital_yuan(fen) == capital


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_no_receipt_is_written_over_less_than_nothing_or_more_than_there_is(fen: int) -> None:
    """A negative amount and one of ten thousand million million yuan are refused."""
    with pytest.raises(ValueError, match="no receipt"):
        capital_yuan(fen)


def test_a_receipt_says_everything_in_words_that_stay() -> None:
    """Number, day, payer, dwelling, purpose and the amount twice; the digest is of these words."""
    text = receipt_text(
        label="收据2025-0001",
        payer="王芳",
        home="1栋1单元101",
        text="2025年卫生费",
        amount_fen=30_000,
        received_on=date(2025, 3, 9),
        place="丝厂宿舍",
    )
    assert text.splitlines()[:6] == [
        "丝厂宿舍 收据",
        "编号：收据2025-0001",
        "日期：2025年3月9日",
        "今收到：王芳（1栋1单元101）",
        "事由：2025年卫生费",
        "金额：人民币叁佰元整（￥300.00）",
    ]
    assert digest_of(text) != digest_of(text.replace("叁", "柒"))
