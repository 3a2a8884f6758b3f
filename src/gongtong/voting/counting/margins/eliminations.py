"""Changing a result that goes by taking out the last, round by round (逐轮淘汰类变动票数)."""

from __future__ import annotations

from fractions import Fraction
from heapq import heappop, heappush
from math import ceil
from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.margins.margin import Least

if TYPE_CHECKING:
    from gongtong.voting.counting.rankings import Rankings

MOST_SETS: Final = 400
"""How many sets of standing candidates are counted before the bound is left as it is (推演上限)."""


def least_for_eliminations(ballots: Rankings, winner: int, most_sets: int = MOST_SETS) -> Least:
    """Give fewest ballots that might make an instant run-off elect another; it may take more (淘汰类最少票数).

    For another to be elected, the winner must go out at some time, from some set of candidates who
    then stand. Who stands decides what everybody holds. Whoever goes out holds no more than any of
    them; as the ballots are, it may hold `gap` more than the last. A switched ballot narrows a gap by
    at most two, an added one by at most one, so that every step on the way, and the last step, needs
    at least gap / 2 or gap ballots. Of all ways by which the winner can go out, the one whose largest
    gap is smallest gives the bound. The sets are looked at by the largest gap on the way to them,
    the smallest first; at `most_sets` the gap reached so far is a bound as well.

    It is the smallest number for one round each, not for all rounds of a way together, which is why
    it may take more. The idea of bounding by who must go out when is that of Cary (2011) and of
    Blom and others (2016), who bound the way as a whole.
    """
    everybody = frozenset(range(len(ballots.candidates)))
    waiting: list[tuple[Fraction, int, tuple[int, ...] | None]] = [
        (Fraction(0), -len(everybody), tuple(sorted(everybody)))
    ]
    seen: set[tuple[int, ...]] = set()
    while True:
        largest, _, standing = heappop(waiting)
        if standing is None or len(seen) == most_sets:
            return Least(ceil(largest / 2), ceil(largest))
        if standing in seen:
            continue
        seen.add(standing)
        held = _held(ballots, standing)
        fewest = min(held.values())
        for number in standing:
            way = max(largest, held[number] - fewest)
            if number == winner:
                # an end sorts before any set, so that it is found as soon as it is the best
                heappush(waiting, (way, -len(everybody) - 1, None))
            elif len(standing) > 2:  # noqa: PLR2004 - the winner and one other must be left
                rest = tuple(one for one in standing if one != number)
                heappush(waiting, (way, -len(rest), rest))


def _held(ballots: Rankings, standing: tuple[int, ...]) -> dict[int, Fraction]:
    held = dict.fromkeys(standing, Fraction(0))
    for pile in ballots.piles(ballots.everyone, standing):
        part = Fraction(ballots.weights.total(pile.rows), len(pile.candidates))
        for number in pile.candidates:
            held[number] += part
    return held
