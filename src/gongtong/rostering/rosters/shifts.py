"""Shifts, and the templates of a week from which they come (班次)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from attrs import frozen

from gongtong.core.periods import SHANGHAI

DAY_MINUTES: Final = 24 * 60


@frozen(order=True)
class Shift:
    """A stretch of time in which so many people serve (班次).

    `begin` and `end` are whole minutes after 00:00 of `day`; a shift over midnight ends after minute 1440. `kind` is the code of the
    template, such as `evening`.
    """

    day: date
    begin: int
    end: int
    kind: str
    need: int = 2
    zh: str = ""
    is_risky: bool = False

    @property
    def code(self) -> str:
        """The code of a shift: its day and its kind (班次编号)."""
        return f"{self.day:%Y-%m-%d}/{self.kind}"

    @property
    def minutes(self) -> int:
        """How long it lasts (时长)."""
        return self.end - self.begin

    @property
    def starts_at(self) -> datetime:
        """When it begins, on the clocks of China (开始时刻)."""
        return _moment(self.day, self.begin)

    @property
    def ends_at(self) -> datetime:
        """When it ends (结束时刻)."""
        return _moment(self.day, self.end)

    def rest_until(self, later: Shift) -> int:
        """Give the minutes between the end of this shift and the beginning of another; negative where they overlap (间隔).

        >>> evening = Shift(date(2026, 9, 4), 1200, 1320, "evening")
        >>> evening.rest_until(Shift(date(2026, 9, 5), 420, 540, "morning"))
        540
        """
        return (later.day - self.day).days * DAY_MINUTES + later.begin - self.end


@frozen
class ShiftTemplate:
    """A shift that comes back every week on some days (班次模板).

    `weekdays` holds 0 for Monday to 6 for Sunday. `zh` is what residents read, as in 晚间巡逻.
    """

    kind: str
    zh: str
    begin: int
    end: int
    weekdays: frozenset[int]
    need: int = 2
    is_risky: bool = False


def shifts_of(templates: Iterable[ShiftTemplate], first: date, last: date) -> tuple[Shift, ...]:
    """Write out the shifts of a period, in the order in which they begin (生成班次).

    >>> evening = ShiftTemplate("evening", "晚间巡逻", 1200, 1320, frozenset({4, 5}))
    >>> [one.code for one in shifts_of((evening,), date(2026, 9, 1), date(2026, 9, 7))]
    ['2026-09-04/evening', '2026-09-05/evening']
    """
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    every = list(templates)
    return tuple(
        sorted(
            Shift(day, one.begin, one.end, one.kind, one.need, one.zh, one.is_risky)
            for day in days
            for one in every
            if day.weekday() in one.weekdays
        )
    )


def _moment(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(minutes=minute)
