"""`gongtong workdays`: count terms by the working days of a place (工作日命令)."""

from __future__ import annotations

import calendar as months
import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.community import Gongtong
from gongtong.core.codec import to_json
from gongtong.core.errors import InputError
from gongtong.core.periods import SHANGHAI, Span
from gongtong.core.tabular import problem_at
from gongtong.core.workdays.calendars import DayKind
from gongtong.core.workdays.deadlines import due_before, due_date, due_moment
from gongtong.core.workdays.policies import NOTICE_DAYS, REST_DAYS, WORK_CALENDAR
from gongtong.core.workdays.terms import Term, TimeUnit

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.core.codec import JsonValue
    from gongtong.core.workdays.calendars import RestDays, WorkCalendar
    from gongtong.core.workdays.deadlines import DueDate, NoticeDays

_WEEKDAYS = "一二三四五六日"
_MARKS = {
    DayKind.WORKDAY: " ",
    DayKind.WEEKEND: "-",
    DayKind.HOLIDAY: "*",
    DayKind.MAKE_UP: "+",
}


@frozen
class _Rules:
    calendar: WorkCalendar
    rests: RestDays
    notice: NoticeDays


def run(options: argparse.Namespace) -> int:
    """Answer one question about days, as text or as JSON (回答)."""
    ask = {"add": _add, "before": _before, "between": _between, "year": _year}[options.question]
    try:
        data, lines = ask(options, _rules(options))
    except OverflowError as error:
        raise _unusable("DATE", "no calendar reaches that far", "超出日历范围") from error
    if options.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            print(line)
    return 0


def _rules(options: argparse.Namespace) -> _Rules:
    book, today = Gongtong().book, datetime.now(tz=SHANGHAI).date()
    return _Rules(
        book.resolve(WORK_CALENDAR, options.area, today).value,
        book.resolve(REST_DAYS, options.area, today).value,
        book.resolve(NOTICE_DAYS, options.area, today).value,
    )


def _add(options: argparse.Namespace, rules: _Rules) -> tuple[JsonValue, list[str]]:
    start, term = _day("DATE", options.date), Term(options.length, TimeUnit(options.unit))
    if term.unit is TimeUnit.HOUR:
        moment = _moment(options.date)
        due = due_moment(moment, term.length)
    else:
        pauses = [_pause(*pair) for pair in options.pause]
        due = due_date(start, term, rules.calendar, pauses=pauses, rests=rules.rests)
    return _told(due), [
        f"{options.date} + {term}: {_said(due, rules.calendar)}",
        *_warning(due),
    ]


def _before(options: argparse.Namespace, rules: _Rules) -> tuple[JsonValue, list[str]]:
    event, term = _day("DATE", options.date), Term(options.length, TimeUnit(options.unit))
    if term.unit is TimeUnit.HOUR:
        raise _unusable("--unit", "hours before a day are not a day", "小时不能倒推为日期")
    due = due_before(event, term, rules.calendar, counting=rules.notice)
    return _told(due), [
        f"{event} 前 {term}，不晚于 / no later than {_said(due, rules.calendar)}",
        *_warning(due),
    ]


def _between(options: argparse.Namespace, rules: _Rules) -> tuple[JsonValue, list[str]]:
    first, last = _day("FIRST", options.first), _day("LAST", options.last)
    if last < first:
        raise _unusable("LAST", f"{last} lies before {first}", "后一日早于前一日")
    count = rules.calendar.working_days_between(first, last)
    settled = rules.calendar.is_settled(first, last)
    data: JsonValue = {"days": (last - first).days, "working_days": count, "settled": settled}
    line = f"{first} 之后至 {last}：{count}个工作日 / {count} working days of {(last - first).days}"
    return data, [line] if settled else [line, _PROVISIONAL]


def _year(options: argparse.Namespace, rules: _Rules) -> tuple[JsonValue, list[str]]:
    if not date.min.year < options.year < date.max.year:
        raise _unusable("YEAR", f"{options.year} is no year", "年份不对")
    table = rules.calendar.year_table(options.year)
    if table is None:
        data: JsonValue = {"year": options.year, "published": False}
        return data, [
            f"{options.year}年的放假安排尚未公布；期限按普通周计算，日期为暂定。",
            f"The arrangement of {options.year} is not announced: dates are provisional.",
        ]
    data = {
        "year": table.year,
        "published": True,
        "working_days": table.working_days,
        "off": [day.isoformat() for day in sorted(table.off)],
        "worked": [day.isoformat() for day in sorted(table.worked)],
        "source": to_json(table.source),
    }
    head = [
        f"{table.year}年：{table.working_days}个工作日 / {table.working_days} working days（{table.source}）",
        "* 放假 off   + 调休上班 worked   - 周末 weekend",
    ]
    return data, [*head, *_drawn(table.year, rules.calendar)]


def _drawn(year: int, calendar: WorkCalendar) -> Iterator[str]:
    for month in range(1, 13):
        yield f"{year}-{month:02}   " + "   ".join(_WEEKDAYS)
        for week in months.Calendar().monthdatescalendar(year, month):
            cells = [
                f"{day.day:2}{_MARKS[calendar.kind_of(day)]} " if day.month == month else "    "
                for day in week
            ]
            yield f"          {' '.join(cells)}".rstrip()


_PROVISIONAL = (
    "暂定：所涉年度的放假安排尚未公布 / provisional: a year it rests on is not announced yet"
)


def _warning(due: DueDate) -> list[str]:
    return [_PROVISIONAL] if due.provisional else []


def _said(due: DueDate, calendar: WorkCalendar) -> str:
    if due.at is not None:
        return due.at.astimezone(SHANGHAI).isoformat(sep=" ", timespec="minutes")
    return f"{due.on} 星期{_WEEKDAYS[due.on.weekday()]} {calendar.kind_of(due.on).zh}"


def _told(due: DueDate) -> JsonValue:
    moment = None if due.at is None else due.at.astimezone(SHANGHAI).isoformat()
    return {"on": due.on.isoformat(), "at": moment, "provisional": due.provisional}


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text.partition("T")[0])
    except ValueError as error:
        raise _unusable(option, f"{text!r} is no day", "日期写法不对") from error


def _pause(start: str, end: str) -> Span:
    first, last = _day("--pause", start), _day("--pause", end)
    if last <= first:
        raise _unusable("--pause", f"{last} does not lie after {first}", "恢复日须晚于中止日")
    return Span(first, last)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise _unusable("DATE", f"{text!r} is no moment", "时间写法不对") from error
    return found if found.tzinfo is not None else found.replace(tzinfo=SHANGHAI)


def _unusable(option: str, en: str, zh: str) -> InputError:
    remedy = "write days as 2026-09-18, moments as 2026-09-18T09:00, terms as 0 or more"
    return InputError([problem_at(option, code="option_unusable", en=en, zh=zh, remedy=remedy)])
