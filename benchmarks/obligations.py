"""Tell what is due among ten thousand obligations that wait for one another, and what one performance unlocks."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.terms import Term
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Duty, DutyKind, Obligation, Side
from gongtong.mediation.obligations.graph import (
    cycle_in,
    happened_by,
    unlocked_by,
    waiting_of,
    what_is_due,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.mediation.obligations.unlocking import unlock, with_unlocked

COUNT = 10_000
ROUNDS = 15
TODAY = date(2026, 9, 5)
PLAIN_WEEK = WorkCalendar(lambda _: None)


def duties() -> tuple[Duty, ...]:
    """Give certificates and payments by turns; every hundredth payment waits for ten certificates."""
    found = []
    for number in range(1, COUNT + 1):
        household = Side("owners", DwellingLabel(1 + number // 400, 1 + number // 100 % 4, number))
        if number % 2:
            duty = Duty(
                number,
                DutyKind.ACT,
                Side("developer"),
                household,
                "交付产权证",
                on=TODAY + timedelta(days=number % 300),
            )
        else:
            needed = range(number - 1, max(0, number - 21), -2) if number % 100 == 0 else ()
            waits = (AnyOf((number - 1,)), *(AnyOf((one,)) for one in needed))
            duty = Duty(
                number,
                DutyKind.MONEY,
                household,
                Side("developer"),
                "补交费用",
                amount_fen=274_29,
                within=Term(30),
                waits_for=waits,
            )
        found.append(duty)
    return tuple(found)


def measured(title: str, call: Callable[[], object]) -> None:
    """Print the median of the rounds, with the fastest and the slowest."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        call()
        times.append((time.perf_counter() - begun) * 1000)
    print(f"{title:<48} {statistics.median(times):8.1f} ms  ({min(times):.1f}-{max(times):.1f})")


def main() -> None:
    """Measure."""
    graph = duties()
    begun = tuple(Obligation(duty, in_force_on=TODAY) for duty in graph)
    begun = with_unlocked(begun, unlock(begun, {}, TODAY, PLAIN_WEEK), TODAY)
    half = tuple(
        evolve(one, state=ObligationState.FULFILLED) if one.number % 4 == 1 else one
        for one in begun
    )
    report = what_is_due(half, {}, TODAY)
    print(f"{COUNT} obligations: {len(report.due)} due, {len(report.waiting)} waiting")
    measured("what is due today", lambda: what_is_due(half, {}, TODAY))
    happened = happened_by(half, {}, TODAY)
    measured("what one performance unlocks", lambda: unlocked_by(half, happened, (3,)))
    measured("looking for a ring", lambda: cycle_in(waiting_of(graph)))


if __name__ == "__main__":
    main()
