"""Dates that the arrangement of a year has moved, told with the old and the new day (到期日重算)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.mediation.clocks.case_clocks import CaseClock


@frozen
class RecomputeClocks:
    """An order to work out again what was provisional, of one case or of all (重算期限)."""

    case: str | None = None


@frozen
class RecomputedClock:
    """A clock whose end was provisional, before and after (重算后的期限)."""

    case: str
    clock: str
    sequence: int
    old: date
    new: date
    provisional: bool


@frozen
class ClocksRecomputed:
    """What was provisional was worked out again; only what has changed is told (期限已重算)."""

    on: date
    clocks: tuple[RecomputedClock, ...]


def recompute(
    clocks: Iterable[CaseClock], calendar: WorkCalendar, on: date
) -> tuple[ClocksRecomputed, tuple[CaseClock, ...]]:
    """Work out again what was provisional: the event, and the clocks that have changed (重算)."""
    told: list[RecomputedClock] = []
    changed: list[CaseClock] = []
    for clock in clocks:
        new = clock.timed(calendar)
        if clock.due is None or new.due is None or new.due == clock.due:
            continue
        changed.append(new)
        told.append(
            RecomputedClock(
                clock.case,
                clock.clock,
                clock.sequence,
                clock.due.on,
                new.due.on,
                new.due.provisional,
            )
        )
    return ClocksRecomputed(on, tuple(told)), tuple(changed)
