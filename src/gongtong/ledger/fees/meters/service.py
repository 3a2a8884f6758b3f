"""The desk of meters: entering, reading and replacing them (表具服务)."""

from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.service import offices_of_actor
from gongtong.ledger.fees.meters import store
from gongtong.ledger.fees.meters.reading import (
    InstallMeter,
    MeterInstalled,
    MeterReplaced,
    ReadingsRecorded,
    RecordReadings,
    ReplaceMeter,
    rule_on_installing,
    rule_on_readings,
    rule_on_replacing,
)
from gongtong.ledger.fees.meters.registering import (
    Correction,
    KeptReading,
    Meter,
    corrections_of,
)


def _install_meter(unit: UnitOfWork, request: InstallMeter) -> MeterInstalled:
    if request.dwelling_id is not None:
        store.require_dwelling(unit, request.dwelling_id)
    serials = store.load_serials(unit, request.device.serial)
    held = offices_of_actor(unit)
    event = unit.granted(
        rule_on_installing(request, held=held, serials=serials, new_id=unit.new_id())
    )
    store.save_meter(unit, event.meter)
    unit.record(event)
    return event


def _record_readings(unit: UnitOfWork, request: RecordReadings) -> ReadingsRecorded:
    meters = store.load_meters(unit, {one.meter_id for one in request.readings})
    held = offices_of_actor(unit)
    read = unit.granted(rule_on_readings(request, meters, held=held, today=unit.today))
    store.save_readings(unit, read.readings, read.meters)
    event = ReadingsRecorded(read.readings, unit.actor.id)
    unit.record(event)
    return event


def _replace_meter(unit: UnitOfWork, request: ReplaceMeter) -> MeterReplaced:
    meter = store.require_meter(unit, request.meter_id)
    ruling = rule_on_replacing(
        request,
        meter,
        held=offices_of_actor(unit),
        serials=store.load_serials(unit, request.device.serial),
        today=unit.today,
    )
    event, replaced = unit.granted(ruling)
    store.save_readings(unit, (event.final,), (replaced,))
    unit.record(event)
    return event


INSTALL_METER: Final = Command(
    "ledger.install_meter", InstallMeter, MeterInstalled, _install_meter, zh="登记表具"
)
RECORD_READINGS: Final = Command(
    "ledger.record_readings", RecordReadings, ReadingsRecorded, _record_readings, zh="登记读数"
)
REPLACE_METER: Final = Command(
    "ledger.replace_meter", ReplaceMeter, MeterReplaced, _replace_meter, zh="更换表具"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (INSTALL_METER, RECORD_READINGS, REPLACE_METER)


class Meters:
    """The desk of meters (抄表台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def install(self, request: InstallMeter, *, key: str) -> MeterInstalled:
        """Enter a meter with what it shows on its first day (登记表具)."""
        return self._unit.run(INSTALL_METER, request, key=key)

    def record_readings(self, request: RecordReadings, *, key: str) -> ReadingsRecorded:
        """Record what meters showed, all readings or none (登记读数)."""
        return self._unit.run(RECORD_READINGS, request, key=key)

    def replace(self, request: ReplaceMeter, *, key: str) -> MeterReplaced:
        """Put a new device in a meter's place (更换表具)."""
        return self._unit.run(REPLACE_METER, request, key=key)

    def list_meters(self, dwelling_id: UUID | None = None) -> tuple[Meter, ...]:
        """List the meters of the place, or of a dwelling (列出表具)."""
        return store.list_meters(self._unit, dwelling_id)

    def list_readings(self, meter_id: UUID) -> tuple[KeptReading, ...]:
        """List what a meter showed, day by day (列出读数)."""
        return store.list_readings(self._unit, meter_id)

    def corrections(self, meter_id: UUID) -> tuple[Correction, ...]:
        """List by how much estimates were wrong (列出估抄更正)."""
        return tuple(corrections_of(store.list_readings(self._unit, meter_id)))
