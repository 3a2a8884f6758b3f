"""Habits by which somebody could foretell a patrol, each learnt from the past alone (规律模型).

A habit tilts the declared law by what it has seen. Its ratio is the probability that it gave to what came then, over that of the
declared law, rounded down to a 2**64th: what is claimed against a schedule is never more than was shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Final, Protocol, TypeAlias

from attrs import define, field, frozen

from gongtong.rostering.patrols.chances import Chances, Plan

ONE: Final = 1 << 64
_WEEK: Final = 7
_FRIDAY, _SATURDAY = 4, 5

Past: TypeAlias = "Sequence[Plan]"


@frozen
class Moment:
    """A start that is to be foretold: which patrol of which day, the earliest slot for it, and the days before (待测起点)."""

    rank: int
    weekday: int
    earliest: int
    past: Past


class Habit(Protocol):
    """What learns from days that went by, and bets on the next start (规律)."""

    def ratio(self, moment: Moment, slot: int) -> int:
        """Give how much likelier than declared it held what came, in 2**64ths (似然比)."""
        ...

    def learn(self, moment: Moment, slot: int) -> None:
        """See what came (学习)."""
        ...


def _tilted(
    pairs: Sequence[tuple[Hashable, int]], seen: Hashable, tilts: dict[Hashable, tuple[int, int]]
) -> int:
    """Give the ratio of a law tilted by a feature, rounded down; `tilts` are numerators and denominators."""
    total = sum(weight for _, weight in pairs)
    by_feature: Counter[Hashable] = Counter()
    for feature, weight in pairs:
        by_feature[feature] += weight
    # rounded up below, and down above
    below = sum(
        -(-weight * tilts[one][0] * ONE // tilts[one][1]) for one, weight in by_feature.items()
    )
    above, divisor = tilts[seen]
    return above * ONE * total * ONE // (divisor * below)


@define
class Frequency:
    """How often a feature of the time has come before in the same circumstances (频率规律)."""

    chances: Chances
    feature: Callable[[int], Hashable]
    context: Callable[[Moment], Hashable | None]
    weight: int = 4
    _seen: defaultdict[tuple[int, Hashable], Counter[Hashable]] = field(
        factory=lambda: defaultdict(Counter)
    )
    _base: list[Counter[Hashable]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Sum the declared law by the feature."""
        self._base = [Counter() for _ in range(self.chances.law.patrols)]
        for rank, here in enumerate(self.chances.ranks):
            for slot, weight in enumerate(here):
                if weight:
                    self._base[rank][self.feature(slot)] += weight

    def ratio(self, moment: Moment, slot: int) -> int:
        """Bet on what has come more often than declared (似然比)."""
        context = self.context(moment)
        counts = self._seen.get((moment.rank, context))
        if context is None or not counts:
            return ONE
        total, base = self.chances.total, self._base[moment.rank]
        pairs = [
            (self.feature(one), weight)
            for one, weight in self.chances.step(moment.rank, moment.earliest)
        ]
        tilts = {
            one: (counts[one] * total + self.weight * base[one], base[one]) for one, _ in pairs
        }
        return _tilted(pairs, self.feature(slot), tilts)

    def learn(self, moment: Moment, slot: int) -> None:
        """Count (学习)."""
        context = self.context(moment)
        if context is not None:
            self._seen[moment.rank, context][self.feature(slot)] += 1


