"""Changing a result that goes by the highest figures: votes, with or without a majority, and points (得数类变动票数)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.margins.margin import Least

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.voting.counting.traces import Count, Needed


def least_for_votes(count: Count) -> Least:
    """Give the fewest ballots that change a count by votes, from its trace alone (票数类最少票数).

    For plurality, block vote and approval, where a ballot gives a candidate one vote or none, this
    is exact. Let e be the elected with the fewest votes and x the other candidate with the most, d
    votes behind.

    *No fewer.* The elected change, or depend on a tie, only if (1) one of them falls below the
    majority, (2) where seats are empty, another candidate reaches it, or (3) another candidate
    reaches it and is level with, or ahead of, one of the elected. A switched ballot takes at most
    one vote from a candidate, gives at most one, and so brings two candidates closer by at most two; an
    added one by at most one. Each of the three is cheapest for e and x.

    *As many are enough.* At least d ballots name e and not x. Switching half of d of them, rounded
    up, from e to x makes the two level; where the majority asks for more, ballots that do not name
    x are switched to name it. Each of these keeps the number of names on a ballot or needs one
    name only, so that every one of the three methods accepts it.
    """
    if count.undecided:
        return Least(0, 0)
    figures = {one.candidate: one.amount for one in count.scores}
    inside = [figures[name] for name in count.elected]
    outside = [votes for name, votes in figures.items() if name not in count.elected]
    weakest, strongest = min(inside, default=None), max(outside, default=None)
    needed = count.rounds[0].needed
    if needed is not None and not count.ballots:
        return Least(None, 1)
    majority = _Majority.of(needed, count.ballots)
    switched, added = [], []
    if weakest is not None and majority is not None:
        switched.append(majority.switched_below(weakest))
        added.append(majority.added_below(weakest))
    if strongest is not None:
        lead = Fraction(0)
        if len(inside) == count.seats and weakest is not None:
            lead = weakest - strongest
        reached = majority.reached_by(strongest) if majority else Least(0, 0)
        switched.append(_both(ceil(lead / 2), reached.switched))
        added.append(_both(ceil(lead), reached.added))
    return Least(_fewest(switched), _fewest(added))


def least_for_points(count: Count, swing: int) -> Least:
    """Give fewest ballots that might change a count by points; it may take more (分数类最少票数).

    `swing` is the most by which one ballot can put one candidate ahead of another: a switched ballot
    brings two of them closer by at most twice as much, an added one by at most as much.
    """
    votes = least_for_votes(count)
    if votes.added is None or votes.switched is None:
        return votes
    figures = {one.candidate: one.amount for one in count.scores}
    weakest = min(figures[name] for name in count.elected) if count.elected else Fraction(0)
    strongest = max(
        (points for name, points in figures.items() if name not in count.elected),
        default=weakest,
    )
    lead = Fraction(0) if count.undecided else weakest - strongest
    return Least(ceil(lead / (2 * swing)), ceil(lead / swing))


@frozen
class _Majority:
    """The votes that each of the elected needs, as a number now and as a share of all ballots."""

    needed: Needed
    ballots: int

    @classmethod
    def of(cls, needed: Needed | None, ballots: int) -> _Majority | None:
        return None if needed is None else cls(needed, ballots)

    @property
    def share(self) -> Fraction:
        return self.needed.amount / self.ballots

    def switched_below(self, votes: Fraction) -> int | None:
        """Ballots that must drop a candidate until it has less than is needed."""
        most = self._first_below(votes - self.needed.amount)
        return most if most <= votes else None

    def added_below(self, votes: Fraction) -> int | None:
        """Ballots without a candidate that must come in until it has less than is needed."""
        return self._first_below(votes / self.share - self.ballots) if self.share else None

    def _first_below(self, room: Fraction) -> int:
        return ceil(room) if self.needed.more_than else floor(room) + 1

    def reached_by(self, votes: Fraction) -> Least:
        """Ballots that must name a candidate until it has what is needed."""
        short = self.needed.amount - votes
        if self.share == 1:
            return Least(self._first_reached(short), None if short > 0 else 0)
        return Least(self._first_reached(short), self._first_reached(short / (1 - self.share)))

    def _first_reached(self, short: Fraction) -> int:
        return max(0, floor(short) + 1 if self.needed.more_than else ceil(short))


def _both(one: int, other: int | None) -> int | None:
    return None if other is None else max(one, other)


def _fewest(ways: Iterable[int | None]) -> int | None:
    return min((one for one in ways if one is not None), default=None)
