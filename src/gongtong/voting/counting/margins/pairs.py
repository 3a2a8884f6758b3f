"""Changing a result that goes by comparing each with each (两两比较类变动票数)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.margins.margin import Least
from gongtong.voting.counting.traces import Why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.traces import Count, Pair


def least_for_pairs(count: Count, *, by_margins: bool) -> Least:
    """Give fewest ballots that might change a count by comparisons; it may take more (两两比较类最少票数).

    A switched ballot moves the lead in a comparison by at most two, an added one by at most one.
    *Where one candidate beats all others and has the only seat,* it stays elected while it does: the
    smallest of its leads must be used up. *Always:* the outcome depends on nothing but who wins each
    comparison and which wins are stronger than which. So the smallest lead must be used up, or two
    wins must become equally strong. Strength is the lead (`by_margins`), or else the number of those
    who prefer the winner, which a ballot moves by at most one. The better of the two bounds holds.
    """
    pairs = [pair for one in count.rounds for pair in one.pairs]
    bounds = [_order_kept(pairs, by_margins=by_margins)]
    steps = [step for one in count.rounds for step in one.steps]
    if count.seats == 1 and any(step.why is Why.BEATS_ALL for step in steps):
        (winner,) = count.elected
        lead = min(abs(_lead(pair)) for pair in pairs if winner in (pair.one, pair.other))
        bounds.append(Least(ceil(lead / 2), ceil(lead)))
    return Least(
        max(bound.switched or 0 for bound in bounds), max(bound.added or 0 for bound in bounds)
    )


def _lead(pair: Pair) -> Fraction:
    return pair.prefer_one - pair.prefer_other


def _order_kept(pairs: Sequence[Pair], *, by_margins: bool) -> Least:
    leads = [abs(_lead(pair)) for pair in pairs]
    strengths = sorted(
        abs(_lead(pair)) if by_margins else max(pair.prefer_one, pair.prefer_other)
        for pair in pairs
    )
    gaps = [after - before for before, after in pairwise(strengths)]
    moved = 2 if by_margins else 1
    switched = [ceil(lead / 2) for lead in leads] + [ceil(gap / (2 * moved)) for gap in gaps]
    added = [ceil(lead) for lead in leads] + [ceil(gap / moved) for gap in gaps]
    return Least(min(switched, default=0), min(added, default=0))


@frozen
class Final:
    """A contest of the best two: figures that choose them, and who is ahead of whom (决胜条件).

    `swing` is the most by which one ballot can put one candidate ahead of another in `figures`;
    `leads` is by how many ballots the winner is ahead of each other candidate.
    """

    winner: int
    figures: Sequence[Fraction]
    leads: Sequence[int | Fraction]
    swing: int

    def least(self) -> Least:
        """Give fewest ballots that might change who wins; it may take more (决胜类最少票数).

        The winner loses the seat only if it is no longer among the best two, for which somebody now
        below the second must come level with it; or if the other of the two, who is the second of now or
        has come level with the second, is no longer behind it.
        """
        ways = list(self._ways())
        return Least(
            min(max(ceil(gap / (2 * self.swing)), ceil(lead / 2)) for gap, lead in ways),
            min(max(ceil(gap / self.swing), ceil(lead)) for gap, lead in ways),
        )

    def _ways(self) -> Iterator[tuple[Fraction, Fraction]]:
        others = [number for number in range(len(self.figures)) if number != self.winner]
        second, *rest = sorted(others, key=lambda number: (-self.figures[number], number))
        if rest:
            third = self.figures[rest[0]]
            yield max(self.figures[self.winner] - third, Fraction(0)), Fraction(0)
        for number in others:
            gap = self.figures[second] - self.figures[number]
            yield gap, max(Fraction(self.leads[number]), Fraction(0))
