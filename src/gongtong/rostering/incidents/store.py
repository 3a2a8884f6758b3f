"""Reading and writing incidents (突发情况存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.rostering.incidents.incident import HandOver, Incident, IncidentEnd
from gongtong.rostering.incidents.tables import IncidentTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.incidents.reporting import (
        EndIncident,
        HandOverIncident,
        IncidentReported,
        ReportIncident,
    )


def load_incidents(unit: UnitOfWork, number: int | None = None) -> tuple[Incident, ...]:
    """Read the incidents of the place or one of them, the first one first (读取突发情况)."""
    tables = unit.tables(IncidentTables)
    table, handed = tables.incident, tables.hand_over
    query = sa.select(table).where(table.c.place_id == unit.place_id).order_by(table.c.number)
    more = sa.select(handed).where(handed.c.place_id == unit.place_id).order_by(handed.c.ordinal)
    if number is not None:
        query, more = (
            query.where(table.c.number == number),
            more.where(handed.c.incident == number),
        )
    by_number: dict[int, list[HandOver]] = {}
    for row in unit.connection.execute(more):
        found = HandOver(row.receiver, row.at, row.taken_by, row.words)
        by_number.setdefault(row.incident, []).append(found)
    rows = unit.connection.execute(query)
    return tuple(_incident(row, tuple(by_number.get(row.number, ()))) for row in rows)


def load_incident(unit: UnitOfWork, number: int) -> Incident:
    """Read an incident; raises `UnknownReferenceError` (读取一件突发情况)."""
    found = load_incidents(unit, number)
    if not found:
        kind = "incident"
        raise UnknownReferenceError(kind, str(number))
    return found[0]


def last_number(unit: UnitOfWork) -> int:
    """Read the number of the last incident, 0 where there is none (末件编号)."""
    table = unit.tables(IncidentTables).incident
    query = sa.select(sa.func.max(table.c.number)).where(table.c.place_id == unit.place_id)
    return int(unit.connection.execute(query).scalar_one() or 0)


def save_incident(unit: UnitOfWork, request: ReportIncident, event: IncidentReported) -> None:
    """Write an incident (写入突发情况)."""
    unit.connection.execute(
        unit.tables(IncidentTables)
        .incident.insert()
        .values(
            place_id=unit.place_id,
            number=event.number,
            kind=request.kind,
            at=request.at,
            reported_by=request.reported_by,
            whereabouts=request.where.strip(),
            what=request.what.strip(),
            person=request.person.strip(),
            photos=to_json(list(request.photos)),
            shift=request.shift,
            outcome=None,
            ended_at=None,
            end_words="",
            noted_by=unit.actor.id,
        )
    )


def save_hand_over(unit: UnitOfWork, request: HandOverIncident, ordinal: int) -> None:
    """Write a hand-over (写入移交)."""
    one = request.hand_over
    unit.connection.execute(
        unit.tables(IncidentTables)
        .hand_over.insert()
        .values(
            place_id=unit.place_id,
            incident=request.number,
            ordinal=ordinal,
            receiver=one.to,
            at=one.at,
            taken_by=one.taken_by.strip(),
            words=one.words.strip(),
            noted_by=unit.actor.id,
        )
    )


def save_end(unit: UnitOfWork, request: EndIncident) -> None:
    """Write how an incident ended (写入办结)."""
    table = unit.tables(IncidentTables).incident
    unit.connection.execute(
        table.update()
        .where(table.c.place_id == unit.place_id, table.c.number == request.number)
        .values(
            outcome=request.end.outcome,
            ended_at=request.end.at,
            end_words=request.end.words.strip(),
        )
    )


def _incident(row: sa.Row[Any], hand_overs: tuple[HandOver, ...]) -> Incident:
    end = None if row.outcome is None else IncidentEnd(row.outcome, row.ended_at, row.end_words)
    return Incident(
        row.number,
        row.kind,
        row.at,
        row.reported_by,
        row.whereabouts,
        row.what,
        row.person,
        tuple(row.photos),
        row.shift,
        hand_overs,
        end,
    )
