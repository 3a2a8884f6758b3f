"""The day on which a term ends (截止日).

The day on which a term begins is not counted; a last day that is a day of rest moves to the next working
day (民法典第200条至第203条). What rests on a year whose arrangement is not published is provisional.
"""

from __future__ import annotations

import calendar as months
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.periods import Span, local_day
from gongtong.core.rulings import Source
from gongtong.core.workdays.calendars import ONE_DAY, RestDays, WorkCalendar
from gongtong.core.workdays.terms import Term, TimeUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTING_TIME: Final = Source("民法典", "第200条至第203条", date(2021, 1, 1))


class NoticeDays(StrEnum):
    """Which days count between a notice and what it announces (通知期限算法).

    The day of the notice never counts; the day of the event does in the looser reading.
    """

    CLEAR = "clear"
    EVENT_COUNTED = "event_counted"


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


@frozen
class Recomputed:
    """A due date before and after the arrangement of a year was published (到期日重算)."""

    old: DueDate
    new: DueDate

    @property
    def has_moved(self) -> bool:
        """Whether it is another day now (日期是否变动)."""
        return self.old.on != self.new.on

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to tell: another day, or the same one and now for certain (是否变动)."""
        return self.old != self.new


def due_date(
    start: date,
    term: Term,
    calendar: WorkCalendar,
    *,
    pauses: Iterable[Span] = (),
    rolls_over: bool = True,
    rests: RestDays = RestDays.WEEKENDS_TOO,
) -> DueDate:
    """Give the last day of a term that begins on a day (计算到期日).

    Days inside a pause are not counted. Raises `ValueError` for a term in hours, see `due_moment`,
    and for a term that stands still because a pause has no end yet.
    """
    if term.unit is TimeUnit.HOUR:
        raise ValueError("a term in hours ends at a moment: use due_moment")
    closed, still_from = _in_order(pauses)
    last = _last_day(start, term, calendar, closed)
    if term.unit is TimeUnit.WORKING_DAY:
        due = DueDate(last, provisional=not calendar.is_settled(min(start + ONE_DAY, last), last))
    elif rolls_over:
        rolled = _rolled(last, calendar, rests, closed)
        due = DueDate(rolled, provisional=not calendar.is_settled(last, rolled))
    else:
        due = DueDate(last)
    if still_from is not None and still_from <= due.on:
        raise ValueError(f"the term stands still from {still_from} on: the pause has no end yet")
    return due


def due_moment(start: datetime, hours: int) -> DueDate:
    """Give the moment at which a term in hours ends; hours count at once (计算到期时刻)."""
    at = start + timedelta(hours=hours)
    return DueDate(local_day(at), provisional=False, at=at)


def recomputed(
    old: DueDate,
    start: date,
    term: Term,
    calendar: WorkCalendar,
    *,
    pauses: Iterable[Span] = (),
    rolls_over: bool = True,
    rests: RestDays = RestDays.WEEKENDS_TOO,
) -> Recomputed:
    """Give a due date as it was told and as it is by what is published now (重算到期日)."""
    new = due_date(start, term, calendar, pauses=pauses, rolls_over=rolls_over, rests=rests)
    return Recomputed(old, new)


def latest_day_before(event: date, days: int, *, clear: bool = True) -> date:
    """Give the last day on which something must happen so many days before an event (倒推截止日).

    `clear` days lie between the two, neither of which is counted; otherwise the event is counted.
    """
    return event - timedelta(days=days + (1 if clear else 0))


def due_before(
    event: date, term: Term, calendar: WorkCalendar, *, counting: NoticeDays = NoticeDays.CLEAR
) -> DueDate:
    """Give the last day for something that must come a whole term before an event (提前期限).

    It is not moved on when it is a day of rest, for then the term would be cut short. Raises
    `ValueError` for a term in hours, see `latest_moment_before`.
    """
    clear = counting is NoticeDays.CLEAR
    last_counted = event - ONE_DAY if clear else event
    match term.unit:
        case TimeUnit.HOUR:
            raise ValueError("a term in hours ends at a moment: use latest_moment_before")
        case TimeUnit.DAY:
            return DueDate(latest_day_before(event, term.length, clear=clear))
        case TimeUnit.MONTH:
            return DueDate(_months_before(last_counted, term.length))
        case TimeUnit.WORKING_DAY:
            day = _working_days_before(last_counted, term.length, calendar)
            return DueDate(day, provisional=not calendar.is_settled(day, last_counted))


def latest_moment_before(event: datetime, hours: int) -> DueDate:
    """Give the last moment for something that must come so many hours before an event (倒推时刻)."""
    return due_moment(event, -hours)


def first_day_after(start: date, days: int) -> date:
    """Give the first day on which so many whole days have passed, the first not counted (届满次日)."""
    return start + timedelta(days=days + 1)


def after_months(start: date, count: int) -> date:
    """Give the corresponding day so many months later, or the last day of that month (对应日)."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def after_pauses(start: date, last: date, pauses: Iterable[Span]) -> date:
    """Move a last day on by the days after the start that are inside a pause (中止顺延).

    A pause that begins after the last day, as moved, is none of its business, and neither is one
    that is still open.
    """
    return _pushed(start, last, _in_order(pauses)[0])


def _in_order(pauses: Iterable[Span]) -> tuple[list[tuple[date, date]], date | None]:
    """Give the pauses that have ended, none touching the next, and from when one is open."""
    ended: list[tuple[date, date]] = []
    still_from: date | None = None
    for pause in sorted(pauses):
        if pause.end is None:
            still_from = pause.start if still_from is None else still_from
        elif ended and pause.start <= ended[-1][1]:
            ended[-1] = (ended[-1][0], max(ended[-1][1], pause.end))
        else:
            ended.append((pause.start, pause.end))
    return ended, still_from


def _last_day(
    start: date, term: Term, calendar: WorkCalendar, pauses: list[tuple[date, date]]
) -> date:
    match term.unit:
        case TimeUnit.WORKING_DAY:
            return _after_working_days(start, term.length, calendar, pauses)
        case TimeUnit.MONTH:
            return _pushed(start, after_months(start, term.length), pauses)
        case _:
            return _pushed(start, start + timedelta(days=term.length), pauses)


def _is_paused(day: date, pauses: list[tuple[date, date]]) -> bool:
    return any(start <= day < end for start, end in pauses)


def _after_working_days(
    day: date, count: int, calendar: WorkCalendar, pauses: list[tuple[date, date]]
) -> date:
    is_worked = calendar.is_worked
    while count:
        day += ONE_DAY
        if is_worked(day) and not (pauses and _is_paused(day, pauses)):
            count -= 1
    return day


def _pushed(start: date, last: date, pauses: list[tuple[date, date]]) -> date:
    for first, end in pauses:
        counted_from = max(first, start + ONE_DAY)
        if counted_from > last:
            break
        if counted_from < end:
            last += end - counted_from
    return last


def _rolled(
    last: date, calendar: WorkCalendar, rests: RestDays, pauses: list[tuple[date, date]]
) -> date:
    day = last
    while calendar.is_rest(day, rests) or (day > last and _is_paused(day, pauses)):
        day += ONE_DAY
    return day


def _working_days_before(last_counted: date, count: int, calendar: WorkCalendar) -> date:
    day = last_counted
    while count:
        if calendar.is_worked(day):
            count -= 1
        day -= ONE_DAY
    return day


def _months_before(last_counted: date, count: int) -> date:
    """Give the latest day from which so many months are over on the last day that counts."""
    day = after_months(last_counted, -count)
    while after_months(day + ONE_DAY, count) <= last_counted:
        day += ONE_DAY
    return day
