"""Every chance of a law, exactly: how many plans, how likely each start, what an event would meet (巡逻概率).

All sums are whole numbers over one total, by going through the slots once for each patrol; no plan is ever listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from math import log2
from typing import TypeAlias

from gongtong.rostering.patrols.laws import PatrolLaw, closed_between, evened

Plan: TypeAlias = tuple[int, ...]
Windows: TypeAlias = tuple[range, ...]


class Chances:
    """The chances of a law, or of what is left of it when windows for its patrols are known (巡逻概率表)."""

    def __init__(self, law: PatrolLaw, windows: Windows | None = None) -> None:
        """Sum up; raises `ValueError` where no plan is possible."""
        if windows is not None and len(windows) != law.patrols:
            raise ValueError("there is a window for each patrol, or none at all")
        self.law = law
        self._open = [_opened(law.weights, window) for window in windows or (None,) * law.patrols]
        self._behind = self._sum_up()
        self.total = self._behind[0][0]
        if not self.total:
            raise ValueError("no plan keeps these windows and gaps")

    def _sum_up(self) -> list[list[int]]:
        """For each rank and slot: the weight of all ways to place this patrol and those behind it from the slot on."""
        law, slots = self.law, len(self.law.weights)
        behind = [[0] * (slots + law.gap + 1) for _ in range(law.patrols)]
        behind.append([1] * (slots + law.gap + 1))
        for rank in reversed(range(law.patrols)):
            following, here = behind[rank + 1], behind[rank]
            for slot in reversed(range(slots)):
                here[slot] = here[slot + 1] + self._open[rank][slot] * following[slot + law.gap]
        return behind

    def step(self, rank: int, earliest: int) -> list[tuple[int, int]]:
        """Give the slots at which a patrol may begin when those before it are known, with their weights (条件分布)."""
        following, weights = self._behind[rank + 1], self._open[rank]
        found = []
        for slot in range(earliest, len(weights)):
            weight = weights[slot] * following[slot + self.law.gap]
            if weight:
                found.append((slot, weight))
        return found

    @cached_property
    def ranks(self) -> list[list[int]]:
        """For each patrol and slot the weight of all plans in which it begins there; each list sums to the total (边际权重)."""
        law, slots = self.law, len(self.law.weights)
        before, found = [1] * (slots + 1), []
        for rank in range(law.patrols):
            here, after = [], [0] * (slots + 1)
            for slot in range(slots):
                weight = before[slot] * self._open[rank][slot]
                here.append(weight * self._behind[rank + 1][slot + law.gap])
                if slot + law.gap <= slots:
                    after[slot + law.gap] += weight
            found.append(here)
            for slot in range(slots):
                after[slot + 1] += after[slot]
            before = after
        return found

    def plan(self, number: int) -> Plan:
        """Give a plan by a number below the total; a plan has as many numbers as its weight (由编号取方案)."""
        if not 0 <= number < self.total:
            raise ValueError("the number lies below the total")
        starts: list[int] = []
        earliest = 0
        for rank in range(self.law.patrols):
            following = self._behind[rank + 1]
            for slot, weight in self.step(rank, earliest):
                if number < weight:
                    starts.append(slot)
                    earliest = slot + self.law.gap
                    number %= following[earliest]
                    break
                number -= weight
        return tuple(starts)

    @property
    def bits(self) -> float:
        """The entropy of a plan in bits: how hard it is to guess (熵)."""
        weighed = sum(
            Fraction(weight, self.total) * Fraction(log2(self.law.weights[slot]))
            for here in self.ranks
            for slot, weight in enumerate(here)
            if weight
        )
        return log2(self.total) - float(weighed)

    def expected(self, slots: Sequence[int]) -> Fraction:
        """Give the expected number of starts within slots (期望次数)."""
        wanted = frozenset(slots)
        found = sum(
            weight for here in self.ranks for slot, weight in enumerate(here) if slot in wanted
        )
        return Fraction(found, self.total)


def best_guess(law: PatrolLaw) -> Fraction:
    """Give the chance of the plan that is the likeliest: what somebody hits who knows the law and guesses best (最佳猜中概率).

    >>> from gongtong.rostering.patrols.laws import PatrolLaw
    >>> best_guess(PatrolLaw(480, 60, 1, 1, 1, (1, 1, 2)))
    Fraction(1, 2)
    """
    slots = len(law.weights)
    behind = [1] * (slots + law.gap + 1)
    for _ in range(law.patrols):
        here = [0] * (slots + law.gap + 1)
        for slot in reversed(range(slots)):
            here[slot] = max(here[slot + 1], law.weights[slot] * behind[slot + law.gap])
        behind = here
    return Fraction(behind[0], chances_of(law).total)


@lru_cache(maxsize=64)
def chances_of(law: PatrolLaw) -> Chances:
    """Give the chances of a law (规则概率)."""
    return Chances(law)


def count_plans(law: PatrolLaw) -> int:
    """Give how many plans keep windows and gaps, whatever their weights (方案数).

    >>> from gongtong.rostering.patrols.laws import open_day
    >>> count_plans(open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8))
    26235
    """
    return Chances(evened(law)).total


def encounters(law: PatrolLaw, duration: int) -> tuple[Fraction, ...]:
    """Give for each slot how likely something that begins there and lasts so many slots meets a patrol (遭遇概率).

    Raises `ValueError` for what does not fit into the day.
    """
    if not 0 < duration <= len(law.weights):
        raise ValueError("an event lasts a slot at least, and fits into the day")
    total = chances_of(law).total
    found = []
    for begins in range(len(law.weights) - duration + 1):
        first, last = begins - law.length + 1, begins + duration - 1
        found.append(1 - Fraction(total_weight(closed_between(law, first, last)), total))
    return tuple(found)


def total_weight(law: PatrolLaw) -> int:
    """Give the weight of all plans together, 0 where there is none (总权重)."""
    try:
        return Chances(law).total
    except ValueError:
        return 0


def _opened(weights: tuple[int, ...], window: range | None) -> list[int]:
    if window is None:
        return list(weights)
    return [weight if slot in window else 0 for slot, weight in enumerate(weights)]
