"""A clock of a case: what it waits for, since when, until when, and what held it up (案件期限)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from gongtong.core.machines.definition import StateClock
from gongtong.core.periods import Span, local_day
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, due_moment
from gongtong.core.workdays.running_terms import Extension, RunningTerm
from gongtong.core.workdays.terms import Term, TimeUnit

HOURS_OF_A_DAY: Final = 24


@frozen
class CaseClock:
    """One run of a clock: `sequence` counts the runs of the same clock in a case (案件期限).

    `due` is nothing while the clock stands still. `told_on` is the day on which it was told that it
    had run out, `stopped_on` the day on which the case no longer waited for it.
    """

    case: str
    clock: str
    sequence: int
    state: str
    zh: str
    term: Term
    started_at: datetime
    due: DueDate | None = None
    event: str = ""
    automatic: bool = False
    pauses: tuple[Span, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stopped_on: date | None = None
    told_on: date | None = None

    @property
    def started_on(self) -> date:
        """The day on which it began, which is not counted (起始日)."""
        return local_day(self.started_at)

    @property
    def is_held(self) -> bool:
        """Whether it stands still, by a pause that has no end yet (是否中止)."""
        return any(pause.end is None for pause in self.pauses)

    @property
    def running_term(self) -> RunningTerm:
        """The term with its pauses and extensions (进行中的期限)."""
        return RunningTerm(self.started_on, self.term, self.pauses, self.extensions)

    def timed(self, calendar: WorkCalendar) -> CaseClock:
        """Give the clock with its due date worked out anew; if that moved, nothing has been told (重算到期日)."""
        due = due_of(self, calendar)
        if due == self.due:
            return self
        has_moved = due is None or self.due is None or due.on != self.due.on
        return evolve(self, due=due, told_on=None if has_moved else self.told_on)

    def held(self, on: date, calendar: WorkCalendar) -> CaseClock:
        """Give the clock as it stands still from a day on (中止)."""
        pauses = self.running_term.paused(on).pauses
        return evolve(self, pauses=pauses).timed(calendar)

    def released(self, on: date, calendar: WorkCalendar) -> CaseClock:
        """Give the clock as it runs again from a day on (恢复)."""
        pauses = self.running_term.resumed(on).pauses
        return evolve(self, pauses=pauses).timed(calendar)

    def extended(self, extension: Extension, calendar: WorkCalendar) -> CaseClock:
        """Give the clock with more time (延长)."""
        return evolve(self, extensions=(*self.extensions, extension)).timed(calendar)

    def has_run_out(self, now: datetime) -> bool:
        """Say whether its last day is over while the case still waits for it (是否届满)."""
        return self.stopped_on is None and self.due is not None and self.due.is_over(now)


def started(case: str, state: str, row: StateClock, *, sequence: int, now: datetime) -> CaseClock:
    """Give a clock as it begins to run in a state, not timed yet (起算)."""
    return CaseClock(
        case=case,
        clock=row.id,
        sequence=sequence,
        state=str(state),
        zh=row.zh,
        term=row.term,
        started_at=now,
        event=str(row.event),
        automatic=row.automatic,
    )


def due_of(clock: CaseClock, calendar: WorkCalendar) -> DueDate | None:
    """Give the end of a clock, or nothing while it stands still (到期).

    A term in hours ends at a moment; each day of a pause puts it off by twenty-four hours, and
    an agreed day counts to its end.
    """
    if clock.term.unit is not TimeUnit.HOUR:
        return clock.running_term.due(calendar)
    if clock.is_held:
        return None
    days = sum(pause.days for pause in clock.pauses)
    due = due_moment(clock.started_at, clock.term.length + days * HOURS_OF_A_DAY)
    agreed = [one.to for one in clock.extensions if isinstance(one.to, date)]
    last = max(agreed, default=due.on)
    return due if last <= due.on else DueDate(last)


def days_left(clock: CaseClock, today: date) -> int | None:
    """Give how many days are left, fewer than none when it is over; nothing while it stands still (剩余天数)."""
    return None if clock.due is None else (clock.due.on - today) // timedelta(days=1)
