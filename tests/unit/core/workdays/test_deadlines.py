"""Deadlines: forwards, backwards, over pauses, and while a year is not announced."""

from datetime import UTC, date, datetime

import pytest

from gongtong.core.periods import Span
from gongtong.core.workdays.calendars import RestDays, WorkCalendar
from gongtong.core.workdays.deadlines import (
    DueDate,
    NoticeDays,
    after_months,
    after_pauses,
    due_before,
    due_date,
    due_moment,
    latest_moment_before,
    recomputed,
)
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.plugins.builtin.cn_work_calendar.announced import announced_year

CHINA = WorkCalendar(announced_year)
UNKNOWN = WorkCalendar(lambda _: None)


def test_hours_count_at_once_and_end_at_a_moment() -> None:
    """24 hours from nine in the morning end at nine; the moment itself is in time."""
    nine = datetime(2026, 3, 2, 1, tzinfo=UTC)
    due = due_moment(nine, 24)
    assert due == DueDate(date(2026, 3, 3), at=datetime(2026, 3, 3, 1, tzinfo=UTC))
    assert not due.is_over(datetime(2026, 3, 3, 1, tzinfo=UTC))
    assert due.is_over(datetime(2026, 3, 3, 1, 0, 1, tzinfo=UTC))
    assert latest_moment_before(nine, 24).at == datetime(2026, 3, 1, 1, tzinfo=UTC)
    for compute in (due_date, due_before):
        with pytest.raises(ValueError, match="hours"):
            compute(date(2026, 3, 2), Term(24, TimeUnit.HOUR), CHINA)


def test_the_last_day_is_in_time_to_its_end() -> None:
    """Nothing is over on the last day where the people live; it is on the next."""
    due = DueDate(date(2026, 3, 3))
    assert not due.is_over(datetime(2026, 3, 3, 15, 59, tzinfo=UTC))
    assert due.is_over(datetime(2026, 3, 3, 16, 0, tzinfo=UTC))


def test_pauses_that_overlap_count_once() -> None:
    """Ten days in June, told twice; a pause before the start is none."""
    pauses = [
        Span(date(2026, 6, 10), date(2026, 6, 18)),
        Span(date(2026, 6, 15), date(2026, 6, 20)),
        Span(date(2026, 5, 1), date(2026, 5, 9)),
    ]
    assert due_date(date(2026, 6, 1), Term(30), CHINA, pauses=pauses).on == date(2026, 7, 13)
    assert after_pauses(date(2026, 6, 1), date(2026, 7, 1), pauses) == date(2026, 7, 11)


def test_a_term_that_stands_still_has_no_end() -> None:
    """A pause without an end is no matter once the term is over before it, and an error otherwise."""
    paused = [Span(date(2026, 6, 10))]
    assert due_date(date(2026, 6, 1), Term(5), CHINA, pauses=paused).on == date(2026, 6, 8)
    with pytest.raises(ValueError, match="stands still from 2026-06-10"):
        due_date(date(2026, 6, 1), Term(30), CHINA, pauses=paused)


def test_a_term_may_end_on_a_day_of_rest_where_the_place_says_so() -> None:
    """30 May 2026 is a plain Saturday: it moves on to Monday, or stays by the other reading."""
    start = date(2026, 5, 15)
    assert due_date(start, Term(15), CHINA).on == date(2026, 6, 1)
    stays = due_date(start, Term(15), CHINA, rests=RestDays.HOLIDAYS_ONLY)
    assert stays.on == date(2026, 5, 30)
    assert due_date(start, Term(15), CHINA, rolls_over=False) == DueDate(date(2026, 5, 30))


def test_a_year_that_is_not_announced_makes_the_date_provisional() -> None:
    """It is computed by the plain week; once the year is out it is told anew, with both dates."""
    term = Term(7, TimeUnit.WORKING_DAY)
    told = due_date(date(2026, 2, 13), term, UNKNOWN)
    assert told == DueDate(date(2026, 2, 24), provisional=True)
    change = recomputed(told, date(2026, 2, 13), term, CHINA)
    assert change.new == DueDate(date(2026, 3, 2))
    assert change.has_moved
    assert change.is_changed
    assert not recomputed(change.new, date(2026, 2, 13), term, CHINA).is_changed


def test_backwards_in_working_days_and_months() -> None:
    """Three clear working days before 8 October 2026 end on 27 September; a month before 31 March."""
    three = Term(3, TimeUnit.WORKING_DAY)
    before = due_before(date(2026, 10, 8), three, CHINA)
    assert CHINA.working_days_between(before.on, date(2026, 10, 7)) == 3
    assert before.on == date(2026, 9, 27)
    looser = due_before(date(2026, 10, 8), three, CHINA, counting=NoticeDays.EVENT_COUNTED)
    assert looser.on == date(2026, 9, 28)
    month = due_before(
        date(2026, 3, 31), Term(1, TimeUnit.MONTH), CHINA, counting=NoticeDays.EVENT_COUNTED
    )
    assert after_months(month.on, 1) <= date(2026, 3, 31)
    assert month.on == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_the_corresponding_day_or_the_end_of_the_month(start: date, count: int, end: date) -> None:
    """31 January and a month is the last day of February."""
    assert after_months(start, count) == end
