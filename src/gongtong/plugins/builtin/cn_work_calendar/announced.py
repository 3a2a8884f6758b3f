"""The tables of the years that are announced, from the package `chinesecalendar` (已公布的放假安排).

The package is read when the first working day is asked for and not before. A year that it does not
know has no table: nothing is guessed for it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gongtong.core.extras import load_extra
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.calendars import YearTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

WORKDAYS: Final = "workdays"
"""The extra that brings the tables (可选组件名)."""


def announced_year(year: int) -> YearTable | None:
    """Give the table of a year, or nothing where the package has none (已公布年度).

    Raises `MissingExtraError` when the package is not installed.
    """
    return _tables().get(year)


def announced_years() -> tuple[int, ...]:
    """Give the years that the package has tables of, in order (已公布的各年)."""
    return tuple(sorted(_tables()))


@lru_cache(maxsize=1)
def _tables() -> Mapping[int, YearTable]:
    days = load_extra("chinese_calendar.constants", purpose="working days", extra=WORKDAYS)
    off, worked = _by_year(days.holidays), _by_year(days.workdays)
    return {
        year: YearTable(year, off[year], worked[year], _notice_of(year)) for year in sorted(off)
    }


def _by_year(days: Iterable[date]) -> defaultdict[int, set[date]]:
    found: defaultdict[int, set[date]] = defaultdict(set)
    for day in days:
        found[day.year].add(day)
    return found


def _notice_of(year: int) -> Source:
    return Source(
        f"国务院办公厅关于{year}年部分节假日安排的通知",
        standing=Standing.UNVERIFIED,
        note="各日取自软件包 chinesecalendar",
    )
