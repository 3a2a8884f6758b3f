"""What the counting of time leaves open: the calendar, and two readings of the law (期限政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint, Reading
from gongtong.core.workdays.calendars import RestDays, WorkCalendar
from gongtong.core.workdays.deadlines import NoticeDays

WORK_CALENDAR: Final = PolicyPoint[WorkCalendar](
    "core.work_calendar", zh="工作日历", value_type=WorkCalendar
)
"""Which days are worked. Answered by plugins: public holidays are not for a place to decide."""

REST_DAYS: Final = PolicyPoint[RestDays](
    "core.rest_days",
    zh="期间最后一日遇周末是否顺延",
    value_type=RestDays,
    readings=(
        Reading(
            RestDays.WEEKENDS_TOO,
            zh="周末与放假日都顺延",
            en="a term that ends on a weekend or a holiday moves on",
        ),
        Reading(
            RestDays.HOLIDAYS_ONLY,
            zh="只有放假日顺延，平常周末不顺延",
            en="only a term that ends on a holiday moves on",
        ),
    ),
)
"""民法典第203条 speaks of 法定休假日; whether the plain weekend is one is practice, not text."""

NOTICE_DAYS: Final = PolicyPoint[NoticeDays](
    "core.notice_days",
    zh="提前若干日通知时当日是否计入",
    value_type=NoticeDays,
    readings=(
        Reading(
            NoticeDays.CLEAR,
            zh="通知之日与会议之日都不计入",
            en="neither the day of the notice nor the day of the meeting counts",
        ),
        Reading(
            NoticeDays.EVENT_COUNTED,
            zh="通知之日不计入，会议之日计入",
            en="the day of the notice does not count, the day of the meeting does",
        ),
    ),
)
"""How many days lie between a notice and what it announces."""
