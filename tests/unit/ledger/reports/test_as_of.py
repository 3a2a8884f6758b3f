"""Which entries a report counts: on the day, a day off, at the moment, a moment off."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from gongtong.core.periods import Span, between, month_span, year_span
from gongtong.ledger.books.entries import Entry, EntryKind
from gongtong.ledger.reports.as_of import NOW, AsOf, Window, is_closing, months_earlier, span_before

BOOKED = datetime(2025, 4, 2, 9, 0, tzinfo=UTC)
DAY = date(2025, 3, 31)
ENTRY = Entry(UUID(int=1), 2025, 1, EntryKind.MANUAL, DAY, BOOKED, "keeper", "账", ())
MICRO = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("as_of", "counted"),
    [
        (NOW, True),
        (AsOf(DAY), True),
        (AsOf(DAY - timedelta(days=1)), False),
        (AsOf(DAY + timedelta(days=1)), True),
        (AsOf(None, BOOKED), True),
        (AsOf(None, BOOKED - MICRO), False),
        (AsOf(None, BOOKED + MICRO), True),
        (AsOf(DAY, BOOKED - MICRO), False),
    ],
)
def test_an_entry_counts_through_its_day_and_from_its_booking_on(
    as_of: AsOf, *, counted: bool
) -> None:
    """An entry counts on its very day and at its very moment, and not a day or a moment before."""
    assert as_of.counts(ENTRY) is counted


@pytest.mark.parametrize(
    ("span", "counted"),
    [
        (month_span(2025, 3), True),
        (month_span(2025, 4), False),
        (between("2025-03-31", "2025-04-01"), True),
        (between("2025-03-01", "2025-03-31"), False),
        (Span(DAY), True),
    ],
)
def test_a_window_takes_the_days_of_its_span(span: Span, *, counted: bool) -> None:
    """The first day of a span belongs to it, its end does not."""
    assert Window(span).counts(ENTRY) is counted
    assert not Window(span, BOOKED - MICRO).counts(ENTRY)


def test_a_moment_needs_a_zone() -> None:
    """Nine in the morning is no moment until it is said where."""
    for make in (
        lambda at: AsOf(None, at),
        lambda at: Window(month_span(2025, 3), at),
    ):
        with pytest.raises(ValueError, match="time zone"):
            make(datetime(2025, 4, 2, 9, 0))  # noqa: DTZ001 - a moment without a zone is what is refused


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (month_span(2025, 3), month_span(2025, 2)),
        (month_span(2025, 1), month_span(2024, 12)),
        (year_span(2025), year_span(2024)),
        (between("2025-04-01", "2025-07-01"), between("2025-01-01", "2025-04-01")),
        (between("2025-03-10", "2025-03-20"), between("2025-02-28", "2025-03-10")),
    ],
)
def test_the_span_before_is_as_long(span: Span, before: Span) -> None:
    """A month is compared with the month before, a year with the year, ten days with ten days."""
    assert span_before(span) == before
    assert Window(span, BOOKED).before == Window(before, BOOKED)


def test_an_open_span_has_none_before_it() -> None:
    """What has no end is compared with nothing."""
    with pytest.raises(ValueError, match="without an end"):
        span_before(Span(DAY))


def test_months_are_counted_back_to_a_day_that_is_there() -> None:
    """A month before the last of March is the last of February."""
    assert months_earlier(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_earlier(date(2025, 1, 15), 13) == date(2023, 12, 15)
    assert months_earlier(date(2025, 1, 15), 1) == date(2024, 12, 15)


def test_a_window_opens_on_the_eve_and_closes_on_its_last_day() -> None:
    """The opening balance is that of the day before, the closing balance that of the last day."""
    window = Window(month_span(2025, 3), BOOKED)
    assert window.opening == AsOf(date(2025, 2, 28), BOOKED)
    assert window.closing == AsOf(DAY, BOOKED)


def test_a_report_says_what_it_counts() -> None:
    """The head of a report names the day, and the day on which that was known."""
    assert NOW.zh() == "全部凭证"
    assert NOW.is_now
    assert not AsOf(DAY).is_now
    assert AsOf(DAY, BOOKED).zh() == "截至2025-03-31（按2025-04-02已入账的凭证）"


def test_carrying_a_year_on_and_taking_that_back_are_both_closing() -> None:
    """Neither is income or spending of anybody."""
    closing = Entry(UUID(int=2), 2025, 2, EntryKind.CLOSING, DAY, BOOKED, "keeper", "结转", ())
    back = Entry(
        UUID(int=3), 2025, 3, EntryKind.REVERSAL, DAY, BOOKED, "chair", "冲销", (), (), UUID(int=2)
    )
    closings = frozenset({closing.id})
    assert [is_closing(one, closings) for one in (ENTRY, closing, back)] == [False, True, True]
