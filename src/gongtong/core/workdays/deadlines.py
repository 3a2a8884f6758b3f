"""The day on which a term ends (截止日).

The day on which a term begins is not counted; a last day that is a day of rest moves to the next working
day (民法典第200条至第203条). What rests on a year whose arrangement is not published is provisional.
"""

from __future__ import annotations

import calendar as months
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.periods import Span, local_day
from gongtong.core.rulings import Source
from gongtong.core.workdays.calendars import ONE_DAY, WorkCalendar
from gongtong.core.workdays.terms import Term, TimeUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTING_TIME: Final = Source("民法典", "第200条至第203条", date(2021, 1, 1))


@frozen
class DueDate:
    """The last day of a term, and whether an arrangement that is yet to be published may move it (到期日).

    `at` is the exact moment where the term is counted in hours.
    """

    on: date
    provisional: bool = False
    at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Say whether the term has run out; the last day is in time to its end (是否逾期)."""
        return self.at < now if self.at is not None else self.on < local_day(now)


def due_date(
    start: date,
    term: Term,
    calendar: WorkCalendar,
    *,
    pauses: Iterable[Span] = (),
    rolls_over: bool = True,
) -> DueDate:
    """Give the last day of a term that begins on a day (计算到期日).

    Days inside a pause are not counted. Raises `ValueError` for a term in hours: see `due_moment`.
    """
    paused = tuple(pauses)
    if term.unit is TimeUnit.HOUR:
        raise ValueError("a term in hours ends at a moment: use due_moment")
    if term.unit is TimeUnit.WORKING_DAY:
        last = _after_working_days(start, term.length, calendar, paused)
        return DueDate(last, _is_provisional(calendar, start, last))
    if term.unit is TimeUnit.MONTH:
        last = _after_days(after_months(start, term.length), 0, paused, since=start)
    else:
        last = _after_days(start, term.length, paused)
    if not rolls_over:
        return DueDate(last)
    rolled = calendar.next_worked(last)
    return DueDate(rolled, _is_provisional(calendar, last, rolled))


def due_moment(start: datetime, hours: int) -> DueDate:
    """Give the moment at which a term in hours ends; hours count at once (计算到期时刻)."""
    at = start + timedelta(hours=hours)
    return DueDate(local_day(at), provisional=False, at=at)


def latest_day_before(event: date, days: int, *, clear: bool = True) -> date:
    """Give the last day on which something must happen so many days before an event (倒推截止日).

    `clear` days lie between the two, neither of which is counted; otherwise the earlier one is.
    """
    return event - timedelta(days=days + (1 if clear else 0))


def first_day_after(start: date, days: int) -> date:
    """Give the first day on which so many whole days have passed, the first not counted (届满次日)."""
    return start + timedelta(days=days + 1)


def after_months(start: date, count: int) -> date:
    """Give the corresponding day so many months later, or the last day of that month (对应日)."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _is_paused(day: date, pauses: tuple[Span, ...]) -> bool:
    return any(pause.contains(day) for pause in pauses)


def _after_working_days(
    day: date, count: int, calendar: WorkCalendar, pauses: tuple[Span, ...]
) -> date:
    while count:
        day += ONE_DAY
        if calendar.is_worked(day) and not _is_paused(day, pauses):
            count -= 1
    return day


def _after_days(
    start: date, count: int, pauses: tuple[Span, ...], *, since: date | None = None
) -> date:
    """Step on so many days that are not paused; pauses between `since` and `start` are made good."""
    if since is not None:
        count += sum(
            _is_paused(since + timedelta(days=step), pauses)
            for step in range(1, (start - since).days + 1)
        )
    while count:
        start += ONE_DAY
        if not _is_paused(start, pauses):
            count -= 1
    return start


def _is_provisional(calendar: WorkCalendar, first: date, last: date) -> bool:
    return any(not calendar.is_published(year) for year in range(first.year, last.year + 1))
