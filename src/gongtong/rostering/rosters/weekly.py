"""A roster as the paper at the gate has it: a week on a sheet, shifts down, days across (周排班表)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from gongtong.rostering.rosters.problem import Roster
from gongtong.rostering.rosters.shifts import DAY_MINUTES, Shift

_DAYS: Final = 7


@frozen
class SheetCell:
    """Who stands in a shift on a day, and how many are missing (排班格)."""

    shift: str
    names: tuple[str, ...]
    missing: int


@frozen
class SheetRow:
    """A kind of shift through a week; no cell on a day without it (排班行)."""

    zh: str
    hours: str
    cells: tuple[SheetCell | None, ...]


@frozen
class WeeklySheet:
    """A week from Monday to Sunday (周排班页)."""

    monday: date
    rows: tuple[SheetRow, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days (七日)."""
        return tuple(self.monday + timedelta(number) for number in range(_DAYS))


def weekly_sheets(
    shifts: tuple[Shift, ...], roster: Roster, names: Mapping[str, str]
) -> tuple[WeeklySheet, ...]:
    """Lay a roster out, a sheet for each week that has a shift; somebody without a name shows his code (排版).

    >>> shift = Shift(date(2026, 9, 4), 19 * 60, 21 * 60, "evening", zh="晚间巡逻")
    >>> (sheet,) = weekly_sheets((shift,), Roster({shift.code: ("V1",)}), {"V1": "刘**"})
    >>> sheet.monday, sheet.rows[0].hours, sheet.rows[0].cells[4]
    (datetime.date(2026, 8, 31), '19:00–21:00', SheetCell(shift='2026-09-04/evening', names=('刘**',), missing=1))
    """
    mondays = sorted({_monday(one.day) for one in shifts})
    return tuple(
        WeeklySheet(
            monday,
            tuple(_rows([one for one in shifts if _monday(one.day) == monday], roster, names)),
        )
        for monday in mondays
    )


def clock(minute: int) -> str:
    """Write a minute of the day as a time, 次日 for one past midnight (时刻写法).

    >>> clock(1230), clock(1500), clock(1440)
    ('20:30', '次日01:00', '24:00')
    """
    day, rest = ("次日", minute - DAY_MINUTES) if minute > DAY_MINUTES else ("", minute)
    return f"{day}{rest // 60:02d}:{rest % 60:02d}"


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _rows(week: list[Shift], roster: Roster, names: Mapping[str, str]) -> Iterator[SheetRow]:
    kinds = sorted({(one.begin, one.end, one.kind, one.zh) for one in week})
    for begin, end, kind, zh in kinds:
        there = {
            one.day.weekday(): one
            for one in week
            if (one.begin, one.end, one.kind, one.zh) == (begin, end, kind, zh)
        }
        cells = tuple(
            _cell(there[day], roster, names) if day in there else None for day in range(_DAYS)
        )
        yield SheetRow(zh or kind, f"{clock(begin)}–{clock(end)}", cells)


def _cell(shift: Shift, roster: Roster, names: Mapping[str, str]) -> SheetCell:
    team = roster.team(shift.code)
    shown = tuple(names.get(one, one) for one in team)
    return SheetCell(shift.code, shown, max(0, shift.need - len(team)))
