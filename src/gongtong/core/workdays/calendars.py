"""Which days are worked: weekends, holidays and the weekend days that make up for them (工作日历)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from gongtong.core.rulings import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from attrs import Attribute

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
ARRANGED_BEFORE_NEW_YEAR: Final = timedelta(days=3)
"""How many days before New Year the notice of the coming year has reached back to (元旦前移天数).

Saturday 29 December 2018 was worked and Monday 31 December 2018 was off by the notice for 2019.
"""


class RestDays(StrEnum):
    """Which days of rest move the last day of a term (期间顺延的休假日)."""

    WEEKENDS_TOO = "weekends_too"
    HOLIDAYS_ONLY = "holidays_only"


class DayKind(StrEnum):
    """What a day is in the arrangement of its year (日子类别)."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"

    @property
    def zh(self) -> str:
        """The kind as people say it (中文名称)."""
        return _KIND_WORDS[self]


_KIND_WORDS: Final = {
    DayKind.WORKDAY: "工作日",
    DayKind.WEEKEND: "周末",
    DayKind.HOLIDAY: "放假",
    DayKind.MAKE_UP: "调休上班",
}


def _in_its_year(table: YearTable, _: Attribute[frozenset[date]], days: frozenset[date]) -> None:
    for day in sorted(days):
        if day.year != table.year:
            raise ValueError(f"{day} does not lie in {table.year}")


def _on_weekends(table: YearTable, _: Attribute[frozenset[date]], days: frozenset[date]) -> None:
    for day in sorted(days):
        if day.weekday() < SATURDAY:
            raise ValueError(f"{day} is worked without being said to be: name weekend days only")
        if day in table.off:
            raise ValueError(f"{day} cannot be both off and worked")


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(days)


@frozen
class YearTable:
    """The published days of one year that differ from the plain week (年度放假安排).

    `off` are the holidays, weekends among them or not; `worked` are the weekend days that are worked (调休).
    """

    year: int
    off: frozenset[date] = field(converter=_days, validator=_in_its_year)
    worked: frozenset[date] = field(converter=_days, validator=[_in_its_year, _on_weekends])
    source: Source

    @property
    def working_days(self) -> int:
        """The number of days of the year that are worked (全年工作日数)."""
        first = date(self.year, 1, 1)
        days = [first + ONE_DAY * step for step in range((date(self.year + 1, 1, 1) - first).days)]
        plain = sum(day.weekday() < SATURDAY and day not in self.off for day in days)
        return plain + len(self.worked)


@frozen
class WorkCalendar:
    """The calendar of a place: asked for a year, it gives the table, or nothing while none is published (工作日历).

    A day of a year without a table is judged by the plain week, and whatever rests on it is provisional.
    `added` are tables that go before those of `table_of`: a notice that is out before the package
    of tables has it, or days that one province has more.
    """

    table_of: Callable[[int], YearTable | None] = field(repr=False)
    added: tuple[YearTable, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse two added tables of one year."""
        years = [table.year for table in self.added]
        if len(set(years)) < len(years):
            raise ValueError(f"two tables of one year were added: {sorted(years)}")

    def with_table(self, table: YearTable) -> WorkCalendar:
        """Give this calendar with the table of one more year, or with another one for it (加入年度安排)."""
        others = (one for one in self.added if one.year != table.year)
        return evolve(self, added=(*others, table))

    def year_table(self, year: int) -> YearTable | None:
        """Give the table that holds for a year, or nothing while none is published (适用的年度安排)."""
        for table in self.added:
            if table.year == year:
                return table
        return self.table_of(year)

    def is_published(self, year: int) -> bool:
        """Say whether the arrangement of a year is known (是否已公布)."""
        return self.year_table(year) is not None

    def is_settled(self, first: date, last: date) -> bool:
        """Say whether no notice that is still to come can change these days, both included (是否已定)."""
        until = (last + ARRANGED_BEFORE_NEW_YEAR).year
        return all(self.is_published(year) for year in range(first.year, until + 1))

    def is_worked(self, day: date) -> bool:
        """Say whether a day is worked (是否工作日)."""
        table = self.year_table(day.year)
        if table is None:
            return day.weekday() < SATURDAY
        return day not in table.off if day.weekday() < SATURDAY else day in table.worked

    def kind_of(self, day: date) -> DayKind:
        """Say what a day is: a workday, a weekend day, a holiday, or a weekend day worked (日子类别)."""
        table = self.year_table(day.year)
        if table is not None and day in table.off:
            return DayKind.HOLIDAY
        if table is not None and day in table.worked:
            return DayKind.MAKE_UP
        return DayKind.WORKDAY if day.weekday() < SATURDAY else DayKind.WEEKEND

    def is_rest(self, day: date, rests: RestDays = RestDays.WEEKENDS_TOO) -> bool:
        """Say whether a term that ends on the day is moved on (是否顺延)."""
        if rests is RestDays.HOLIDAYS_ONLY:
            return self.kind_of(day) is DayKind.HOLIDAY
        return not self.is_worked(day)

    def next_worked(self, day: date) -> date:
        """Give the day itself if it is worked, else the next one that is (顺延工作日)."""
        while not self.is_worked(day):
            day += ONE_DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Count the days worked after the first day up to and with the last one (期间工作日数)."""
        steps = range(1, (last - first).days + 1)
        return sum(self.is_worked(first + timedelta(days=step)) for step in steps)
