"""Calendars: the plain week, and the days of a year that differ from it."""

from datetime import date

import pytest

from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.calendars import DayKind, RestDays, WorkCalendar, YearTable

NOTICE = Source("放假安排", standing=Standing.HOUSE)
AUTUMN = YearTable(
    2026,
    [date(2026, 9, day) for day in (25, 26, 27)],
    [date(2026, 9, 20), date(2026, 10, 10)],
    NOTICE,
)
CALENDAR = WorkCalendar({2026: AUTUMN}.get)


@pytest.mark.parametrize(
    ("day", "kind", "worked"),
    [
        (date(2026, 9, 18), DayKind.WORKDAY, True),
        (date(2026, 9, 19), DayKind.WEEKEND, False),
        (date(2026, 9, 20), DayKind.MAKE_UP, True),
        (date(2026, 9, 25), DayKind.HOLIDAY, False),
        (date(2026, 9, 26), DayKind.HOLIDAY, False),
    ],
)
def test_a_day_is_what_its_year_says(day: date, kind: DayKind, worked: bool) -> None:
    """A Sunday that makes up is worked, a Friday of the festival is off."""
    assert CALENDAR.kind_of(day) is kind
    assert CALENDAR.is_worked(day) is worked
    assert kind.zh


def test_a_year_without_a_table_is_the_plain_week() -> None:
    """It is judged by the weekday, and said not to be published."""
    assert not CALENDAR.is_published(2027)
    assert CALENDAR.is_worked(date(2027, 1, 1))
    assert not CALENDAR.is_worked(date(2027, 1, 2))


def test_an_added_table_goes_before_the_others() -> None:
    """A notice that is out before the package knows it settles its year."""
    table = YearTable(2027, [date(2027, 1, 1)], [], NOTICE)
    added = CALENDAR.with_table(table)
    assert added.is_published(2027)
    assert not added.is_worked(date(2027, 1, 1))
    assert added.with_table(table).added == (table,)
    with pytest.raises(ValueError, match="two tables"):
        WorkCalendar(lambda _: None, (table, table))


def test_the_last_days_of_a_year_wait_for_the_next_notice() -> None:
    """The notice of a year has reached back to 29 December: 28 December 2026 is settled, the 29th is not."""
    assert CALENDAR.is_settled(date(2026, 12, 1), date(2026, 12, 28))
    assert not CALENDAR.is_settled(date(2026, 12, 1), date(2026, 12, 29))


def test_what_rests_is_a_reading() -> None:
    """A plain Saturday moves a term on in one reading and not in the other; a holiday does in both."""
    saturday, holiday = date(2026, 9, 19), date(2026, 9, 25)
    assert CALENDAR.is_rest(saturday)
    assert not CALENDAR.is_rest(saturday, RestDays.HOLIDAYS_ONLY)
    assert CALENDAR.is_rest(holiday, RestDays.HOLIDAYS_ONLY)


def test_working_days_between_two_days() -> None:
    """From Friday the 18th to Tuesday the 29th: 20 to 24, 28 and 29 September."""
    assert CALENDAR.working_days_between(date(2026, 9, 18), date(2026, 9, 29)) == 7
    assert CALENDAR.next_worked(date(2026, 9, 25)) == date(2026, 9, 28)
    assert AUTUMN.working_days == 261 - 1 + 2


@pytest.mark.parametrize(
    ("off", "worked", "message"),
    [
        ([date(2025, 1, 1)], [], "does not lie in 2026"),
        ([], [date(2026, 9, 21)], "name weekend days only"),
        ([date(2026, 9, 20)], [date(2026, 9, 20)], "both off and worked"),
    ],
)
def test_a_table_that_cannot_be_is_refused(
    off: list[date], worked: list[date], message: str
) -> None:
    """Days of another year, a workday that is worked anyway, a day both off and worked."""
    with pytest.raises(ValueError, match=message):
        YearTable(2026, off, worked, NOTICE)
