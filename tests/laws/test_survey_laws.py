"""Intervals and comparisons for any numbers, against a plain count over every outcome."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from gongtong.deliberation.surveys.intervals import GRID, paired_chance, share_interval

HALF = Fraction(1, 40)


def chance_of(whole: int, share: Fraction, wanted: set[int]) -> Fraction:
    """Add up the chance of each outcome, toss by toss."""
    found = [Fraction(1)]
    for _ in range(whole):
        longer = [Fraction(0)] * (len(found) + 1)
        for successes, chance in enumerate(found):
            longer[successes] += chance * (1 - share)
            longer[successes + 1] += chance * share
        found = longer
    return sum((found[k] for k in wanted), Fraction(0))


@given(data=st.data(), whole=st.integers(1, 25))
def test_the_interval_is_the_widest_that_chance_allows(data: st.DataObject, whole: int) -> None:
    """At its lower bound so many or more are at most as likely as a fortieth, a grid point higher they are likelier; and so above."""
    part = data.draw(st.integers(0, whole))
    told = share_interval(part, whole)
    one = Fraction(1, GRID)
    if part > 0:
        more = set(range(part, whole + 1))
        assert chance_of(whole, told.low, more) <= HALF < chance_of(whole, told.low + one, more)
    else:
        assert told.low == 0
    if part < whole:
        fewer = set(range(part + 1))
        assert chance_of(whole, told.high, fewer) <= HALF < chance_of(whole, told.high - one, fewer)
    else:
        assert told.high == 1
    assert told.low <= Fraction(part, whole) <= told.high


@given(better=st.integers(0, 5), worse=st.integers(0, 5))
def test_the_comparison_counts_every_way_to_toss(better: int, worse: int) -> None:
    """As lopsided or more, to either side."""
    changed = better + worse
    tosses = list(product((0, 1), repeat=changed))
    extreme = sum(abs(2 * sum(toss) - changed) >= abs(better - worse) for toss in tosses)
    assert paired_chance(better, worse) == Fraction(extreme, len(tosses))
