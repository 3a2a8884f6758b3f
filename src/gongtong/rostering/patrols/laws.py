"""The declared law of a day's patrols: when one may begin, and how likely, in whole numbers (巡逻规则).

A day is cut into slots. Of all plans that keep windows and gaps, each is as likely as the product of the weights of its starts.
For given expected numbers of starts by part of the day there is no law that is harder to foretell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from gongtong.core.codec import digest_of, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attrs import Attribute

HOUR: Final = 60
DAY: Final = 24 * HOUR
MOST_PATROLS: Final = 12


def _weights_are_sound(
    law: PatrolLaw, _: Attribute[tuple[int, ...]], weights: tuple[int, ...]
) -> None:
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is a whole number from 0")
    if any(weights[max(0, len(weights) - law.length + 1) :]):
        raise ValueError("a patrol that begins so late does not end within the day's slots")
    if law.opens_at + len(weights) * law.slot_minutes > DAY:
        raise ValueError("the slots go past midnight")


@frozen
class PatrolLaw:
    """How a day's patrols are drawn (巡逻规则).

    `opens_at` is the first slot in minutes from midnight, `slot_minutes` how long a slot is. There are `patrols` a day, each `length`
    slots long, and from one start to the next are at least `gap` slots. `weights` has a whole number for each slot, 0 where
    none may begin.

    >>> law = PatrolLaw(opens_at=480, slot_minutes=60, patrols=1, length=1, gap=1, weights=(1, 1, 2))
    >>> law.clock(2)
    '10:00'
    """

    opens_at: int
    slot_minutes: int
    patrols: int
    length: int
    gap: int
    weights: tuple[int, ...] = field(validator=_weights_are_sound)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no law."""
        if not (0 <= self.opens_at < DAY and 0 < self.slot_minutes <= HOUR):
            raise ValueError("a day begins within itself, and a slot has 1 to 60 minutes")
        if not 0 < self.patrols <= MOST_PATROLS:
            raise ValueError(f"there are 1 to {MOST_PATROLS} patrols a day")
        if self.length < 1 or self.gap < 1:
            raise ValueError("a patrol and a gap have a slot at least")

    @property
    def digest(self) -> str:
        """What the law is known by, in hexadecimal digits (规则摘要)."""
        return digest_of(to_json(self)).hex()

    def clock(self, slot: int) -> str:
        """Give the time of day at which a slot begins (时刻)."""
        minutes = self.opens_at + slot * self.slot_minutes
        return f"{minutes // HOUR:02}:{minutes % HOUR:02}"

    def hour(self, slot: int) -> int:
        """Give the hour of the day in which a slot begins (小时)."""
        return (self.opens_at + slot * self.slot_minutes) // HOUR

    def keeps(self, plan: Sequence[int]) -> bool:
        """Say whether a plan could have been drawn: windows, gaps, and how many there are (是否合规)."""
        fits = all(0 <= slot < len(self.weights) and self.weights[slot] for slot in plan)
        gaps = (later - earlier for earlier, later in pairwise(plan))
        return fits and len(plan) == self.patrols and all(gap >= self.gap for gap in gaps)


def open_day(
    *, opens_at: int, hours: int, slot_minutes: int, patrols: int, length: int, gap: int
) -> PatrolLaw:
    """Give the law by which every plan of a day is as likely as any other (均匀规则).

    >>> open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8).clock(0)
    '06:00'
    """
    slots = hours * HOUR // slot_minutes
    weights = tuple(int(slot + length <= slots) for slot in range(slots))
    return PatrolLaw(opens_at, slot_minutes, patrols, length, gap, weights)


def evened(law: PatrolLaw) -> PatrolLaw:
    """Give the law by which every plan that can be drawn is as likely as any other (均匀化规则)."""
    return evolve(law, weights=tuple(int(bool(weight)) for weight in law.weights))


def closed_between(law: PatrolLaw, first: int, last: int) -> PatrolLaw:
    """Give the law in which none begins from one slot through another (封闭时段)."""
    weights = (0 if first <= slot <= last else weight for slot, weight in enumerate(law.weights))
    return evolve(law, weights=tuple(weights))
