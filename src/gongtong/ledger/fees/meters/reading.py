"""Installing meters, recording what they show, and replacing them (抄表)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.duties import reasons_of_office
from gongtong.ledger.fees.meters.registering import (
    Device,
    KeptReading,
    Meter,
    ReadingSource,
)
from gongtong.ledger.fees.policies import MeterKind

METER_RULES: Final = Source("收费规则", "抄表", standing=Standing.HOUSE)
MAY_READ: Final = frozenset({Office.KEEPER_OF_BOOKS, Office.CHAIR, Office.MEMBER, Office.APPLICANT})


@frozen
class InstallMeter:
    """A request to enter a meter: whose it is, what it counts, and what it shows on the first day (装表申请).

    A common meter has a `name`, such as the lift of an entrance, and no dwelling.
    """

    kind: MeterKind
    device: Device
    installed_on: date
    initial_value: int
    dwelling_id: UUID | None = None
    name: str = ""


@frozen
class MeterInstalled:
    """A meter is on record (表具已登记)."""

    meter: Meter


@frozen
class NewReading:
    """One reading as somebody hands it in (读数).

    Whoever saw a device begin at nothing again says so with `rolled_over`.
    """

    meter_id: UUID
    read_on: date
    value: int
    source: ReadingSource = ReadingSource.ACTUAL
    rolled_over: bool = False


@frozen
class RecordReadings:
    """A request to record readings, of many meters or of many days (登记读数申请)."""

    readings: tuple[NewReading, ...]


@frozen
class ReadingsRecorded:
    """Readings are on record, in the order of their days (读数已登记)."""

    readings: tuple[KeptReading, ...]
    recorded_by: str


@frozen
class ReplaceMeter:
    """A request to put a new device in a meter's place: the last reading of the old, the first of the new (换表申请)."""

    meter_id: UUID
    replaced_on: date
    final_value: int
    device: Device
    initial_value: int
    rolled_over: bool = False


@frozen
class MeterReplaced:
    """A meter has a new device, and its total goes on (表具已更换)."""

    meter_id: UUID
    final: KeptReading
    device: Device
    initial_value: int


@frozen
class ReadMeters:
    """The readings of a request with the meters after them (抄表结果)."""

    readings: tuple[KeptReading, ...]
    meters: tuple[Meter, ...]


def rule_on_installing(
    request: InstallMeter, *, held: Collection[Office], serials: Collection[str], new_id: UUID
) -> Granted[MeterInstalled] | Refused:
    """Let a meter be entered, or name every ground against it (装表审核).

    Grounds, in this order: the office, a meter of neither a dwelling nor a name, a number that another
    meter bears, a first reading that the device cannot show.
    """
    reasons = (
        *reasons_of_office(held, MAY_READ, METER_RULES, act=("登记表具", "enter a meter")),
        *_reasons_of_owner(request),
        *_reasons_of_serial(request.device, serials),
        *_reasons_of_value(request.device, request.initial_value, request.device.serial),
    )
    if reasons:
        return Refused(reasons)
    value = request.initial_value
    meter = Meter(
        new_id,
        request.kind,
        request.name.strip(),
        request.dwelling_id,
        request.device,
        request.installed_on,
        value,
        0,
        value,
        0,
        0,
    )
    return Granted(MeterInstalled(meter))


def rule_on_readings(
    request: RecordReadings,
    meters: Mapping[UUID, Meter],
    *,
    held: Collection[Office],
    today: date,
) -> Granted[ReadMeters] | Refused:
    """Take readings in the order of their days, all or none, or name every ground (抄表审核).

    Grounds, in this order: the office, no reading at all, then meter by meter and day by day: an unknown
    meter, a day to come, a second reading of a day, a day before the last, a value that the device cannot
    show, one that falls without rolling over or does not fall though it did.
    """
    reasons = list(
        reasons_of_office(held, MAY_READ, METER_RULES, act=("登记读数", "record readings"))
    )
    if not request.readings:
        reasons.append(Reason("ledger.no_readings", "没有读数", "there is no reading", METER_RULES))
    state = dict(meters)
    kept: list[KeptReading] = []
    for reading in sorted(request.readings, key=lambda one: (one.meter_id, one.read_on)):
        found = state.get(reading.meter_id)
        grounds = tuple(_reasons_of_reading(reading, found, today))
        reasons.extend(grounds)
        if found is not None and not grounds:
            taken = _take(found, reading)
            kept.append(taken)
            state[found.id] = _after(found, taken)
    if reasons:
        return Refused(tuple(reasons))
    read = {one.meter_id for one in kept}
    return Granted(ReadMeters(tuple(kept), tuple(state[meter_id] for meter_id in sorted(read))))


