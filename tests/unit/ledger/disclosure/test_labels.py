"""Months, quarters, halves and years by their labels."""

from datetime import date

import pytest

from gongtong.core.periods import Span, between
from gongtong.ledger.disclosure.calendar import DisclosurePeriod
from gongtong.ledger.disclosure.labels import ended_labels, label_of, span_of

MONTH, QUARTER = DisclosurePeriod.MONTH, DisclosurePeriod.QUARTER
HALF, YEAR, EVENT = DisclosurePeriod.HALF_YEAR, DisclosurePeriod.YEAR, DisclosurePeriod.EVENT


@pytest.mark.parametrize(
    ("period", "label", "span"),
    [
        (MONTH, "2025-12", between("2025-12-01", "2026-01-01")),
        (MONTH, "2024-02", between("2024-02-01", "2024-03-01")),
        (QUARTER, "2025-Q1", between("2025-01-01", "2025-04-01")),
        (QUARTER, "2025-Q4", between("2025-10-01", "2026-01-01")),
        (HALF, "2025-H1", between("2025-01-01", "2025-07-01")),
        (HALF, "2025-H2", between("2025-07-01", "2026-01-01")),
        (YEAR, "2025", between("2025-01-01", "2026-01-01")),
        (MONTH, "2025-13", None),
        (MONTH, "2025-3", None),
        (QUARTER, "2025-Q5", None),
        (HALF, "2025-H0", None),
        (YEAR, "0001", None),
        (YEAR, "9999", None),
        (YEAR, "2025 ", None),
        (QUARTER, "2025-03", None),
        (EVENT, "2025", None),
    ],
)
def test_a_label_is_a_span_or_no_label(
    period: DisclosurePeriod, label: str, span: Span | None
) -> None:
    """Each kind has its own form, and no other text is one."""
    assert span_of(period, label) == span


@pytest.mark.parametrize(("period", "count"), [(MONTH, 12), (QUARTER, 4), (HALF, 2), (YEAR, 1)])
def test_the_periods_of_a_year_are_the_year(period: DisclosurePeriod, count: int) -> None:
    """They follow each other without a gap, and their labels are read back."""
    spans = [span_of(period, label_of(period, 2025, n)) for n in range(1, count + 1)]
    ends = [date(2025, 1, 1), *(one.end for one in spans if one is not None)]
    assert [one.start for one in spans if one is not None] == ends[:-1]
    assert ends[-1] == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("since", "through", "labels"),
    [
        (date(2025, 1, 1), date(2025, 3, 31), []),
        (date(2025, 1, 1), date(2025, 4, 1), ["2025-Q1"]),
        (date(2025, 3, 31), date(2025, 6, 30), ["2025-Q1"]),
        (date(2025, 4, 1), date(2026, 1, 1), ["2025-Q2", "2025-Q3", "2025-Q4"]),
    ],
)
def test_a_period_is_over_on_the_day_after_its_last(
    since: date, through: date, labels: list[str]
) -> None:
    """The period in which the books were opened counts, also when that was its last day."""
    assert list(ended_labels(QUARTER, since, through)) == labels
    assert list(ended_labels(EVENT, since, through)) == []
