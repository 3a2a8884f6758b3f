"""How time is counted: 民法典 第200条至第204条, with the holidays as they were announced."""

from datetime import date

import pytest

from gongtong.core.periods import Span
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.calendars import RestDays, WorkCalendar, YearTable
from gongtong.core.workdays.deadlines import (
    DueDate,
    NoticeDays,
    due_before,
    due_date,
    first_day_after,
)
from gongtong.core.workdays.policies import NOTICE_DAYS, REST_DAYS, WORK_CALENDAR
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.plugins.builtin.cn_work_calendar.announced import announced_year
from gongtong.plugins.host import Host

CODE = "民法典"
BOOK = Host.installed().book
DAY = date(2026, 9, 1)
CHINA: WorkCalendar = BOOK.resolve(WORK_CALENDAR, "421003", DAY).value


def working_days(length: int) -> Term:
    return Term(length, TimeUnit.WORKING_DAY)


@pytest.mark.policy(source=CODE, clause="第201条")
def test_the_day_on_which_a_term_begins_is_not_counted() -> None:
    """按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算: 30 days from 2 March 2026 end on 1 April."""
    assert due_date(date(2026, 3, 2), Term(30), CHINA) == DueDate(date(2026, 4, 1))


@pytest.mark.policy(source=CODE, clause="第202条")
def test_a_month_ends_on_the_corresponding_day_or_on_the_last_of_the_month() -> None:
    """没有对应日的，月末日为期间的最后一日: a month from 31 January 2026 ends on 28 February, a Saturday that is worked."""
    month = Term(1, TimeUnit.MONTH)
    assert due_date(date(2026, 1, 31), month, CHINA) == DueDate(date(2026, 2, 28))


@pytest.mark.policy(source=CODE, clause="第203条")
def test_a_last_day_of_rest_moves_to_the_day_after_the_holiday() -> None:
    """期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日: 5 October 2026 becomes 8 October."""
    assert due_date(date(2026, 9, 5), Term(30), CHINA) == DueDate(date(2026, 10, 8))
    (first, second) = BOOK.resolve(WORK_CALENDAR, "421003", DAY).provision.cites
    assert (first.title, first.article) == (CODE, "第203条")
    assert second.standing is Standing.UNVERIFIED


@pytest.mark.policy(source="house", clause="core.rest_days")
def test_whether_a_plain_weekend_moves_a_term_is_a_reading_that_can_be_chosen() -> None:
    """The text says 法定休假日; by default weekends move a term too, and the answer cites practice, not law."""
    answer = BOOK.resolve(REST_DAYS, "421003", DAY)
    assert answer.value is RestDays.WEEKENDS_TOO
    assert answer.provision.cites[0].standing is Standing.HOUSE
    assert [reading.value for reading in REST_DAYS.readings] == list(RestDays)


@pytest.mark.policy(source="国务院办公厅放假安排", clause="2026年")
@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (
            date(2026, 9, 18),
            7,
            date(2026, 9, 29),
        ),  # Sunday the 20th is worked, Friday the 25th is off
        (
            date(2026, 2, 13),
            3,
            date(2026, 2, 25),
        ),  # Saturday the 14th is worked, then nine days off
    ],
)
def test_working_days_follow_the_announced_holidays(start: date, length: int, end: date) -> None:
    """Weekend days that make up are worked, holidays are not."""
    assert due_date(start, working_days(length), CHINA) == DueDate(end)


@pytest.mark.policy(source="国务院办公厅放假安排", clause="2026年")
def test_2026_has_248_working_days() -> None:
    """19 weekdays off and 6 weekend days worked; 2025 and 2024 were announced as well."""
    assert [
        table.working_days for year in (2024, 2025, 2026) if (table := announced_year(year))
    ] == [251, 248, 248]


@pytest.mark.policy(source="house", clause="core.work_calendar")
def test_a_date_that_rests_on_a_year_not_announced_is_provisional_until_it_is() -> None:
    """Seven working days from 28 December of the last announced year; a table that is added settles them."""
    last = max(year for year in range(2020, 2100) if announced_year(year))
    told = due_date(date(last, 12, 28), working_days(7), CHINA)
    assert told.provisional
    table = YearTable(
        last + 1, [date(last + 1, 1, 1)], [], Source("放假安排", standing=Standing.HOUSE)
    )
    settled = due_date(date(last, 12, 28), working_days(7), CHINA.with_table(table))
    assert not settled.provisional


@pytest.mark.policy(source="城市居民委员会组织法", clause="第34条")
def test_what_is_posted_for_fifteen_days_may_come_down_on_the_sixteenth() -> None:
    """公布的期限不得少于十五日: posted on 25 September 2026 it may come down on 11 October, not before."""
    assert first_day_after(date(2026, 9, 25), 15) == date(2026, 10, 11)


@pytest.mark.policy(source="house", clause="core.notice_days")
def test_notice_is_counted_backwards_by_clear_days_unless_the_place_says_otherwise() -> None:
    """Ten days before a meeting on 18 October 2026: by the 7th, or by the 8th where the day of the meeting counts."""
    meeting = date(2026, 10, 18)
    assert BOOK.resolve(NOTICE_DAYS, "421003", DAY).value is NoticeDays.CLEAR
    assert due_before(meeting, Term(10), CHINA).on == date(2026, 10, 7)
    looser = due_before(meeting, Term(10), CHINA, counting=NoticeDays.EVENT_COUNTED)
    assert looser.on == date(2026, 10, 8)


@pytest.mark.policy(source="house", clause="期限中止")
def test_days_of_a_pause_are_not_counted() -> None:
    """30 days from 1 June 2026 with a pause from 10 to 24 June end on 15 July."""
    pause = Span(date(2026, 6, 10), date(2026, 6, 24))
    due = due_date(date(2026, 6, 1), Term(30), CHINA, pauses=[pause])
    assert due == DueDate(date(2026, 7, 15))
