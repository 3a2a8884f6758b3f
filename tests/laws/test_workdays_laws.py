"""Terms against a count by the day, whatever the calendar and the pauses."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.periods import Span
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.calendars import WorkCalendar, YearTable
from gongtong.core.workdays.deadlines import (
    NoticeDays,
    after_months,
    due_before,
    due_date,
    first_day_after,
)
from gongtong.core.workdays.terms import Term, TimeUnit

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
HOUSE = Source("放假安排", standing=Standing.HOUSE)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Draw two years, each with its own days off and worked."""
    tables = {}
    for year in (2025, 2026):
        days = st.dates(date(year, 1, 1), date(year, 12, 31))
        off = draw(st.sets(days, max_size=20))
        weekends = days.filter(lambda day: day.weekday() > 4)
        worked = draw(st.sets(weekends, max_size=8)) - off
        tables[year] = YearTable(year, off, worked, HOUSE)
    return WorkCalendar(tables.get)


@st.composite
def pauses(draw: st.DrawFn) -> list[Span]:
    """Draw pauses, some of which overlap."""
    starts = draw(st.lists(DAYS, max_size=4))
    return [Span(day, day + timedelta(days=draw(st.integers(1, 20)))) for day in starts]


def is_worked(calendar: WorkCalendar, day: date) -> bool:
    """Say it from the table alone."""
    table = calendar.table_of(day.year)
    if table is None:
        return day.isoweekday() <= 5
    return day in table.worked or (day.isoweekday() <= 5 and day not in table.off)


def counted(
    start: date, length: int, calendar: WorkCalendar, stops: list[Span], *, working: bool
) -> date:
    """Walk day by day, counting those that run."""
    day = start
    while length:
        day += timedelta(days=1)
        runs = not any(pause.contains(day) for pause in stops)
        length -= runs and (not working or is_worked(calendar, day))
    return day


@given(start=DAYS, length=st.integers(0, 60), calendar=calendars(), stops=pauses())
def test_working_days_are_those_counted_one_by_one(
    start: date, length: int, calendar: WorkCalendar, stops: list[Span]
) -> None:
    """The last day is the one on which the count is full."""
    due = due_date(start, Term(length, TimeUnit.WORKING_DAY), calendar, pauses=stops)
    assert due.on == counted(start, length, calendar, stops, working=True)


@given(start=DAYS, length=st.integers(0, 90), calendar=calendars(), stops=pauses())
def test_days_are_counted_one_by_one_and_roll_over(
    start: date, length: int, calendar: WorkCalendar, stops: list[Span]
) -> None:
    """The count without rollover, then on to the next day that is worked and not paused."""
    term = Term(length)
    plain = due_date(start, term, calendar, pauses=stops, rolls_over=False).on
    assert plain == counted(start, length, calendar, stops, working=False)
    day = plain
    while not is_worked(calendar, day) or (day > plain and any(p.contains(day) for p in stops)):
        day += timedelta(days=1)
    assert due_date(start, term, calendar, pauses=stops).on == day


@given(start=DAYS, length=st.integers(0, 60), calendar=calendars())
def test_a_year_more_that_is_announced_never_makes_a_settled_date_another(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    """What is not provisional stays, whatever notice comes out afterwards."""
    term = Term(length, TimeUnit.WORKING_DAY)
    told = due_date(start, term, calendar)
    first = date(2027, 1, 1)
    later = calendar.with_table(YearTable(2027, [first, first + timedelta(days=4)], [], HOUSE))
    if not told.provisional:
        assert due_date(start, term, later) == told


@given(
    event=DAYS,
    length=st.integers(0, 40),
    calendar=calendars(),
    counting=st.sampled_from(NoticeDays),
)
def test_backwards_is_the_latest_day_from_which_the_term_is_over_in_time(
    event: date, length: int, calendar: WorkCalendar, counting: NoticeDays
) -> None:
    """The term fits between the two, and from a day later it does not."""
    last = event if counting is NoticeDays.EVENT_COUNTED else event - timedelta(days=1)
    for unit in (TimeUnit.DAY, TimeUnit.WORKING_DAY, TimeUnit.MONTH):
        term = Term(length, unit)
        day = due_before(event, term, calendar, counting=counting).on

        def end(start: date, term: Term = term) -> date:
            return due_date(start, term, calendar, rolls_over=False).on

        assert end(day) <= last
        if length:
            assert end(day + timedelta(days=1)) > last


@given(start=DAYS, count=st.integers(0, 30))
def test_months_and_whole_days_agree_with_the_calendar(start: date, count: int) -> None:
    """The same day of the month or its last; so many whole days lie between."""
    end = after_months(start, count)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
    assert (first_day_after(start, count) - start).days - 1 == count
