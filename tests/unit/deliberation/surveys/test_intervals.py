"""Exact intervals and comparisons, against values that are printed in tables."""

from fractions import Fraction

import pytest

from gongtong.deliberation.surveys.intervals import paired_chance, share_interval


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0, 3085),  # 1 - 0.025 ** (1 / 10)
        (10, 10, 6915, 10_000),
        (1, 2, 125, 9875),  # 1 - 0.975 ** (1 / 2) is 0.01258
        (8, 10, 4439, 9748),
    ],
)
def test_bounds_are_rounded_outwards(part: int, whole: int, low: int, high: int) -> None:
    """In ten-thousandths."""
    told = share_interval(part, whole)
    assert (told.low, told.high) == (Fraction(low, 10_000), Fraction(high, 10_000))


def test_what_is_no_share_has_no_interval() -> None:
    """More than all, and some of nothing."""
    for part, whole in ((3, 2), (0, 0), (-1, 2)):
        with pytest.raises(ValueError, match="share"):
            share_interval(part, whole)


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    [
        (0, 0, Fraction(1)),
        (5, 5, Fraction(1)),
        (5, 0, Fraction(1, 16)),
        (6, 0, Fraction(1, 32)),
        (10, 1, Fraction(3, 256)),
    ],
)
def test_a_change_is_compared_with_tossing_a_coin(
    better: int, worse: int, chance: Fraction
) -> None:
    """Two-sided, whichever way it goes."""
    assert paired_chance(better, worse) == paired_chance(worse, better) == chance
