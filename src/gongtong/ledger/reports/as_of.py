"""Which entries a report counts: by the day they are effective on, and by when they were booked (报表口径).

Both are kept of every entry, so that two questions have an answer: what was true on the last of March,
and what did the report of March show when it was published in April.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from uuid import UUID

from attrs import field, frozen

from gongtong.core.periods import Span, local_day
from gongtong.ledger.books.entries import Entry, EntryKind

_MONTHS = 12


def _in_a_zone(_: object, __: object, instant: datetime | None) -> None:
    if instant is not None and instant.tzinfo is None:
        raise ValueError("the instant at which something was known needs a time zone")


@frozen
class AsOf:
    """Entries effective through a day and booked by an instant; without them, all (报表口径).

    An entry booked at that very instant was known. Raises `ValueError` for an instant without a zone.
    """

    through: date | None = None
    known_at: datetime | None = field(default=None, validator=_in_a_zone)

    @property
    def is_now(self) -> bool:
        """Whether every entry of the books counts (是否当前)."""
        return self.through is None and self.known_at is None

    def counts(self, entry: Entry) -> bool:
        """Say whether an entry counts (是否计入)."""
        return (self.through is None or entry.effective_on <= self.through) and (
            self.known_at is None or entry.booked_at <= self.known_at
        )

    def zh(self) -> str:
        """Say in Chinese what is counted, for the head of a report (口径说明)."""
        day = "全部凭证" if self.through is None else f"截至{self.through}"
        known = "" if self.known_at is None else f"（按{local_day(self.known_at)}已入账的凭证）"
        return day + known


NOW = AsOf()
"""Every entry that the books hold (当前)."""


@frozen
class Window:
    """The days a report covers, and by when its entries were booked (报表期间).

    Raises `ValueError` for an instant without a zone.
    """

    span: Span
    known_at: datetime | None = field(default=None, validator=_in_a_zone)

    @property
    def before(self) -> Window:
        """The window of the same kind that ends where this one begins (上期)."""
        return Window(span_before(self.span), self.known_at)

    @property
    def opening(self) -> AsOf:
        """What had happened before the first day (期初)."""
        return AsOf(self.span.start - timedelta(days=1), self.known_at)

    @property
    def closing(self) -> AsOf:
        """What has happened by the end of the last day (期末)."""
        return AsOf(self.span.last_day, self.known_at)

    def counts(self, entry: Entry) -> bool:
        """Say whether an entry lies in the window (是否计入)."""
        return self.span.contains(entry.effective_on) and self.closing.counts(entry)


def span_before(span: Span) -> Span:
    """Give the span before this one: as many whole months, or else as many days (上期起止).

    Raises `ValueError` for a span without an end, which nothing compares with.

    >>> from gongtong.core.periods import between, month_span
    >>> str(span_before(month_span(2025, 3))), str(span_before(between("2025-03-10", "2025-03-20")))
    ('2025-02-01 至 2025-02-28', '2025-02-28 至 2025-03-09')
    """
    if span.end is None:
        raise ValueError("a span without an end has none before it")
    months = (span.end.year - span.start.year) * _MONTHS + span.end.month - span.start.month
    if span.start.day == span.end.day == 1:
        return Span(months_earlier(span.start, months), span.start)
    return Span(span.start - timedelta(days=span.days), span.start)


def months_earlier(day: date, months: int) -> date:
    """Give the same day so many months earlier, or the last of a shorter month (前推月数).

    >>> months_earlier(date(2025, 3, 31), 1)
    datetime.date(2025, 2, 28)
    """
    at = day.year * _MONTHS + day.month - 1 - months
    year, month = divmod(at, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_closing(entry: Entry, closings: frozenset[UUID]) -> bool:
    """Say whether an entry carries a year to net assets, or takes such an entry back (是否结转)."""
    return entry.kind is EntryKind.CLOSING or entry.reverses in closings
