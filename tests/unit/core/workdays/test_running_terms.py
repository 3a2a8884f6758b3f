"""Running terms: what pauses and extensions make of a term."""

from datetime import date

import pytest

from gongtong.core.periods import Span
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.running_terms import Extension, RunningTerm
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.plugins.builtin.cn_work_calendar.announced import announced_year

CHINA = WorkCalendar(announced_year)
JUNE = RunningTerm(date(2026, 6, 1), Term(30))


def test_a_pause_moves_the_end_by_the_days_it_lasted() -> None:
    """Stopped on 10 June and running again from the 24th: fourteen days later, and nothing meanwhile."""
    stopped = JUNE.paused(date(2026, 6, 10))
    assert stopped.due(CHINA) is None
    assert stopped.is_paused(date(2026, 6, 30))
    assert stopped.days_counted(date(2026, 6, 20)) == 8
    resumed = stopped.resumed(date(2026, 6, 24))
    assert resumed.pauses == (Span(date(2026, 6, 10), date(2026, 6, 24)),)
    assert resumed.due(CHINA) == DueDate(date(2026, 7, 15))


def test_a_pause_taken_back_on_its_first_day_was_none() -> None:
    """Nothing is left of it."""
    assert JUNE.paused(date(2026, 6, 10)).resumed(date(2026, 6, 10)) == JUNE


def test_what_does_not_stand_still_is_not_resumed() -> None:
    """Neither is a term paused twice."""
    with pytest.raises(ValueError, match="does not stand still"):
        JUNE.resumed(date(2026, 6, 24))
    with pytest.raises(ValueError, match="stands still on"):
        JUNE.paused(date(2026, 6, 10)).paused(date(2026, 6, 12))


def test_an_extension_adds_to_the_due_date_and_never_takes_from_it() -> None:
    """Ten days more from 1 July are 11 July, a Saturday: Monday the 13th; a day before the end changes nothing."""
    more = JUNE.extended(Extension(date(2026, 6, 20), ("a", "b"), Term(10)))
    assert more.due(CHINA) == DueDate(date(2026, 7, 13))
    to = JUNE.extended(Extension(date(2026, 6, 20), ("a", "b"), date(2026, 8, 1)))
    assert to.due(CHINA) == DueDate(date(2026, 8, 1))
    less = JUNE.extended(Extension(date(2026, 6, 20), ("a", "b"), date(2026, 6, 25)))
    assert less.due(CHINA) == JUNE.due(CHINA)


def test_an_extension_names_who_agreed() -> None:
    """Nobody extends a term alone by saying nothing."""
    with pytest.raises(ValueError, match="who agreed"):
        Extension(date(2026, 6, 20), (), Term(10))


def test_an_announced_year_settles_what_was_provisional() -> None:
    """The date told while the year was unknown, and the date now; nothing while the term stands still."""
    winter = RunningTerm(date(2026, 2, 13), Term(7, TimeUnit.WORKING_DAY))
    told = winter.due(WorkCalendar(lambda _: None))
    assert told == DueDate(date(2026, 2, 24), provisional=True)
    change = winter.recomputed(told, CHINA)
    assert change is not None
    assert change.new == DueDate(date(2026, 3, 2))
    assert winter.paused(date(2026, 2, 14)).recomputed(told, CHINA) is None
