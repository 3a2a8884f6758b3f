"""Dates that the arrangement of a year has moved."""

from datetime import UTC, date, datetime

from gongtong.core.machines.definition import StateClock
from gongtong.core.rulings import Source
from gongtong.core.workdays.calendars import WorkCalendar, YearTable
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.clocks.case_clocks import started
from gongtong.mediation.clocks.recomputing import recompute
from gongtong.mediation.sources import HOUSE_MEDIATION
from gongtong.testing.disputes import TODAY
from gongtong.testing.duties import PLAIN_WEEK

ROW = StateClock("contact", Term(3, TimeUnit.WORKING_DAY), "联系当事人", HOUSE_MEDIATION)
NOW = datetime(2025, 6, 10, 4, 0, tzinfo=UTC)
WAITING = started("2025-001", "consulting", ROW, sequence=1, now=NOW).timed(PLAIN_WEEK)
NOTICE = Source("国务院办公厅通知")


def test_what_was_provisional_is_told_with_the_old_and_the_new_day() -> None:
    """Wednesday to Friday are off: three working days end on Wednesday of the next week."""
    off = [date(2025, 6, day) for day in (11, 12, 13)]
    published = WorkCalendar({2025: YearTable(2025, off, (), NOTICE)}.get)
    event, changed = recompute((WAITING,), published, TODAY)
    (told,) = event.clocks
    assert (told.old, told.new, told.provisional) == (
        date(2025, 6, 13),
        date(2025, 6, 18),
        False,
    )
    assert len(changed) == 1


def test_what_has_not_changed_is_not_told() -> None:
    """The plain week again."""
    event, changed = recompute((WAITING,), PLAIN_WEEK, TODAY)
    assert (event.clocks, changed) == ((), ())
