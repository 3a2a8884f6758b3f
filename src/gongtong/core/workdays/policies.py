"""What the counting of time leaves open: the calendar of working days (期限政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.core.workdays.calendars import WorkCalendar

WORK_CALENDAR: Final = PolicyPoint[WorkCalendar](
    "core.work_calendar", zh="工作日历", value_type=WorkCalendar
)
