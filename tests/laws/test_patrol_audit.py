"""What the audit of patrols finds, and how often it cries for nothing: honest draws, and habits of people.

Fifty-six days of three patrols a day, weighted towards the evening, four weeks of which would be too few to find the milder habits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Final

import pytest

from gongtong.rostering.patrols.audit import WalkedDay, audit_patrols
from gongtong.rostering.patrols.chances import Plan
from gongtong.rostering.patrols.draws import drawn
from gongtong.rostering.patrols.fitting import DayPart, fitted
from gongtong.rostering.patrols.laws import open_day

PARTS = (
    DayPart(range(24), Fraction(7, 10)),
    DayPart(range(24, 48), Fraction(9, 10)),
    DayPart(range(48, 72), Fraction(14, 10)),
)
LAW = fitted(open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8), PARTS)
MONDAY = date(2026, 9, 7)
DAYS = [MONDAY + timedelta(number) for number in range(56)]
TWO_HOURS = 8
LATE = 52


def seeded(number: int) -> bytes:
    return number.to_bytes(32, "big")


def honest(number: int) -> list[Plan]:
    return [drawn(seeded(number), LAW, day) for day in DAYS]


def others(number: int, day: date) -> Callable[[], Plan]:
    """Draws beside the honest one, for whoever draws until it suits."""
    tries = iter(range(1_000))
    return lambda: drawn(seeded(1_000_000 * (number + 1) + next(tries)), LAW, day)


def kept(plan: list[int]) -> Plan:
    """Move starts as little as the gap and the end of the day ask."""
    found, earliest = [], 0
    for rank, slot in enumerate(plan):
        last = len(LAW.weights) - LAW.length - (LAW.patrols - 1 - rank) * LAW.gap
        found.append(min(max(slot, earliest), last))
        earliest = found[-1] + LAW.gap
    return tuple(found)


def fixed(number: int) -> list[Plan]:
    """The same three times, more or less a quarter of an hour."""
    chance = Random(number)  # noqa: S311 - a habit of people, no secret
    return [kept([slot + chance.randint(-1, 1) for slot in (8, 38, 58)]) for _ in DAYS]


def repeated_week(number: int) -> list[Plan]:
    """The first week again and again."""
    week = honest(number)[:7]
    return [week[place % 7] for place, _ in enumerate(DAYS)]


def by_hand(number: int) -> list[Plan]:
    """Never within two hours of yesterday's time, as people do who think of chance."""
    found: list[Plan] = []
    for day in DAYS:
        another = others(number, day)
        plan = another()
        for _ in range(300):
            if not found or all(
                abs(one - before) >= TWO_HOURS for one, before in zip(plan, found[-1], strict=True)
            ):
                break
            plan = another()
        found.append(plan)
    return found


def on_the_hour(number: int) -> list[Plan]:
    """Half of the starts moved to the full hour."""
    chance = Random(number)  # noqa: S311 - a habit of people, no secret
    return [
        kept([slot - slot % 4 if chance.random() < 0.5 else slot for slot in plan])
        for plan in honest(number)
    ]


def copied(number: int) -> list[Plan]:
    """One day in four is last week's."""
    chance = Random(number)  # noqa: S311 - a habit of people, no secret
    found: list[Plan] = []
    for place, plan in enumerate(honest(number)):
        found.append(found[place - 7] if place >= 7 and chance.random() < 0.25 else plan)
    return found


def no_late_weekend(number: int) -> list[Plan]:
    """No evening patrol on Fridays and Saturdays."""
    found = []
    for day in DAYS:
        another = others(number, day)
        plan = another()
        while day.weekday() in {4, 5} and plan[-1] >= LATE:
            plan = another()
        found.append(plan)
    return found


def flagged(plans: list[Plan]) -> bool:
    walked = [WalkedDay(day, plan) for day, plan in zip(DAYS, plans, strict=True)]
    return audit_patrols(LAW, walked).flagged_on is not None


def test_honest_draws_are_hardly_ever_called_foretellable() -> None:
    """Of a hundred seeds one at most."""
    assert sum(flagged(honest(number)) for number in range(100)) <= 1


LEAST: Final[dict[Callable[[int], list[Plan]], int]] = {
    fixed: 18,
    repeated_week: 18,
    by_hand: 18,
    on_the_hour: 18,
    copied: 12,
    no_late_weekend: 1,
}
"""Of twenty schedules with a habit so many are found; the last two habits are mild, and a quiet verdict says so."""


@pytest.mark.parametrize("habit", LEAST, ids=lambda habit: habit.__name__)
def test_habits_are_found(habit: Callable[[int], list[Plan]]) -> None:
    """Fixed times, repeated weeks and what people do by hand: in 18 of 20 schedules at least."""
    assert sum(flagged(habit(number)) for number in range(20)) >= LEAST[habit]
