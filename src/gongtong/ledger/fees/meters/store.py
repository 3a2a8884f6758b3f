"""Reading and writing meters and what they showed (表具存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.registry.tables import RegistryTables
from gongtong.ledger.fees.meters.registering import Device, KeptReading, Meter, ReadingSource
from gongtong.ledger.fees.meters.tables import MetersTables
from gongtong.ledger.fees.policies import MeterUse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from gongtong.core.periods import Span
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.ledger.fees.parts import Part

_MOST_IN_LIST: Final = 400


def label_columns(dwelling: sa.Table) -> tuple[sa.Column[Any], ...]:
    """Give the columns of a label, in its order (房号列)."""
    return dwelling.c.building, dwelling.c.unit, dwelling.c.room


def within_part(dwelling: sa.Table, part: Part) -> list[sa.ColumnElement[bool]]:
    """Give the clauses that keep the dwellings of a part (分批条件)."""
    label = sa.tuple_(*label_columns(dwelling))
    bounds: list[sa.ColumnElement[bool]] = []
    if part.after is not None:
        bounds.append(label > sa.tuple_(*part.after.position))
    if part.through is not None:
        bounds.append(label <= sa.tuple_(*part.through.position))
    return bounds


def require_dwelling(unit: UnitOfWork, dwelling_id: UUID) -> None:
    """Make sure that a dwelling is in the register; raises `UnknownReferenceError` (须有房屋)."""
    dwelling = unit.tables(RegistryTables).dwelling
    found = unit.connection.scalar(
        sa.select(dwelling.c.id).where(
            dwelling.c.place_id == unit.place_id, dwelling.c.id == dwelling_id
        )
    )
    if found is None:
        kind = "dwelling"
        raise UnknownReferenceError(kind, dwelling_id)


def load_meters(unit: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Meter]:
    """Read meters by their ids; those that are not there are left out (读取表具)."""
    table = unit.tables(MetersTables).meter
    found: dict[UUID, Meter] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), _MOST_IN_LIST):
        rows = unit.connection.execute(
            sa.select(table).where(
                table.c.place_id == unit.place_id,
                table.c.meter_id.in_(wanted[start : start + _MOST_IN_LIST]),
            )
        )
        found.update((row.meter_id, _meter(row)) for row in rows)
    return found


def require_meter(unit: UnitOfWork, meter_id: UUID) -> Meter:
    """Read one meter; raises `UnknownReferenceError` (须有表具)."""
    found = load_meters(unit, (meter_id,))
    if meter_id not in found:
        kind = "meter"
        raise UnknownReferenceError(kind, meter_id)
    return found[meter_id]


def list_meters(unit: UnitOfWork, dwelling_id: UUID | None = None) -> tuple[Meter, ...]:
    """Read every meter, or those of a dwelling, in the order of their numbers (列出表具)."""
    table = unit.tables(MetersTables).meter
    query = sa.select(table).where(table.c.place_id == unit.place_id)
    if dwelling_id is not None:
        query = query.where(table.c.dwelling_id == dwelling_id)
    return tuple(_meter(row) for row in unit.connection.execute(query.order_by(table.c.serial)))


def load_serials(unit: UnitOfWork, serial: str) -> frozenset[str]:
    """Read whether a number is that of a meter (读取表号)."""
    table = unit.tables(MetersTables).meter
    rows = unit.connection.scalars(
        sa.select(table.c.serial).where(
            table.c.place_id == unit.place_id, table.c.serial == (serial.strip() or "-")
        )
    )
    return frozenset(rows)


def list_readings(unit: UnitOfWork, meter_id: UUID) -> tuple[KeptReading, ...]:
    """Read the readings of a meter in the order of their days (列出读数)."""
    table = unit.tables(MetersTables).meter_reading
    rows = unit.connection.execute(
        sa.select(
            table.c.meter_id,
            table.c.read_on,
            table.c.value,
            table.c.source,
            table.c.total,
            table.c.billed_total,
        )
        .where(table.c.place_id == unit.place_id, table.c.meter_id == meter_id)
        .order_by(table.c.read_on)
    )
    return tuple(KeptReading(*row) for row in rows)


def save_meter(unit: UnitOfWork, meter: Meter) -> None:
    """Insert a meter (写入表具)."""
    values = _row(meter) | {
        "place_id": unit.place_id,
        "meter_id": meter.id,
        "kind": meter.kind,
        "name": meter.name,
        "dwelling_id": meter.dwelling_id,
        "version": meter.version,
    }
    unit.connection.execute(unit.tables(MetersTables).meter.insert().values(values))


def save_readings(
    unit: UnitOfWork, readings: Iterable[KeptReading], meters: Iterable[Meter]
) -> None:
    """Insert readings, and write the meters as they stand after them (写入读数)."""
    tables = unit.tables(MetersTables)
    rows = [
        {
            "place_id": unit.place_id,
            "meter_id": one.meter_id,
            "read_on": one.read_on,
            "value": one.value,
            "source": one.source,
            "total": one.total,
            "billed_total": one.billed_total,
            "recorded_by": unit.actor.id,
        }
        for one in readings
    ]
    if rows:
        unit.connection.execute(tables.meter_reading.insert(), rows)
    for meter in meters:
        touched = unit.connection.execute(
            tables.meter.update()
            .where(
                tables.meter.c.place_id == unit.place_id,
                tables.meter.c.meter_id == meter.id,
                tables.meter.c.version == meter.version,
            )
            .values(_row(meter) | {"version": meter.version + 1})
        )
        if touched.rowcount != 1:
            kind = "meter"
            raise ConcurrentChangeError(kind, meter.device.serial)


def list_uses(unit: UnitOfWork, period: Span, part: Part) -> dict[UUID, tuple[MeterUse, ...]]:
    """Read what went through the meters of a part's dwellings within a period, added up by kind (读取用量)."""
    if period.end is None:
        return {}
    uses: defaultdict[UUID, dict[Any, MeterUse]] = defaultdict(dict)
    for row in unit.connection.execute(_uses(unit, period.start, period.end, part)):
        earlier, before, after = row.earlier or 0, row.before or 0, row.after or 0
        known = uses[row.dwelling_id].get(row.kind, MeterUse(row.kind, 0))
        uses[row.dwelling_id][row.kind] = MeterUse(
            row.kind,
            known.thousandths + after - before,
            known.earlier_this_year + before - earlier,
            known.is_estimated or after > (row.confirmed or 0),
        )
    return {who: tuple(by_kind.values()) for who, by_kind in uses.items()}


