"""Meters and what went through them between two days."""

from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.ledger.fees.meters.registering import (
    Correction,
    Device,
    KeptReading,
    Meter,
    ReadingSource,
    corrections_of,
    total_on,
    use_between,
)
from gongtong.ledger.fees.policies import MeterKind

METER = UUID(int=1)
ACTUAL, ESTIMATED = ReadingSource.ACTUAL, ReadingSource.ESTIMATED


def reading(month: int, total: int, billed: int, source: ReadingSource = ACTUAL) -> KeptReading:
    return KeptReading(METER, date(2025, month, 1), total, source, total, billed)


TOO_HIGH = (
    reading(2, 10, 10),
    reading(3, 25, 25, ESTIMATED),
    reading(4, 20, 25),
    reading(5, 32, 32),
)


@pytest.mark.parametrize(("month", "total"), [(1, 0), (2, 10), (3, 25), (4, 25), (5, 32), (12, 32)])
def test_what_counts_for_bills_never_falls(month: int, total: int) -> None:
    """On the day of a reading it counts; an estimate that was too high is waited for."""
    assert total_on(TOO_HIGH, date(2025, month, 1)) == total
    assert total_on(TOO_HIGH, date(2025, 1, 31)) == 0


def test_an_estimate_that_was_too_high_is_made_good_by_later_use() -> None:
    """Nothing is charged in the month of the correction, and together what was used."""
    days = [date(2025, month, 1) for month in (1, 2, 3, 4, 5)]
    uses = [use_between(TOO_HIGH, *pair) for pair in pairwise(days)]
    assert uses == [10, 15, 0, 7]
    assert sum(uses) == 32
    with pytest.raises(ValueError, match="is before"):
        use_between(TOO_HIGH, days[1], days[0])


def test_corrections_are_told() -> None:
    """By how much the estimate was wrong, once for each actual reading after one."""
    assert tuple(corrections_of(TOO_HIGH)) == (Correction(date(2025, 4, 1), 25, 20),)
    assert Correction(date(2025, 4, 1), 25, 20).difference == -5
    assert tuple(corrections_of(TOO_HIGH[:2])) == ()


def test_a_meter_knows_what_estimates_counted_too_much() -> None:
    """Until the use to come has made it good."""
    meter = Meter(
        METER, MeterKind.WATER, "", None, Device("1"), date(2025, 4, 1), 20, 20, 20, 20, 25
    )
    assert meter.over_estimated == 5
    assert evolve(meter, actual_total=25).over_estimated == 0
    assert evolve(meter, actual_total=26).over_estimated == 0


def test_a_device_wraps_after_its_digits() -> None:
    """Five digits before the point: 99,999.999 is the last."""
    assert Device("1", 5).wraps_at == 100_000_000
    for digits in (0, 13):
        with pytest.raises(ValueError, match="digits before the point"):
            Device("1", digits)
    with pytest.raises(ValueError, match="one or more"):
        Device("1", 5, 0)


def test_every_source_has_a_word() -> None:
    """Bills are read by residents."""
    assert [source.zh for source in ReadingSource] == ["实抄", "估抄", "换表终读"]
