"""Which days are worked: weekends, holidays and the weekend days that make up for them (工作日历)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.rulings import Source

if TYPE_CHECKING:
    from collections.abc import Callable

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)


@frozen
class YearTable:
    """The published days of one year that differ from the plain week (年度放假安排).

    `off` are the holidays, weekends among them or not; `worked` are the weekend days that are worked (调休).
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: Source


@frozen
class WorkCalendar:
    """The calendar of a place: asked for a year, it gives the table, or nothing while none is published (工作日历).

    A day of a year without a table is judged by the plain week, and whatever rests on it is provisional.
    """

    table_of: Callable[[int], YearTable | None] = field(repr=False)

    def is_published(self, year: int) -> bool:
        """Say whether the arrangement of a year is known (是否已公布)."""
        return self.table_of(year) is not None

    def is_worked(self, day: date) -> bool:
        """Say whether a day is worked (是否工作日)."""
        table = self.table_of(day.year)
        if table is not None and day in table.off:
            return False
        return day.weekday() < SATURDAY or (table is not None and day in table.worked)

    def next_worked(self, day: date) -> date:
        """Give the day itself if it is worked, else the next one that is (顺延工作日)."""
        while not self.is_worked(day):
            day += ONE_DAY
        return day