def _uses(unit: UnitOfWork, start: date, end: date, part: Part) -> sa.Select[Any]:
    tables = unit.tables(MetersTables)
    meter, reading = tables.meter, tables.meter_reading
    dwelling = unit.tables(RegistryTables).dwelling

    def by(day: date) -> sa.ColumnElement[Any]:
        return sa.func.max(sa.case((reading.c.read_on <= day, reading.c.billed_total)))

    is_confirmed = (reading.c.read_on <= end) & (reading.c.source != ReadingSource.ESTIMATED)
    return (
        sa.select(
            meter.c.dwelling_id,
            meter.c.kind,
            by(start.replace(month=1, day=1)).label("earlier"),
            by(start).label("before"),
            by(end).label("after"),
            sa.func.max(sa.case((is_confirmed, reading.c.total))).label("confirmed"),
        )
        .join_from(
            dwelling,
            meter,
            (meter.c.place_id == dwelling.c.place_id) & (meter.c.dwelling_id == dwelling.c.id),
        )
        .join(
            reading,
            (reading.c.place_id == meter.c.place_id) & (reading.c.meter_id == meter.c.meter_id),
        )
        .where(dwelling.c.place_id == unit.place_id, *within_part(dwelling, part))
        .group_by(meter.c.dwelling_id, meter.c.kind, meter.c.meter_id)
        .order_by(meter.c.dwelling_id, meter.c.kind, meter.c.meter_id)
    )


def _row(meter: Meter) -> dict[str, object]:
    return {
        "serial": meter.device.serial.strip(),
        "digits": meter.device.digits,
        "multiplier": meter.device.multiplier,
        "last_on": meter.last_on,
        "last_value": meter.last_value,
        "last_total": meter.last_total,
        "actual_value": meter.actual_value,
        "actual_total": meter.actual_total,
        "billed_total": meter.billed_total,
    }


def _meter(row: sa.Row[Any]) -> Meter:
    return Meter(
        row.meter_id,
        row.kind,
        row.name,
        row.dwelling_id,
        Device(row.serial, row.digits, row.multiplier),
        row.last_on,
        row.last_value,
        row.last_total,
        row.actual_value,
        row.actual_total,
        row.billed_total,
        row.version,
    )
