"""How working days are known in China, and how terms end, as the default (工作日历规定)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.calendars import RestDays, WorkCalendar
from gongtong.core.workdays.deadlines import NoticeDays
from gongtong.core.workdays.policies import NOTICE_DAYS, REST_DAYS, WORK_CALENDAR
from gongtong.plugins.builtin.cn_work_calendar.announced import announced_year
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

END_OF_TERM: Final = Source("民法典", "第203条", date(2021, 1, 1))
START_OF_TERM: Final = Source("民法典", "第201条", date(2021, 1, 1))
YEARLY_NOTICES: Final = Source(
    "国务院办公厅关于部分节假日安排的通知",
    "每年一件",
    standing=Standing.UNVERIFIED,
    note="各年放假与调休日期；未公布的年度没有安排",
)
WEEKENDS_IN_PRACTICE: Final = Source(
    "期间顺延惯例",
    standing=Standing.HOUSE,
    note="第203条称法定休假日；周末是否在内条文未明说，实务通常一并顺延",
)
CLEAR_DAYS_IN_PRACTICE: Final = Source(
    "通知期限算法",
    standing=Standing.HOUSE,
    note="通知之日依第201条不计入；会议当日是否计入条文未明说，从严不计",
)
CALENDAR: Final = WorkCalendar(announced_year)
"""The calendar of the whole country (全国工作日历)."""


@gongtong_provisions.impl
def provisions_of_working_days() -> Iterable[AnyProvision]:
    """Give the calendar, and the usual readings of how terms end (工作日历规定)."""
    yield Provision(
        "cn.work_calendar",
        WORK_CALENDAR,
        CALENDAR,
        area="",
        in_force=since("2004-01-01"),
        rank=Rank.ADMINISTRATIVE_REGULATION,
        mode=Mode.DEFAULT,
        cites=(END_OF_TERM, YEARLY_NOTICES),
    )
    yield Provision(
        "cn.rest_days",
        REST_DAYS,
        RestDays.WEEKENDS_TOO,
        area="",
        in_force=since("2004-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(WEEKENDS_IN_PRACTICE, END_OF_TERM),
    )
    yield Provision(
        "cn.notice_days",
        NOTICE_DAYS,
        NoticeDays.CLEAR,
        area="",
        in_force=since("2004-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(CLEAR_DAYS_IN_PRACTICE, START_OF_TERM),
    )


plugin: Final = Plugin("cn-work-calendar", hooks=__name__)
