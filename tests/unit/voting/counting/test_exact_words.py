"""Numbers are written exactly, and never rounded up."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.exact_words import (
    amount_en,
    amount_zh,
    decimal,
    number_en,
    number_zh,
)
from gongtong.voting.counting.traces import Measure


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (Fraction(5), "5", "5"),
        (Fraction(1, 100_000), "0.00001", "0.00001"),
        (Fraction(2, 3), "2/3（约0.66666）", "2/3 (about 0.66666)"),
        (Fraction(1, 10_007), "约0.00009", "about 0.00009"),
        (Fraction(-5, 2), "-2.5", "-2.5"),
    ],
)
def test_a_number_that_ends_is_written_out_and_another_as_a_fraction(
    amount: Fraction, zh: str, en: str
) -> None:
    """A fraction that nobody could read is left to the JSON."""
    assert (number_zh(amount), number_en(amount)) == (zh, en)


def test_decimals_are_cut() -> None:
    """0.999999 is not 1."""
    assert decimal(Fraction(999_999, 1_000_000)) == "0.99999"
    assert decimal(Fraction(-1, 3), 2) == "-0.33"


def test_amounts_have_their_unit() -> None:
    """One vote, two votes; points are points."""
    assert amount_zh(Fraction(1), Measure.VOTES) == "1票"
    assert amount_en(Fraction(1), Measure.VOTES) == "1 vote"
    assert amount_en(Fraction(2), Measure.VOTES) == "2 votes"
    assert {amount_zh(Fraction(2), one) for one in Measure} == {
        "2票",
        "2分",
        "2票支持",
        "2负担",
        "2（单价）",
        "2票（最大败绩）",
    }
