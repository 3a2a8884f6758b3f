"""Accounting periods: their labels, their days, and what each state takes."""

from datetime import date

import pytest

from gongtong.core.periods import Span
from gongtong.ledger.books.periods import Period, PeriodState, may_take


@pytest.mark.parametrize(
    ("label", "span"),
    [
        ("2025", Span(date(2025, 1, 1), date(2026, 1, 1))),
        ("2025-02", Span(date(2025, 2, 1), date(2025, 3, 1))),
        ("2025-12", Span(date(2025, 12, 1), date(2026, 1, 1))),
    ],
)
def test_a_period_is_written_as_its_days_are(label: str, span: Span) -> None:
    """A label is read and written again, and has the days of the calendar."""
    period = Period.parse(label)
    assert (str(period), period.span) == (label, span)


def test_a_year_has_twelve_months() -> None:
    """From January to December; a month has itself."""
    months = Period(2025).months
    assert (str(months[0]), str(months[11]), len(months)) == ("2025-01", "2025-12", 12)
    assert Period(2025, 3).months == (Period(2025, 3),)


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("", "written 2025 or 2025-03"),
        ("2025-00", "written 2025 or 2025-03"),
        ("2025-1", "written 2025 or 2025-03"),
        ("2025-01-01", "written 2025 or 2025-03"),
        ("2025-13", "no such accounting period"),
        ("0000", "no such accounting period"),
        ("9999", "no such accounting period"),
    ],
)
def test_what_is_no_period_is_not_guessed(label: str, message: str) -> None:
    """Two digits for a month of the calendar, four for a year that a date can have."""
    with pytest.raises(ValueError, match=message):
        Period.parse(label)


def test_the_last_year_of_the_calendar_that_a_span_can_end_is_9998() -> None:
    """Its span ends with the first day of 9999."""
    assert Period(9998).span == Span(date(9998, 1, 1), date(9999, 1, 1))


def test_a_day_lies_in_its_month_and_year() -> None:
    """The last day of a year belongs to December."""
    assert Period.month_of(date(2025, 12, 31)) == Period(2025, 12)
    assert Period.year_of(date(2025, 12, 31)) == Period(2025)


@pytest.mark.parametrize(
    ("state", "ordinary", "adjusting"),
    [
        (PeriodState.OPEN, True, True),
        (PeriodState.CLOSING, False, True),
        (PeriodState.CLOSED, False, False),
        (PeriodState.REOPENING, False, False),
    ],
)
def test_each_state_takes_its_kind_of_entries(
    state: PeriodState, ordinary: bool, adjusting: bool
) -> None:
    """Everything while open, adjustments while closing, nothing after that."""
    assert may_take(state, adjusting=False) is ordinary
    assert may_take(state, adjusting=True) is adjusting


@pytest.mark.parametrize(
    ("label", "last"),
    [
        ("2025", date(2025, 12, 31)),
        ("2025-02", date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(label: str, last: date) -> None:
    """Leap years and the turn of a year are the calendar's."""
    assert Period.parse(label).last_day == last
