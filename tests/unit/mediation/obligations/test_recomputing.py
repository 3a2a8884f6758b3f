"""A day that was counted over a year not announced yet is counted again once it is."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Source
from gongtong.core.workdays.calendars import WorkCalendar, YearTable
from gongtong.core.workdays.deadlines import DueDate, due_date
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.obligations.duty import Instalment, Obligation
from gongtong.mediation.obligations.lapsing import LapsingFacts, let_time_pass
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.recomputing import MovedDay, days_moved, is_provisional
from gongtong.mediation.obligations.unlocking import schedule_of
from gongtong.testing.disputes import CASE, TODAY
from gongtong.testing.duties import PLAIN_WEEK, due, pay

THREE_DAYS = Term(3, TimeUnit.WORKING_DAY)
PARTS = (Instalment(100, THREE_DAYS), Instalment(200, on=date(2025, 6, 12)))
DUTY = pay(1, amount_fen=300, within=None, instalments=PARTS, cure=THREE_DAYS)
WAITS = due(DUTY, schedule=schedule_of(DUTY, TODAY, PLAIN_WEEK))
OFF = [date(2025, 6, day) for day in (11, 12, 13)]
ANNOUNCED = WorkCalendar({2025: YearTable(2025, OFF, (), Source("国务院办公厅通知"))}.get)
FRIDAY, WEDNESDAY = date(2025, 6, 13), date(2025, 6, 18)


def test_a_provisional_day_is_counted_again() -> None:
    """Wednesday to Friday are off: three working days end on Wednesday; a day that was agreed stays where it is."""
    assert is_provisional(WAITS)
    told, (now,) = days_moved((WAITS,), ANNOUNCED)
    assert told == (MovedDay(1, 1, FRIDAY, WEDNESDAY, provisional=False),)
    assert [part.due.on for part in now.schedule] == [WEDNESDAY, date(2025, 6, 12)]
    assert [part.amount_fen for part in now.schedule] == [100, 200]
    assert not is_provisional(now)
    assert days_moved((now,), ANNOUNCED) == ((), ())


def test_a_day_that_stays_is_told_when_it_can_be_relied_on() -> None:
    """The year is announced and moves nothing."""
    calm = WorkCalendar({2025: YearTable(2025, (), (), Source("国务院办公厅通知"))}.get)
    told, (now,) = days_moved((WAITS,), calm)
    assert told == (MovedDay(1, 1, FRIDAY, FRIDAY, provisional=False),)
    assert not is_provisional(now)


def test_while_the_year_is_not_announced_nothing_is_told() -> None:
    """The plain week again, and the day stays provisional."""
    assert days_moved((WAITS,), PLAIN_WEEK) == ((), ())


def test_the_term_of_a_demand_is_counted_again() -> None:
    """It is part 0; what had been said of the obligation stays said."""
    until = due_date(TODAY, THREE_DAYS, PLAIN_WEEK)
    settled = tuple(evolve(part, due=DueDate(TODAY)) for part in WAITS.schedule)
    late = evolve(WAITS, state=S.OVERDUE, schedule=settled, demanded_on=TODAY, cure_until=until)
    assert is_provisional(late)
    told, (now,) = days_moved((late,), ANNOUNCED)
    assert told == (MovedDay(1, 0, FRIDAY, WEDNESDAY, provisional=False),)
    assert (now.state, now.schedule) == (S.OVERDUE, settled)


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(evolve(WAITS, state=S.FULFILLED), id="it is performed"),
        pytest.param(due(DUTY, schedule=()), id="it waits"),
        pytest.param(due(pay(2), TODAY), id="its day is certain"),
    ],
)
def test_what_does_not_hang_on_a_year(one: Obligation) -> None:
    """Nothing is counted again."""
    assert not is_provisional(one)
    assert days_moved((one,), ANNOUNCED) == ((), ())


@pytest.mark.parametrize(
    ("today", "overdue"), [(WEDNESDAY, ()), (date(2025, 6, 19), (1,))], ids=["its day", "after it"]
)
def test_time_judges_by_the_day_as_it_is_now(today: date, overdue: tuple[int, ...]) -> None:
    """By the day that was provisional it would be overdue since Saturday."""
    first = due(evolve(DUTY, instalments=(), amount_fen=100, within=THREE_DAYS))
    one = evolve(first, schedule=schedule_of(first.duty, TODAY, PLAIN_WEEK))
    told = let_time_pass(CASE.number, LapsingFacts({1: one}, {}, today, lambda: ANNOUNCED))
    assert told.moved == (MovedDay(1, 1, FRIDAY, WEDNESDAY, provisional=False),)
    assert told.overdue == overdue
    assert not told.is_empty
