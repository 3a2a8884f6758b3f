"""A sheet of readings meets the meters on record by the numbers on their devices."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.meter_sheet import MeterRow
from gongtong.ledger.fees.meters.reading import NewReading
from gongtong.ledger.fees.meters.registering import Device, Meter, ReadingSource
from gongtong.ledger.fees.meters.sheet_readings import readings_of
from gongtong.ledger.fees.policies import MeterKind

MARCH = date(2025, 3, 31)


def meter(number: int, serial: str) -> Meter:
    return Meter(
        UUID(int=number),
        next(iter(MeterKind)),
        f"{number}号表",
        None,
        Device(serial),
        date(2025, 1, 1),
        *([0] * 5),
    )


METERS = (meter(1, "W-001"), meter(2, "W-002"), meter(3, "W-003"), meter(4, "W-003"))


def test_each_line_goes_to_the_meter_that_bears_its_number() -> None:
    """Estimated and rolled over as the sheet says, values in thousandths on both sides."""
    rows = (
        MeterRow(2, "W-002", MARCH, 12_345),
        MeterRow(3, "W-001", MARCH, 7_000, is_estimated=True, has_rolled_over=True),
    )
    assert readings_of(rows, METERS, file="抄表.xlsx") == (
        NewReading(UUID(int=2), MARCH, 12_345),
        NewReading(UUID(int=1), MARCH, 7_000, ReadingSource.ESTIMATED, rolled_over=True),
    )


def test_numbers_that_no_meter_or_several_bear_are_all_told_with_their_lines() -> None:
    """Nothing is guessed, and one good line does not hide two bad ones."""
    rows = (
        MeterRow(2, "W-009", MARCH, 1),
        MeterRow(3, "W-001", MARCH, 2),
        MeterRow(4, "W-003", MARCH, 3),
    )
    with pytest.raises(InputError) as raised:
        readings_of(rows, METERS, file="抄表.xlsx")
    assert [(one.line, one.code) for one in raised.value.problems] == [
        (2, "meter_unknown"),
        (4, "meter_ambiguous"),
    ]
