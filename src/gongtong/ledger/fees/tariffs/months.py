"""The months of a billing period, and how much of each is charged (计费月份)."""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.periods import Span, month_span, year_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MONTHS_A_YEAR: Final = 12


class Proration(StrEnum):
    """What is owed for a month of which only some days count (不足月计费方式)."""

    STARTED_MONTH = "started_month"
    FULL_MONTH = "full_month"
    DAILY = "daily"

    @property
    def zh(self) -> str:
        """The way as bills write it (中文名称)."""
        return {
            "started_month": "不足一月按一月",
            "full_month": "不足一月不计",
            "daily": "按日",
        }[self.value]


class Per(StrEnum):
    """The time for which a price is set (计价周期)."""

    MONTH = "month"
    YEAR = "year"

    @property
    def zh(self) -> str:
        """The time as bills write it (中文名称)."""
        return "月" if self is Per.MONTH else "年"


@frozen
class ChargedMonth:
    """A calendar month of a billing period, its days that count, and the part of the price that they are (计费月份).

    What is recorded on `asked_on`, the first day of the month that counts, holds for the month.
    """

    month: Span
    days: tuple[Span, ...]
    asked_on: date
    share: Fraction


def add_months(day: date, months: int) -> date:
    """Give the day so many months later, at most the last day of its month (加月).

    >>> add_months(date(2026, 1, 15), 6), add_months(date(2025, 8, 31), 6)
    (datetime.date(2026, 7, 15), datetime.date(2026, 2, 28))
    """
    whole = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(whole, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=256)
def months_of(period: Span) -> tuple[Span, ...]:
    """Give the calendar months that a period touches, whole (所涉月份)."""
    if period.end is None:
        message = f"{period}: a billing period needs an end"
        raise ValueError(message)
    found = [month_span(period.start.year, period.start.month)]
    while found[-1].end is not None and found[-1].end < period.end:
        found.append(month_span(found[-1].end.year, found[-1].end.month))
    return tuple(found)


@lru_cache(maxsize=1024)
def charged_months(
    period: Span, liable: tuple[Span, ...], proration: Proration, per: Per
) -> tuple[ChargedMonth, ...]:
    """Say which months of a period are charged, and how much of the price each is (划分计费月份).

    `liable` are the days on which the dwelling owes at all, apart from each other and in their order; none
    means every day. However a period is cut, its parts together are charged what the whole is: a
    started or full month goes to the part that has its first day that counts.
    """
    return tuple(_charged(period, liable, proration, per))


def _charged(
    period: Span, liable: Sequence[Span], proration: Proration, per: Per
) -> Iterator[ChargedMonth]:
    for month in months_of(period):
        owed = _common(liable, month) if liable else [month]
        here = _common(owed, period)
        if not here:
            continue
        is_first = owed[0].start == here[0].start
        if proration is Proration.DAILY:
            whole = month if per is Per.MONTH else year_span(month.start.year)
            share = Fraction(sum(span.days for span in here), whole.days)
        elif proration is Proration.STARTED_MONTH:
            share = _of_price(per, is_charged=is_first)
        else:
            is_whole = sum(span.days for span in owed) == month.days
            share = _of_price(per, is_charged=is_first and is_whole)
        if share:
            yield ChargedMonth(month, tuple(here), owed[0].start, share)


def _of_price(per: Per, *, is_charged: bool) -> Fraction:
    return Fraction(int(is_charged), MONTHS_A_YEAR if per is Per.YEAR else 1)


def _common(spans: Sequence[Span], other: Span) -> list[Span]:
    found = (span.intersection(other) for span in spans)
    return [span for span in found if span is not None]


def days_in(spans: Sequence[Span], *within: Span) -> int:
    """Count the days of spans, apart from each other, that lie within others (区间内天数)."""
    return sum(span.days for other in within for span in _common(spans, other))
