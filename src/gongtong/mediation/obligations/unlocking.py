"""What begins when a condition is met: the days of it are counted from then on (条件成就)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, due_date
from gongtong.mediation.obligations.duty import Duty, Falling, Obligation
from gongtong.mediation.obligations.graph import happened_by, to_unlock
from gongtong.mediation.obligations.obligation_machine import ObligationState


@frozen
class Unlocked:
    """An obligation is to be performed now, part by part (义务已成就)."""

    number: int
    schedule: tuple[Falling, ...]


def schedule_of(duty: Duty, unlocked_on: date, calendar: WorkCalendar) -> tuple[Falling, ...]:
    """Give the days on which the parts of an obligation fall due (履行期限表).

    A day that was agreed stands, but nothing is due before it is unlocked.
    """
    return tuple(
        Falling(
            part.amount_fen,
            due_date(unlocked_on, part.within, calendar)
            if part.within is not None
            else DueDate(max(part.on or unlocked_on, unlocked_on)),
        )
        for part in duty.parts
    )


def unlock(
    obligations: Iterable[Obligation],
    events: Mapping[str, date],
    today: date,
    calendar: WorkCalendar,
) -> tuple[Unlocked, ...]:
    """Give everything that has come to be due, with its days (成就各义务)."""
    every = tuple(obligations)
    happened = happened_by(every, events, today)
    return tuple(
        Unlocked(one.number, schedule_of(one.duty, today, calendar))
        for one in to_unlock(every, happened)
    )


def with_unlocked(
    obligations: Iterable[Obligation], unlocked: Iterable[Unlocked], today: date
) -> tuple[Obligation, ...]:
    """Give the obligations as they stand when these were unlocked (成就后的义务)."""
    by_number = {one.number: one for one in unlocked}
    return tuple(
        evolve(
            one,
            state=ObligationState.DUE,
            unlocked_on=today,
            schedule=by_number[one.number].schedule,
        )
        if one.number in by_number
        else one
        for one in obligations
    )
