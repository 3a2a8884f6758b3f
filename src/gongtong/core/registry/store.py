"""The register, the offices and the house rules as rows (名册存取).

Nothing here imports the unit of work at run time, so that the unit's book may be made from
`load_house_rules`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.appointments import AppointmentEnded
from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.offices import Appointment, Mandate, OfficeHolders
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.policies import HouseRule, Rank
from gongtong.core.register import Dwelling, Owner, OwnerParty, Register
from gongtong.core.register_changes import Change, Holding
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.registry.tables import RegistryTables
from gongtong.core.rulings import Source
from gongtong.core.storage.prepared import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongtong.core.storage.unit import UnitOfWork

_RELATIVES: Final = tuple[str, ...]
Identity = tuple[tuple[str, str], ...]


def load_parties(unit: UnitOfWork) -> dict[UUID, OwnerParty]:
    """Read every party the place has had, by its id (读取产权人)."""
    member = unit.tables(RegistryTables).party_member
    rows = unit.connection.execute(
        sa.select(member.c.party_id, member.c.owner_id, member.c.name, member.c.phone)
        .where(member.c.place_id == unit.place_id)
        .order_by(member.c.party_id, member.c.position)
    )
    members: defaultdict[UUID, list[Owner]] = defaultdict(list)
    for party_id, owner_id, name, phone in rows:
        members[party_id].append(Owner(owner_id, name, phone))
    return {party_id: OwnerParty(party_id, tuple(owners)) for party_id, owners in members.items()}


def _lines(unit: UnitOfWork, *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    tables = unit.tables(RegistryTables)
    dwelling, line = tables.dwelling, tables.dwelling_line
    return (
        sa.select(
            dwelling.c.id,
            dwelling.c.building,
            dwelling.c.unit,
            dwelling.c.room,
            line.c.party_id,
            line.c.status,
            line.c.area_cm2,
            line.c.area_evidence,
            line.c.part_use,
            line.c.note,
            line.c.valid_from,
        )
        .join_from(
            dwelling,
            line,
            (line.c.place_id == dwelling.c.place_id) & (line.c.dwelling_id == dwelling.c.id),
        )
        .where(dwelling.c.place_id == unit.place_id, *conditions)
    )


def load_register(unit: UnitOfWork, on: date) -> Register:
    """Read the register as it stands on a day, in two queries (读取名册)."""
    line = unit.tables(RegistryTables).dwelling_line
    in_force = (line.c.valid_from <= on) & (
        line.c.valid_until.is_(None) | (line.c.valid_until > on)
    )
    parties = load_parties(unit)
    rows = unit.connection.execute(_lines(unit, in_force))
    return Register(
        tuple(
            Dwelling(
                row.id,
                DwellingLabel(row.building, row.unit, row.room),
                parties[row.party_id],
                row.status,
                row.area_cm2,
                row.area_evidence,
                row.part_use,
                row.note,
            )
            for row in rows
        ),
        on,
    )


def load_holdings(
    unit: UnitOfWork, parties: Mapping[UUID, OwnerParty]
) -> dict[DwellingLabel, Holding]:
    """Read what the register says last of each dwelling (读取现登记)."""
    line = unit.tables(RegistryTables).dwelling_line
    rows = unit.connection.execute(_lines(unit, line.c.valid_until.is_(None)))
    holdings = (_holding(row, parties[row.party_id]) for row in rows)
    return {holding.line.label: holding for holding in holdings}


def load_holding(unit: UnitOfWork, dwelling_id: UUID) -> tuple[Holding, dict[UUID, OwnerParty]]:
    """Read what the register says last of one dwelling, and the parties there are (读取单套登记)."""
    tables = unit.tables(RegistryTables)
    row = unit.connection.execute(
        _lines(
            unit,
            tables.dwelling_line.c.valid_until.is_(None),
            tables.dwelling.c.id == dwelling_id,
        )
    ).one_or_none()
    if row is None:
        kind = "dwelling"
        raise UnknownReferenceError(kind, dwelling_id)
    parties = load_parties(unit)
    return _holding(row, parties[row.party_id]), parties


def _holding(row: sa.Row[Any], party: OwnerParty) -> Holding:
    line = SheetDwelling(
        DwellingLabel(row.building, row.unit, row.room),
        tuple(member.name for member in party.members),
        party.members[0].phone,
        row.status,
        row.area_cm2,
        row.area_evidence,
        row.part_use,
        row.note,
    )
    return Holding(row.id, row.valid_from, row.party_id, line)


def _insert(unit: UnitOfWork, table: sa.Table, rows: Iterable[Mapping[str, object]]) -> None:
    written = [{"place_id": unit.place_id, **row} for row in rows]
    if written:
        unit.connection.execute(table.insert(), written)


def save_parties(
    unit: UnitOfWork, lines: Iterable[SheetDwelling], known: Mapping[UUID, OwnerParty]
) -> dict[Identity, UUID]:
    """Write the parties of these lines that are new, and give the id of every party (登记产权人)."""
    parties = {_identity(party.members): party.id for party in known.values()}
    owners = {
        (owner.name, owner.phone): owner.id for party in known.values() for owner in party.members
    }
    fresh: list[OwnerParty] = []
    for line in lines:
        if line.identity in parties:
            continue
        for person in line.identity:
            if person not in owners:
                owners[person] = unit.new_id()
        members = tuple(Owner(owners[name, line.phone], name, line.phone) for name in line.names)
        fresh.append(OwnerParty(unit.new_id(), members))
        parties[line.identity] = fresh[-1].id
    tables = unit.tables(RegistryTables)
    _insert(unit, tables.party, ({"id": party.id} for party in fresh))
    _insert(
        unit,
        tables.party_member,
        (
            {
                "party_id": party.id,
                "position": position,
                "owner_id": owner.id,
                "name": owner.name,
                "phone": owner.phone,
            }
            for party in fresh
            for position, owner in enumerate(party.members)
        ),
    )
    return parties


def _identity(members: Sequence[Owner]) -> Identity:
    return tuple(sorted((member.name, member.phone) for member in members))


def save_new_dwellings(
    unit: UnitOfWork,
    lines: Sequence[SheetDwelling],
    parties: Mapping[Identity, UUID],
    on: date,
) -> None:
    """Write dwellings that the register does not have yet, with their first line (新增房屋)."""
    tables = unit.tables(RegistryTables)
    ids = {line.label: unit.new_id() for line in lines}
    _insert(
        unit,
        tables.dwelling,
        (
            {
                "id": ids[line.label],
                "building": line.label.building,
                "unit": line.label.unit,
                "room": line.label.room,
            }
            for line in lines
        ),
    )
    _insert(
        unit,
        tables.dwelling_line,
        (_line_row(ids[line.label], on, line, parties) for line in lines),
    )


def _line_row(
    dwelling_id: UUID, on: date, line: SheetDwelling, parties: Mapping[Identity, UUID]
) -> dict[str, object]:
    return {
        "dwelling_id": dwelling_id,
        "valid_from": on,
        "valid_until": None,
        "party_id": parties[line.identity],
        "status": line.status,
        "part_use": line.use,
        "area_cm2": line.area_cm2,
        "area_evidence": line.area_evidence,
        "note": line.note,
    }


def save_changes(
    unit: UnitOfWork, changes: Sequence[Change], parties: Mapping[Identity, UUID], on: date
) -> None:
    """End the lines that change on a day and begin new ones (变更登记).

    A line that began on the very day never stood for a whole one; it is corrected in place.
    """
    same_day = [change.held for change in changes if change.held.since == on]
    earlier = [change.held for change in changes if change.held.since < on]
    line = unit.tables(RegistryTables).dwelling_line
    its_line = (
        (line.c.place_id == unit.place_id)
        & (line.c.dwelling_id == sa.bindparam("which"))
        & (line.c.valid_from == sa.bindparam("since"))
        & line.c.valid_until.is_(None)
    )
    _touch_each(unit, line.delete().where(its_line), same_day)
    _touch_each(unit, line.update().where(its_line).values(valid_until=on), earlier)
    _insert(
        unit,
        line,
        (_line_row(change.held.dwelling_id, on, change.line, parties) for change in changes),
    )


def _touch_each(
    unit: UnitOfWork, statement: sa.Update | sa.Delete, held: Sequence[Holding]
) -> None:
    if not held:
        return
    parameters = [{"which": one.dwelling_id, "since": one.since} for one in held]
    touched = unit.connection.execute(statement, parameters).rowcount
    if touched != len(held):
        kind = "dwelling line"
        raise ConcurrentChangeError(kind, held[0].line.label)


def load_office_holders(unit: UnitOfWork) -> OfficeHolders:
    """Read every appointment of the place, past ones too (读取任职)."""
    table = unit.tables(RegistryTables).appointment
    rows = unit.connection.execute(sa.select(table).where(table.c.place_id == unit.place_id))
    return OfficeHolders(
        tuple(
            Appointment(
                row.id,
                row.person_id,
                row.person_name,
                row.office,
                Span(row.starts_on, row.ends_on),
                from_json(row.mandate, Mandate),
                from_json(row.relative_ids, _RELATIVES),
            )
            for row in rows
        )
    )


def save_appointment(unit: UnitOfWork, appointment: Appointment) -> None:
    """Write a new appointment (登记任职)."""
    _insert(
        unit,
        unit.tables(RegistryTables).appointment,
        [
            {
                "id": appointment.id,
                "person_id": appointment.person_id,
                "person_name": appointment.person_name,
                "office": appointment.office,
                "starts_on": appointment.span.start,
                "ends_on": appointment.span.end,
                "mandate": to_json(appointment.mandate),
                "ended_by": None,
                "relative_ids": to_json(appointment.relative_ids),
            }
        ],
    )


def save_end(unit: UnitOfWork, event: AppointmentEnded) -> None:
    """Write the day on which an appointment ends, and by which decision (登记免职)."""
    table = unit.tables(RegistryTables).appointment
    unit.connection.execute(
        table.update()
        .where(table.c.place_id == unit.place_id, table.c.id == event.appointment.id)
        .values(ends_on=event.appointment.span.end, ended_by=to_json(event.mandate))
    )


def load_house_rules(
    connection: sa.Connection, tables: RegistryTables, place_id: UUID
) -> tuple[HouseRule, ...]:
    """Read every text of every house rule of a place, in a fixed order (读取小区规则)."""
    rows = read_rows(connection, _texts_of_place(tables.house_rule), {"place": place_id})
    return tuple(
        HouseRule(
            id=row.rule_id,
            point=row.point,
            value=row.value,
            in_force=Span(row.starts_on, row.ends_on),
            decision=from_json(row.decision, Source),
            recorded_on=row.recorded_on,
            rank=Rank(row.rank),
        )
        for row in rows
    )


@lru_cache(maxsize=16)
def _texts_of_place(table: sa.Table) -> sa.Select[Any]:
    return (
        sa.select(table)
        .where(table.c.place_id == sa.bindparam("place"))
        .order_by(table.c.rule_id, table.c.text_number)
    )


def save_house_rule(unit: UnitOfWork, rule: HouseRule) -> None:
    """Write a house rule, or a further text of one (登记小区规则)."""
    table = unit.tables(RegistryTables).house_rule
    texts = unit.connection.scalar(
        sa.select(sa.func.count())
        .select_from(table)
        .where(table.c.place_id == unit.place_id, table.c.rule_id == rule.id)
    )
    _insert(
        unit,
        table,
        [
            {
                "rule_id": rule.id,
                "text_number": (texts or 0) + 1,
                "point": rule.point,
                "value": rule.value,
                "starts_on": rule.in_force.start,
                "ends_on": rule.in_force.end,
                "decision": to_json(rule.decision),
                "recorded_on": rule.recorded_on,
                "rank": rule.rank.value,
            }
        ],
    )
