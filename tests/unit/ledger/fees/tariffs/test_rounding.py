"""How amounts become whole, and how figures are read and written."""

from fractions import Fraction

import pytest

from gongtong.ledger.fees.tariffs.rounding import (
    Rounding,
    RoundingLevel,
    RoundingMode,
    exact,
    in_digits,
    in_percent,
)


@pytest.mark.parametrize(
    ("mode", "fen"),
    [
        (RoundingMode.HALF_UP, [0, 0, 1, 1, 1, 2]),
        (RoundingMode.HALF_EVEN, [0, 0, 0, 1, 1, 2]),
        (RoundingMode.DOWN, [0, 0, 0, 0, 1, 1]),
    ],
)
def test_each_mode_has_its_own_way_around_a_half(mode: RoundingMode, fen: list[int]) -> None:
    """Nothing, just under half a fen, half, just over, just under one and a half, one and a half."""
    halves = ["0", "0.0049", "0.005", "0.0051", "0.0149", "0.015"]
    assert [Rounding(mode=mode).fen(exact(text)) for text in halves] == fen


@pytest.mark.parametrize(("unit_fen", "fen"), [(1, 1235), (10, 1230), (100, 1200)])
def test_amounts_are_rounded_to_fen_jiao_or_yuan(unit_fen: int, fen: int) -> None:
    """12.345 yuan in each unit; other units are refused."""
    assert Rounding(unit_fen=unit_fen).fen(exact("12.345")) == fen
    with pytest.raises(ValueError, match="1, 10 or 100 fen"):
        Rounding(unit_fen=5)


def test_a_bill_says_how_it_was_rounded() -> None:
    """Level, way and unit, in words."""
    assert str(Rounding()) == "按月四舍五入到分"
    assert str(Rounding(RoundingLevel.YEAR, RoundingMode.DOWN, 100)) == "按年舍去尾数到元"
    assert str(Rounding(RoundingLevel.LINE, RoundingMode.HALF_EVEN, 10)) == "合计四舍六入五成双到角"


@pytest.mark.parametrize("text", ["", "-1", "1e3", "0.3.0", "１", "abc", "1/3"])
def test_only_plain_figures_are_read(text: str) -> None:
    """No sign, no exponent, no digits of other scripts."""
    with pytest.raises(ValueError, match="plain digits"):
        exact(text)


def test_figures_are_written_without_losing_anything() -> None:
    """Decimals where they end; a third stays a third."""
    assert [in_digits(Fraction(n, 10_000)) for n in (3000, 5583, 10_000, -25)] == [
        "0.3",
        "0.5583",
        "1",
        "-0.0025",
    ]
    assert in_digits(Fraction(1, 3)) == "1/3"
    assert in_percent(exact("60%")) == "60%"
