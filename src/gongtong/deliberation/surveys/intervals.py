"""How sure a figure is, in whole numbers: an exact interval for a share, and an exact comparison of pairs (精确区间).

The interval is that of Clopper and Pearson, the comparison that of McNemar: both are binomial tails, which are added up here
without rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import Final

from attrs import frozen

GRID: Final = 10_000
"""Bounds are given in ten-thousandths, rounded outwards (区间精度)."""
FIVE_PERCENT: Final = Fraction(1, 20)


@frozen
class ShareInterval:
    """Between which shares the true one lies, unless chance has played a trick as rare as `alpha` (比例区间)."""

    low: Fraction
    high: Fraction
    alpha: Fraction = FIVE_PERCENT


def share_interval(part: int, whole: int, alpha: Fraction = FIVE_PERCENT) -> ShareInterval:
    """Give the exact interval of a share, rounded outwards (比例精确区间).

    >>> told = share_interval(8, 10)
    >>> told.low, told.high
    (Fraction(4439, 10000), Fraction(2437, 2500))
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    half = alpha / 2
    low, high = 0, GRID
    if part > 0:
        low = _turning(lambda m: _exceeds(_tail(part, whole, whole, m), whole, half))
    if part < whole:
        high = _turning(lambda m: not _exceeds(_tail(0, part, whole, m), whole, half)) + 1
    return ShareInterval(Fraction(low, GRID), Fraction(high, GRID), alpha)


def paired_chance(better: int, worse: int) -> Fraction:
    """Say how likely so lopsided a change is if households changed their minds either way alike (配对精确检验).

    `better` and `worse` count the households that answered both times and changed; two-sided, and exact.

    >>> paired_chance(10, 1)
    Fraction(3, 256)
    """
    changed = better + worse
    tail = sum(comb(changed, k) for k in range(min(better, worse) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**changed))


def _tail(first: int, last: int, whole: int, m: int) -> int:
    """Add up the chances of `first` to `last` successes at m ten-thousandths, times GRID to the power of the whole."""
    rest = GRID - m
    return sum(comb(whole, k) * m**k * rest ** (whole - k) for k in range(first, last + 1))


def _exceeds(chance: int, whole: int, alpha: Fraction) -> bool:
    return bool(chance * alpha.denominator > alpha.numerator * GRID**whole)


def _turning(holds: Callable[[int], bool]) -> int:
    """Give the last grid point at which something does not hold yet, which holds at the end and not at the start."""
    low, high = 0, GRID
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return low
