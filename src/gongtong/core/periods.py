"""Days, half-open spans of days, and the day of an instant (期间)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import field, frozen
from typing_extensions import override

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _last_when_open(end: date | None) -> tuple[bool, date | None]:
    return (end is None, end)


@frozen(order=True)
class Span:
    """Days from `start` up to, but not including, `end`; no `end` means for good (期间).

    >>> year_span(2025).contains(date(2025, 12, 31)), year_span(2025).contains(date(2026, 1, 1))
    (True, False)
    """

    start: date
    end: date | None = field(default=None, order=_last_when_open)

    def __attrs_post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.end is not None and self.end <= self.start:
            message = f"a span must end after it starts: {self.start} to {self.end}"
            raise ValueError(message)

    def contains(self, day: date) -> bool:
        """Say whether the day lies in the span (是否包含)."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a day (是否重叠)."""
        return self.intersection(other) is not None

    def intersection(self, other: Span) -> Span | None:
        """Give the days that both spans have, or nothing (交集)."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end <= start else Span(start, end)

    def split_at(self, days: tuple[date, ...]) -> tuple[Span, ...]:
        """Cut the span at the given days that lie inside it (按日分段)."""
        cuts = sorted({day for day in days if day > self.start and self.contains(day)})
        starts = [self.start, *cuts]
        ends = [*cuts, self.end]
        return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))

    @property
    def days(self) -> int:
        """The number of days; an open span has none to count (天数)."""
        if self.end is None:
            message = "a span without an end has no number of days"
            raise ValueError(message)
        return (self.end - self.start).days

    @property
    def last_day(self) -> date | None:
        """The last day inside the span, as people say it (最后一日)."""
        return None if self.end is None else self.end - timedelta(days=1)

    @override
    def __str__(self) -> str:
        """Write the span with its last day, both included (期间表述)."""
        return f"{self.start} 起" if self.last_day is None else f"{self.start} 至 {self.last_day}"


def since(day: str) -> Span:
    """Make a span from a day on, for good (自某日起)."""
    return Span(date.fromisoformat(day))


def between(start: str, end: str) -> Span:
    """Make a span from one day up to, but not including, another (自某日至某日前)."""
    return Span(date.fromisoformat(start), date.fromisoformat(end))


def year_span(year: int) -> Span:
    """Make the span of a calendar year (年度)."""
    return Span(date(year, 1, 1), date(year + 1, 1, 1))


def month_span(year: int, month: int) -> Span:
    """Make the span of a calendar month (月份)."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(date(year, month, 1), following)


def local_day(instant: datetime, zone: ZoneInfo = SHANGHAI) -> date:
    """Give the calendar day of an instant where the people live (当地日期)."""
    if instant.tzinfo is None:
        message = "an instant needs a time zone"
        raise ValueError(message)
    return instant.astimezone(zone).date()
