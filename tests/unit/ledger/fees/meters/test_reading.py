"""Installing meters, recording what they show, and replacing them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.fees.meters.reading import (
    InstallMeter,
    NewReading,
    ReadMeters,
    RecordReadings,
    ReplaceMeter,
    rule_on_installing,
    rule_on_readings,
    rule_on_replacing,
)
from gongtong.ledger.fees.meters.registering import Device, KeptReading, Meter, ReadingSource
from gongtong.ledger.fees.policies import MeterKind

METER, OTHER, HOME = UUID(int=1), UUID(int=2), UUID(int=3)
BOOKS = (Office.KEEPER_OF_BOOKS,)
TODAY = date(2025, 6, 10)
ESTIMATED = ReadingSource.ESTIMATED
FRESH = Meter(
    METER, MeterKind.WATER, "", HOME, Device("W-1", 3), date(2025, 1, 1), 900_000, 0, 900_000, 0, 0
)


def read(month: int, value: int, *, meter: UUID = METER, **fields: Any) -> NewReading:
    return NewReading(meter, date(2025, month, 1), value, **fields)


def rule(
    *readings: NewReading, meter: Meter = FRESH, held: tuple[Office, ...] = BOOKS
) -> Granted[ReadMeters] | Refused:
    return rule_on_readings(RecordReadings(readings), {METER: meter}, held=held, today=TODAY)


def totals(*readings: NewReading, meter: Meter = FRESH) -> list[tuple[int, int]]:
    ruling = rule(*readings, meter=meter)
    assert isinstance(ruling, Granted), ruling
    return [(one.total, one.billed_total) for one in ruling.event.readings]


def codes(*readings: NewReading, **fields: Any) -> tuple[str, ...]:
    ruling = rule(*readings, **fields)
    return () if isinstance(ruling, Granted) else ruling.codes


def test_readings_add_up_in_the_order_of_their_days() -> None:
    """However they are handed in."""
    assert totals(read(3, 930_000), read(2, 910_000)) == [(10_000, 10_000), (30_000, 30_000)]


def test_a_meter_that_rolled_over_goes_on_counting() -> None:
    """From 900 over 999.999 to 5: 105 were used."""
    assert totals(read(2, 5_000, rolled_over=True)) == [(105_000, 105_000)]
    assert codes(read(2, 5_000)) == ("ledger.reading_falls",)
    assert codes(read(2, 905_000, rolled_over=True)) == ("ledger.rollover_unfounded",)


def test_a_transformer_multiplies() -> None:
    """One unit shown is forty used."""
    big = evolve(FRESH, device=Device("E-1", 3, 40))
    assert totals(read(2, 901_000), meter=big) == [(40_000, 40_000)]


@pytest.mark.parametrize(
    ("actual", "total", "billed"),
    [(919_000, 19_000, 20_000), (920_000, 20_000, 20_000), (921_000, 21_000, 21_000)],
)
def test_an_actual_reading_puts_an_estimate_right(actual: int, total: int, billed: int) -> None:
    """It counts from the last actual one: less than, as much as, more than was estimated."""
    found = totals(read(2, 920_000, source=ESTIMATED), read(3, actual))
    assert found == [(20_000, 20_000), (total, billed)]


def test_estimates_go_on_from_estimates() -> None:
    """A second one counts from the first, and may not fall below it."""
    second = read(3, 940_000, source=ESTIMATED)
    assert totals(read(2, 920_000, source=ESTIMATED), second)[-1] == (40_000, 40_000)
    low = read(3, 919_999, source=ESTIMATED)
    assert codes(read(2, 920_000, source=ESTIMATED), low) == ("ledger.reading_falls",)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2024, 12, 31), "ledger.reading_before_last"),
        (date(2025, 1, 1), "ledger.reading_repeated"),
        (date(2025, 1, 2), ""),
        (date(2025, 6, 10), ""),
        (date(2025, 6, 11), "ledger.reading_to_come"),
    ],
)
def test_a_reading_is_later_than_the_last_and_not_to_come(day: date, code: str) -> None:
    """The day before, the day of, the day after the last; today and tomorrow."""
    found = codes(NewReading(METER, day, 900_000))
    assert found == ((code,) if code else ())


def test_two_readings_of_a_day_are_one_too_many() -> None:
    """Also when they are handed in together."""
    assert codes(read(2, 901_000), read(2, 902_000)) == ("ledger.reading_repeated",)


@pytest.mark.parametrize(("value", "is_refused"), [(999_999, False), (1_000_000, True), (-1, True)])
def test_a_device_shows_only_its_digits(value: int, *, is_refused: bool) -> None:
    """Three digits before the point."""
    assert ("ledger.reading_impossible" in codes(read(2, value))) is is_refused


def test_every_ground_of_every_reading_is_named() -> None:
    """The office first, then meter by meter."""
    found = codes(read(2, 1), read(2, 1, meter=OTHER), held=())
    assert found == (
        "ledger.office_required",
        "ledger.reading_falls",
        "ledger.meter_unknown",
    )
    assert codes() == ("ledger.no_readings",)


def install(**fields: Any) -> Granted[Any] | Refused:
    request = InstallMeter(MeterKind.WATER, Device("W-1", 3), date(2025, 1, 1), 900_000, HOME)
    return rule_on_installing(evolve(request, **fields), held=BOOKS, serials={"W-9"}, new_id=METER)


def test_a_new_meter_has_counted_nothing() -> None:
    """Whatever it shows on its first day."""
    ruling = install()
    assert isinstance(ruling, Granted)
    assert ruling.event.meter == FRESH


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"dwelling_id": None}, "ledger.meter_of_nobody"),
        ({"device": Device("W-9", 3)}, "ledger.meter_number_taken"),
        ({"device": Device(" ", 3)}, "ledger.meter_number_taken"),
        ({"initial_value": 1_000_000}, "ledger.reading_impossible"),
    ],
)
def test_a_meter_that_cannot_be_entered(fields: dict[str, Any], code: str) -> None:
    """Nobody's, with another's number, with a value that it cannot show."""
    ruling = install(**fields)
    assert isinstance(ruling, Refused)
    assert ruling.codes == (code,)


def test_a_common_meter_has_a_name() -> None:
    """And belongs to no dwelling."""
    ruling = install(dwelling_id=None, name="3栋1单元电梯")
    assert isinstance(ruling, Granted)
    assert ruling.event.meter.name == "3栋1单元电梯"


def test_a_replaced_meter_goes_on_counting() -> None:
    """Ten on the old device, seven on the new: seventeen."""
    request = ReplaceMeter(METER, date(2025, 2, 1), 910_000, Device("W-2", 5), 3_000)
    ruling = rule_on_replacing(request, FRESH, held=BOOKS, serials=(), today=TODAY)
    assert isinstance(ruling, Granted)
    event, replaced = ruling.event
    final = KeptReading(METER, date(2025, 2, 1), 910_000, ReadingSource.FINAL, 10_000, 10_000)
    assert event.final == final
    assert totals(read(3, 10_000), meter=replaced) == [(17_000, 17_000)]
    assert codes(read(3, 2_999), meter=replaced) == ("ledger.reading_falls",)


def test_a_replacement_is_read_like_a_meter() -> None:
    """The last reading of the old device may not fall, the number of the new one is its own."""
    request = ReplaceMeter(METER, date(2025, 2, 1), 899_999, Device("W-9", 3), 1_000_000)
    ruling = rule_on_replacing(request, FRESH, held=(), serials={"W-9"}, today=TODAY)
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "ledger.office_required",
        "ledger.reading_falls",
        "ledger.meter_number_taken",
        "ledger.reading_impossible",
    )
