"""The months, quarters, halves and years that disclosures are about, by their labels (公示期间)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongtong.core.periods import Span
from gongtong.ledger.disclosure.calendar import DisclosurePeriod

_MONTHS: Final = {
    DisclosurePeriod.MONTH: 1,
    DisclosurePeriod.QUARTER: 3,
    DisclosurePeriod.HALF_YEAR: 6,
    DisclosurePeriod.YEAR: 12,
}
_FORMS: Final = {
    DisclosurePeriod.MONTH: re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII),
    DisclosurePeriod.QUARTER: re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII),
    DisclosurePeriod.HALF_YEAR: re.compile(r"([0-9]{4})-H([12])", re.ASCII),
    DisclosurePeriod.YEAR: re.compile(r"([0-9]{4})", re.ASCII),
}


def label_of(period: DisclosurePeriod, year: int, number: int = 1) -> str:
    """Write a period of a year as it is called; numbers begin at 1 (期间标签).

    >>> label_of(DisclosurePeriod.QUARTER, 2025, 3)
    '2025-Q3'
    """
    return {
        DisclosurePeriod.MONTH: f"{year:04d}-{number:02d}",
        DisclosurePeriod.QUARTER: f"{year:04d}-Q{number}",
        DisclosurePeriod.HALF_YEAR: f"{year:04d}-H{number}",
        DisclosurePeriod.YEAR: f"{year:04d}",
    }[period]


def span_of(period: DisclosurePeriod, label: str) -> Span | None:
    """Give the days of a period by its label; nothing where it is no label of this kind (期间起止).

    >>> span_of(DisclosurePeriod.HALF_YEAR, "2025-H2").last_day
    datetime.date(2025, 12, 31)
    """
    found = _FORMS[period].fullmatch(label) if period in _FORMS else None
    if found is None or not date.min.year < int(found[1]) < date.max.year:
        return None
    year, number = int(found[1]), int(found[2]) if found.re.groups > 1 else 1
    return _span(period, year, number)


def ended_labels(period: DisclosurePeriod, since: date, through: date) -> Iterator[str]:
    """Give the periods that end on or after one day and before another, in order (已结束期间).

    The period in which `since` lies is among them; what ends on `through` is not over before its end.
    """
    if period not in _MONTHS:
        return
    for year in range(since.year, through.year + 1):
        for number in range(1, 12 // _MONTHS[period] + 1):
            last_day = _span(period, year, number).last_day
            if last_day is not None and since <= last_day < through:
                yield label_of(period, year, number)


def _span(period: DisclosurePeriod, year: int, number: int) -> Span:
    months = _MONTHS[period]
    first = (number - 1) * months
    following = first + months
    end = date(year + following // 12, following % 12 + 1, 1)
    return Span(date(year, first + 1, 1), end)
