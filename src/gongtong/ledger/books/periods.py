"""Months and years of the books, and whether they take entries (会计期间)."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Self

from attrs import frozen
from typing_extensions import override

from gongtong.core.periods import Span, month_span, year_span

_LABEL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?", re.ASCII)
_MONTHS: Final = 12
_LAST_YEAR: Final = 9998


@frozen(order=True)
class Period:
    """A calendar month of the books, or a whole year when ``month`` is 0 (会计期间)."""

    year: int
    month: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse what no calendar has (期间检查)."""
        if not (1 <= self.year <= _LAST_YEAR and 0 <= self.month <= _MONTHS):
            raise ValueError(f"no such accounting period: year {self.year}, month {self.month}")

    @classmethod
    def parse(cls, label: str) -> Self:
        """Read ``2025`` or ``2025-03`` (解析期间)."""
        match = _LABEL.fullmatch(label)
        if match is None or match[2] == "00":
            raise ValueError(f"an accounting period is written 2025 or 2025-03, not {label!r}")
        return cls(int(match[1]), int(match[2] or 0))

    @classmethod
    def month_of(cls, day: date) -> Self:
        """The month a day lies in (所在月份)."""
        return cls(day.year, day.month)

    @classmethod
    def year_of(cls, day: date) -> Self:
        """The year a day lies in (所在年度)."""
        return cls(day.year)

    @property
    def is_year(self) -> bool:
        """Whether this is a whole year (是否年度)."""
        return self.month == 0

    @property
    def months(self) -> tuple["Period", ...]:
        """The twelve months of a year, or the month itself (所含月份)."""
        if self.is_year:
            return tuple(Period(self.year, month) for month in range(1, _MONTHS + 1))
        return (self,)

    @property
    def span(self) -> Span:
        """The days of this period (起止日期)."""
        return year_span(self.year) if self.is_year else month_span(self.year, self.month)

    @property
    def last_day(self) -> date:
        """The last day of this period (最后一日)."""
        span = self.span
        return span.start + timedelta(span.days - 1)

    @override
    def __str__(self) -> str:
        """Write the label: ``2025`` or ``2025-03`` (期间写法)."""
        return f"{self.year:04}" if self.is_year else f"{self.year:04}-{self.month:02}"


class PeriodState(StrEnum):
    """Whether a period takes entries (期间状态)."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    REOPENING = "reopening"


@frozen
class KeptPeriod:
    """A period as the books keep it; version 0 means that nobody touched it yet (期间记录)."""

    period: Period
    state: PeriodState = PeriodState.OPEN
    changed_by: str = ""
    version: int = 0


class PeriodStep(StrEnum):
    """What can be done to a period (期间操作)."""

    BEGIN_CLOSING = "begin_closing"
    CLOSE = "close"
    ASK_REOPENING = "ask_reopening"
    REOPEN = "reopen"
    REFUSE_REOPENING = "refuse_reopening"


TRANSITIONS: Final[Mapping[tuple[PeriodState, PeriodStep], PeriodState]] = {
    (PeriodState.OPEN, PeriodStep.BEGIN_CLOSING): PeriodState.CLOSING,
    (PeriodState.OPEN, PeriodStep.CLOSE): PeriodState.CLOSED,
    (PeriodState.CLOSING, PeriodStep.CLOSE): PeriodState.CLOSED,
    (PeriodState.CLOSED, PeriodStep.ASK_REOPENING): PeriodState.REOPENING,
    (PeriodState.REOPENING, PeriodStep.REOPEN): PeriodState.OPEN,
    (PeriodState.REOPENING, PeriodStep.REFUSE_REOPENING): PeriodState.CLOSED,
}
"""Every step a period can take; a pair that is absent is refused."""


def may_take(state: PeriodState, *, adjusting: bool) -> bool:
    """Whether a period in this state takes an entry (能否入账).

    While a period is closing it takes only adjusting and closing entries.
    """
    match state:
        case PeriodState.OPEN:
            return True
        case PeriodState.CLOSING:
            return adjusting
        case PeriodState.CLOSED | PeriodState.REOPENING:
            return False
