"""A clock of a case, from its first day on."""

from datetime import UTC, date, datetime

from attrs import evolve

from gongtong.core.machines.definition import StateClock
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.running_terms import Extension
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.clocks.case_clocks import days_left, due_of, started
from gongtong.mediation.sources import HOUSE_MEDIATION
from gongtong.testing.disputes import TODAY
from gongtong.testing.duties import PLAIN_WEEK

NOON = datetime(2025, 6, 10, 4, 0, tzinfo=UTC)
ROW = StateClock("mediation_limit", Term(30), "调解期限", HOUSE_MEDIATION, "deadline_expires")
RUNNING = started("2025-001", "ready", ROW, sequence=1, now=NOON).timed(PLAIN_WEEK)


def test_the_day_on_which_it_begins_is_not_counted() -> None:
    """Thirty days from 10 June are 10 July; it is over on the day after."""
    assert RUNNING.started_on == TODAY
    assert RUNNING.due is not None
    assert RUNNING.due.on == date(2025, 7, 10)
    assert not RUNNING.has_run_out(datetime(2025, 7, 10, 4, 0, tzinfo=UTC))
    assert RUNNING.has_run_out(datetime(2025, 7, 11, 4, 0, tzinfo=UTC))
    assert days_left(RUNNING, date(2025, 7, 1)) == 9


def test_a_pause_moves_the_end() -> None:
    """It has none while it stands still; fourteen days of a pause are fourteen days more."""
    held = RUNNING.held(date(2025, 6, 12), PLAIN_WEEK)
    assert (held.is_held, held.due, days_left(held, TODAY)) == (True, None, None)
    assert not held.has_run_out(datetime(2026, 1, 1, tzinfo=UTC))
    again = held.released(date(2025, 6, 26), PLAIN_WEEK)
    assert again.due is not None
    assert again.due.on == date(2025, 7, 24)


def test_more_time_reaches_to_the_day_that_was_agreed() -> None:
    """What had been told is told anew when the end has moved."""
    told = evolve(RUNNING, told_on=TODAY)
    longer = told.extended(Extension(TODAY, ("a", "b"), date(2025, 8, 1)), PLAIN_WEEK)
    assert longer.due is not None
    assert (longer.due.on, longer.told_on) == (date(2025, 8, 1), None)
    assert told.timed(PLAIN_WEEK) is told


def test_hours_end_at_a_moment() -> None:
    """Each day of a pause is twenty-four more; an agreed day counts to its end."""
    hours = evolve(RUNNING, term=Term(48, TimeUnit.HOUR)).timed(PLAIN_WEEK)
    assert hours.due is not None
    assert hours.due.at == datetime(2025, 6, 12, 4, 0, tzinfo=UTC)
    held = hours.held(date(2025, 6, 11), PLAIN_WEEK)
    assert due_of(held, PLAIN_WEEK) is None
    again = held.released(date(2025, 6, 13), PLAIN_WEEK)
    assert again.due is not None
    assert again.due.at == datetime(2025, 6, 14, 4, 0, tzinfo=UTC)
    agreed = hours.extended(Extension(TODAY, ("a",), date(2025, 7, 1)), PLAIN_WEEK)
    assert agreed.due is not None
    assert (agreed.due.on, agreed.due.at) == (date(2025, 7, 1), None)


def test_a_stopped_clock_does_not_run_out() -> None:
    """Nobody waits for it any more; one of an unpublished year is provisional."""
    stopped = evolve(RUNNING, stopped_on=TODAY)
    assert not stopped.has_run_out(datetime(2026, 1, 1, tzinfo=UTC))
    working = evolve(RUNNING, term=Term(3, TimeUnit.WORKING_DAY))
    assert working.timed(WorkCalendar(lambda _: None)).due is not None