def rule_on_replacing(
    request: ReplaceMeter,
    meter: Meter,
    *,
    held: Collection[Office],
    serials: Collection[str],
    today: date,
) -> Granted[tuple[MeterReplaced, Meter]] | Refused:
    """Take the last reading of the old device and the first of the new (换表审核)."""
    final = NewReading(
        request.meter_id,
        request.replaced_on,
        request.final_value,
        ReadingSource.FINAL,
        request.rolled_over,
    )
    reasons = (
        *reasons_of_office(held, MAY_READ, METER_RULES, act=("更换表具", "replace a meter")),
        *_reasons_of_reading(final, meter, today),
        *_reasons_of_serial(request.device, serials),
        *_reasons_of_value(request.device, request.initial_value, request.device.serial),
    )
    if reasons:
        return Refused(reasons)
    taken = _take(meter, final)
    replaced = evolve(
        _after(meter, taken),
        device=request.device,
        last_value=request.initial_value,
        actual_value=request.initial_value,
    )
    event = MeterReplaced(meter.id, taken, request.device, request.initial_value)
    return Granted((event, replaced))


def _take(meter: Meter, reading: NewReading) -> KeptReading:
    """Give the reading with its total: an actual one counts from the last actual one."""
    is_estimated = reading.source is ReadingSource.ESTIMATED
    value, total = (
        (meter.last_value, meter.last_total)
        if is_estimated
        else (meter.actual_value, meter.actual_total)
    )
    shown = reading.value + (meter.device.wraps_at if reading.rolled_over else 0)
    total += (shown - value) * meter.device.multiplier
    return KeptReading(
        meter.id,
        reading.read_on,
        reading.value,
        reading.source,
        total,
        max(meter.billed_total, total),
    )


def _after(meter: Meter, taken: KeptReading) -> Meter:
    is_estimated = taken.source is ReadingSource.ESTIMATED
    return evolve(
        meter,
        last_on=taken.read_on,
        last_value=taken.value,
        last_total=taken.total,
        actual_value=meter.actual_value if is_estimated else taken.value,
        actual_total=meter.actual_total if is_estimated else taken.total,
        billed_total=taken.billed_total,
    )


def _reasons_of_reading(reading: NewReading, meter: Meter | None, today: date) -> Iterator[Reason]:
    if meter is None:
        at = (("meter", str(reading.meter_id)),)
        yield Reason(
            "ledger.meter_unknown",
            f"没有登记编号为{reading.meter_id}的表具",
            f"no meter has the id {reading.meter_id}",
            METER_RULES,
            at,
        )
        return
    name = meter.device.serial
    yield from _reasons_of_day(reading, meter, today)
    yield from _reasons_of_value(meter.device, reading.value, name)
    is_estimated = reading.source is ReadingSource.ESTIMATED
    before = meter.last_value if is_estimated else meter.actual_value
    falls = reading.value < before
    if falls and not reading.rolled_over:
        yield _reason(
            "ledger.reading_falls",
            (f"表{name}的读数小于上次读数，且未注明翻转", f"meter {name} shows less than before"),
            reading,
        )
    if reading.rolled_over and not falls:
        yield _reason(
            "ledger.rollover_unfounded",
            (f"表{name}的读数没有变小，不能是翻转", f"meter {name} did not roll over: it rose"),
            reading,
        )


def _reasons_of_day(reading: NewReading, meter: Meter, today: date) -> Iterator[Reason]:
    name, day = meter.device.serial, reading.read_on
    if day > today:
        yield _reason(
            "ledger.reading_to_come",
            (f"表{name}的读数日期{day}尚未到来", f"meter {name}: {day} is yet to come"),
            reading,
        )
    if day == meter.last_on:
        yield _reason(
            "ledger.reading_repeated",
            (f"表{name}在{day}已有读数", f"meter {name} has a reading of {day} already"),
            reading,
        )
    if day < meter.last_on:
        yield _reason(
            "ledger.reading_before_last",
            (
                f"表{name}在{meter.last_on}已有读数，{day}在其之前",
                f"meter {name} was read after {day}",
            ),
            reading,
        )


def _reasons_of_value(device: Device, value: int, name: str) -> Iterator[Reason]:
    if not 0 <= value < device.wraps_at:
        yield Reason(
            "ledger.reading_impossible",
            f"表{name}有{device.digits}位整数，显示不出该读数",
            f"meter {name} shows {device.digits} digits before the point and cannot show this value",
            METER_RULES,
            (("serial", name), ("thousandths", str(value))),
        )


def _reasons_of_owner(request: InstallMeter) -> Iterator[Reason]:
    if request.dwelling_id is None and not request.name.strip():
        yield Reason(
            "ledger.meter_of_nobody",
            "公共表具须有名称，住户表具须注明房屋",
            "a meter is that of a dwelling, or a common one with a name",
            METER_RULES,
        )


def _reasons_of_serial(device: Device, serials: Collection[str]) -> Iterator[Reason]:
    if not device.serial.strip() or device.serial.strip() in serials:
        yield Reason(
            "ledger.meter_number_taken",
            f"表号“{device.serial}”为空或已被使用",
            f"the number {device.serial!r} is blank or that of another meter",
            METER_RULES,
            (("serial", device.serial),),
        )


def _reason(code: str, said: tuple[str, str], reading: NewReading) -> Reason:
    params = (("meter", str(reading.meter_id)), ("read_on", str(reading.read_on)))
    return Reason(code, said[0], said[1], METER_RULES, params)
