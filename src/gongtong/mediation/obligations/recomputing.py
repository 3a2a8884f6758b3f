"""Days that were counted over a year not announced yet, counted again once it is (义务到期日重算)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import due_date
from gongtong.mediation.obligations.duty import Falling, Obligation
from gongtong.mediation.obligations.unlocking import schedule_of


@frozen
class MovedDay:
    """A day that was provisional, before and after (重算后的履行期限).

    `part` is the instalment, from 1; 0 is the last day of the term that a demand gave. A day that stays and is
    provisional no more is told as well: from now on it can be relied on.
    """

    number: int
    part: int
    old: date
    new: date
    provisional: bool


def days_moved(
    obligations: Iterable[Obligation], calendar: WorkCalendar
) -> tuple[tuple[MovedDay, ...], tuple[Obligation, ...]]:
    """Count provisional days again: what has changed, and the obligations as they stand then (重算义务到期日).

    What was said of an obligation stays said: one that is overdue does not become punctual by a day that moved.
    """
    told: list[MovedDay] = []
    changed: list[Obligation] = []
    for one in obligations:
        if one.state.is_open:
            now, moved = _counted_again(one, calendar)
            if moved:
                told += moved
                changed.append(now)
    return tuple(told), tuple(changed)


def is_provisional(one: Obligation) -> bool:
    """Say whether a day of an obligation that is still open waits for a year to be announced (到期日是否暂定)."""
    waits = one.cure_until is not None and one.cure_until.provisional
    return one.state.is_open and (waits or any(part.due.provisional for part in one.schedule))


def _counted_again(one: Obligation, calendar: WorkCalendar) -> tuple[Obligation, list[MovedDay]]:
    moved = []
    schedule = one.schedule
    if one.unlocked_on is not None and any(part.due.provisional for part in schedule):
        counted = schedule_of(one.duty, one.unlocked_on, calendar)
        schedule = tuple(map(_newer, one.schedule, counted))
        moved = [
            MovedDay(one.number, place, was.due.on, now.due.on, now.due.provisional)
            for place, (was, now) in enumerate(zip(one.schedule, schedule, strict=True), 1)
            if was.due != now.due
        ]
    until = one.cure_until
    if until is not None and until.provisional and one.demanded_on is not None:
        until = due_date(one.demanded_on, one.duty.cure, calendar)
        if until != one.cure_until and one.cure_until is not None:
            moved.append(MovedDay(one.number, 0, one.cure_until.on, until.on, until.provisional))
    return evolve(one, schedule=schedule, cure_until=until), moved


def _newer(was: Falling, counted: Falling) -> Falling:
    return counted if was.due.provisional else was