@define
class Step:
    """By how many hours the time moves from one day to another (移动规律)."""

    chances: Chances
    lag: int
    weight: int = 4
    _seen: defaultdict[int, Counter[int]] = field(factory=lambda: defaultdict(Counter))

    def _hours(self, moment: Moment, slot: int) -> int:
        law = self.chances.law
        return law.hour(slot) - law.hour(moment.past[-self.lag][moment.rank])

    def ratio(self, moment: Moment, slot: int) -> int:
        """Bet on the step that was taken more often (似然比)."""
        counts = self._seen.get(moment.rank)
        if len(moment.past) < self.lag or not counts:
            return ONE
        base: Counter[int] = Counter()
        for one, weight in enumerate(self.chances.ranks[moment.rank]):
            if weight:
                base[self._hours(moment, one)] += weight
        total = self.chances.total
        pairs = [
            (self._hours(moment, one), weight)
            for one, weight in self.chances.step(moment.rank, moment.earliest)
        ]
        tilts: dict[Hashable, tuple[int, int]] = {
            one: (counts[one] * total + self.weight * base[one], base[one]) for one, _ in pairs
        }
        return _tilted(pairs, self._hours(moment, slot), tilts)

    def learn(self, moment: Moment, slot: int) -> None:
        """Count the step (学习)."""
        if len(moment.past) >= self.lag:
            self._seen[moment.rank][self._hours(moment, slot)] += 1


@define
class Near:
    """Whether the time lies within two hours of that of another day, more or less often than declared (邻近规律)."""

    chances: Chances
    lag: int
    weight: int = 2
    _days: Counter[int] = field(factory=Counter)
    _near: Counter[int] = field(factory=Counter)
    _expected: Counter[int] = field(factory=Counter)

    def _is_near(self, moment: Moment, slot: int) -> bool:
        law = self.chances.law
        return abs(slot - moment.past[-self.lag][moment.rank]) * law.slot_minutes < 2 * 60

    def ratio(self, moment: Moment, slot: int) -> int:
        """Bet on near or on far (似然比)."""
        if len(moment.past) < self.lag or not self._days[moment.rank]:
            return ONE
        total, rank = self.chances.total, moment.rank
        pairs = [
            (self._is_near(moment, one), weight)
            for one, weight in self.chances.step(rank, moment.earliest)
        ]
        if len({near for near, _ in pairs}) == 1:
            return ONE
        days, seen, expected = self._days[rank], self._near[rank], self._expected[rank]
        tilts: dict[Hashable, tuple[int, int]] = {
            True: ((seen + self.weight) * total, expected + self.weight * total),
            False: (
                (days - seen + self.weight) * total,
                days * total - expected + self.weight * total,
            ),
        }
        return _tilted(pairs, self._is_near(moment, slot), tilts)

    def learn(self, moment: Moment, slot: int) -> None:
        """Count near days, and how many the declared law lets one expect (学习)."""
        if len(moment.past) < self.lag:
            return
        rank = moment.rank
        self._days[rank] += 1
        self._near[rank] += self._is_near(moment, slot)
        self._expected[rank] += sum(
            weight
            for one, weight in enumerate(self.chances.ranks[rank])
            if weight and self._is_near(moment, one)
        )


def habits_of(chances: Chances) -> dict[str, Habit]:
    """Give the habits that a schedule is tried for, by what they are called (受检规律)."""
    law = chances.law
    quarter = max(1, len(law.weights) // 3)

    def at(lag: int) -> Callable[[Moment], Hashable | None]:
        def hour_then(moment: Moment) -> Hashable | None:
            if len(moment.past) < lag:
                return "before"
            return law.hour(moment.past[-lag][moment.rank])

        return hour_then

    def minute(slot: int) -> Hashable:
        return (law.opens_at + slot * law.slot_minutes) % 60

    return {
        "每天固定时段": Frequency(chances, law.hour, lambda _: "any"),
        "按星期固定时段": Frequency(chances, law.hour, lambda moment: moment.weekday),
        "随前一天而定": Frequency(chances, law.hour, at(1)),
        "随上周同日而定": Frequency(chances, law.hour, at(_WEEK)),
        "固定分钟": Frequency(chances, minute, lambda _: "any"),
        "周末不同于平日": Frequency(
            chances,
            lambda slot: slot // quarter,
            lambda moment: moment.weekday in {_FRIDAY, _SATURDAY},
            weight=2,
        ),
        "每天移动若干小时": Step(chances, 1),
        "每周移动若干小时": Step(chances, _WEEK),
        "靠近或者避开前一天": Near(chances, 1),
        "靠近或者避开上周同日": Near(chances, _WEEK),
    }
