"""A term with what happened to it: pauses, and extensions that were agreed (进行中的期限)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from gongtong.core.periods import Span
from gongtong.core.workdays.calendars import RestDays, WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, Recomputed, after_pauses, due_date
from gongtong.core.workdays.terms import Term

if TYPE_CHECKING:
    from attrs import Attribute


def _somebody(_: object, __: Attribute[tuple[str, ...]], agreed_by: tuple[str, ...]) -> None:
    if not agreed_by:
        raise ValueError("an extension names who agreed to it")


@frozen
class Extension:
    """More time that was agreed to: by a term from the due date on, or up to a day (期限延长)."""

    agreed_on: date
    agreed_by: tuple[str, ...] = field(validator=_somebody)
    to: Term | date


@frozen
class RunningTerm:
    """A term from its first day on, with its pauses and extensions (进行中的期限)."""

    start: date
    term: Term
    pauses: tuple[Span, ...] = ()
    extensions: tuple[Extension, ...] = ()
    rolls_over: bool = True

    def due(
        self, calendar: WorkCalendar, rests: RestDays = RestDays.WEEKENDS_TOO
    ) -> DueDate | None:
        """Give the last day, or nothing while a pause that is still open holds it up (到期日)."""
        ended = evolve(self, pauses=tuple(pause for pause in self.pauses if pause.end is not None))
        due = ended._due_after(calendar, rests)  # noqa: SLF001 - the same class
        still = (pause for pause in self.pauses if pause.end is None)
        return None if any(pause.start <= due.on for pause in still) else due

    def paused(self, on: date) -> RunningTerm:
        """Give the term as it stands still from a day on (中止)."""
        if self.is_paused(on):
            raise ValueError(f"the term stands still on {on} already")
        return evolve(self, pauses=(*self.pauses, Span(on)))

    def resumed(self, on: date) -> RunningTerm:
        """Give the term as it runs again from a day on, which is counted (恢复).

        A pause that is taken back on its first day has not been one.
        """
        open_ones = [pause for pause in self.pauses if pause.end is None]
        if not open_ones or on < open_ones[0].start:
            raise ValueError(f"the term does not stand still on {on}")
        first = open_ones[0].start
        ended = tuple(pause for pause in self.pauses if pause.end is not None)
        return evolve(self, pauses=ended if on == first else (*ended, Span(first, on)))

    def extended(self, extension: Extension) -> RunningTerm:
        """Give the term with one extension more (延长)."""
        return evolve(self, extensions=(*self.extensions, extension))

    def is_paused(self, day: date) -> bool:
        """Say whether the term stands still on a day (是否中止)."""
        return any(pause.contains(day) for pause in self.pauses)

    def days_counted(self, until: date) -> int:
        """Count the days after the first that have run up to and with a day, pauses left out (已计天数)."""
        days = (
            self.start + timedelta(days=step) for step in range(1, (until - self.start).days + 1)
        )
        return sum(not self.is_paused(day) for day in days)

    def recomputed(
        self, old: DueDate, calendar: WorkCalendar, rests: RestDays = RestDays.WEEKENDS_TOO
    ) -> Recomputed | None:
        """Give a due date as it was told and as it is now; nothing while the term stands still (重算)."""
        new = self.due(calendar, rests)
        return None if new is None else Recomputed(old, new)

    def _due_after(self, calendar: WorkCalendar, rests: RestDays) -> DueDate:
        due = self._ending(self.start, self.term, calendar, rests)
        for extension in self.extensions:
            if isinstance(extension.to, date):
                later = (pause for pause in self.pauses if pause.start > extension.agreed_on)
                due_then = DueDate(after_pauses(extension.agreed_on, extension.to, later))
            else:
                further = self._ending(due.on, extension.to, calendar, rests)
                due_then = evolve(further, provisional=further.provisional or due.provisional)
            # an agreement gives more time, never less
            due = max(due, due_then, key=lambda one: one.on)
        return due

    def _ending(self, start: date, term: Term, calendar: WorkCalendar, rests: RestDays) -> DueDate:
        return due_date(
            start, term, calendar, pauses=self.pauses, rolls_over=self.rolls_over, rests=rests
        )
