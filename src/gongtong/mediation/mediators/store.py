"""Reading and writing mediators (调解员存取)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.periods import Span
from gongtong.core.storage.column_types import is_key
from gongtong.core.storage.unit import UnitOfWork
from gongtong.mediation.mediators.complaints import (
    ComplainOfMediator,
    ComplaintDecided,
    ComplaintOnFile,
    DecideComplaint,
    MediatorComplained,
)
from gongtong.mediation.mediators.conflicts import (
    ConflictDisclosed,
    ConflictNoted,
    ConflictOnFile,
    ConflictWaived,
)
from gongtong.mediation.mediators.naming import (
    MediatorAnswered,
    MediatorReplaced,
    NamingOnFile,
    NewSeat,
)
from gongtong.mediation.mediators.register import MediatorOnFile, Suitability, Ties
from gongtong.mediation.mediators.tables import CASE, MediatorTables


def list_mediators(unit: UnitOfWork) -> tuple[MediatorOnFile, ...]:
    """Read the register of mediators, by their ids (读取调解员名册)."""
    table = unit.tables(MediatorTables).mediator
    rows = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id).order_by(table.c.person)
    )
    return tuple(_mediator_of(row) for row in rows)


def find_mediator(unit: UnitOfWork, person: str) -> MediatorOnFile | None:
    """Read a mediator, if there is one of this id (查找调解员)."""
    if not is_key(person, MAX_ACTOR_LENGTH):
        return None
    table = unit.tables(MediatorTables).mediator
    row = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id, table.c.person == person)
    ).one_or_none()
    return None if row is None else _mediator_of(row)


def save_mediator(unit: UnitOfWork, mediator: MediatorOnFile) -> None:
    """Write a mediator, new in the first version, else changed (写入调解员)."""
    table = unit.tables(MediatorTables).mediator
    values = {
        "name": mediator.name,
        "basis": mediator.basis,
        "since_day": mediator.span.start,
        "until_day": mediator.span.end,
        "suitability": to_json(mediator.suitability),
        "ties": to_json(mediator.ties),
        "removed_on": mediator.removed_on,
        "version": mediator.version,
    }
    if mediator.version == 1:
        unit.connection.execute(
            table.insert().values(place_id=unit.place_id, person=mediator.person, **values)
        )
        return
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.person == mediator.person,
            table.c.version == mediator.version - 1,
        )
        .values(**values)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("mediator", mediator.person)


def list_namings(unit: UnitOfWork, case: str) -> tuple[NamingOnFile, ...]:
    """Read the seats of a case, those that ended too, with what each party said last (读取任命)."""
    if not is_key(case, CASE):
        return ()
    tables = unit.tables(MediatorTables)
    seat, answer = tables.case_mediator, tables.mediator_answer
    said: dict[int, dict[str, bool]] = {}
    for row in unit.connection.execute(
        sa.select(answer.c.seat, answer.c.party, answer.c.accepts)
        .where(answer.c.place_id == unit.place_id, answer.c.case_number == case)
        .order_by(answer.c.seat, answer.c.sequence)
    ):
        said.setdefault(row.seat, {})[row.party] = row.accepts
    rows = unit.connection.execute(
        sa.select(seat)
        .where(seat.c.place_id == unit.place_id, seat.c.case_number == case)
        .order_by(seat.c.seat)
    )
    return tuple(_naming_of(row, said.get(row.seat, {})) for row in rows)


def insert_namings(unit: UnitOfWork, case: str, seats: tuple[NewSeat, ...]) -> None:
    """Write new seats, and the consent of those who chose them (写入任命)."""
    tables = unit.tables(MediatorTables)
    key = {"place_id": unit.place_id, "case_number": case}
    unit.connection.execute(
        tables.case_mediator.insert(),
        [
            {
                **key,
                "seat": one.seat,
                "person": one.person,
                "named_by": one.named_by,
                "named_on": unit.today,
                "words": "",
            }
            for one in seats
        ],
    )
    answers = [
        {
            **key,
            "seat": one.seat,
            "party": party,
            "sequence": place,
            "accepts": True,
            "said_on": unit.today,
        }
        for one in seats
        for place, party in enumerate(one.accepted_by, start=1)
    ]
    if answers:
        unit.connection.execute(tables.mediator_answer.insert(), answers)


def insert_answer(unit: UnitOfWork, event: MediatorAnswered) -> None:
    """Write what a party says of a mediator, after what it said before (写入表态)."""
    table = unit.tables(MediatorTables).mediator_answer
    said = unit.connection.execute(
        sa.select(sa.func.count()).where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.seat == event.seat,
        )
    ).scalar_one()
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            case_number=event.case,
            seat=event.seat,
            party=event.party,
            sequence=said + 1,
            accepts=event.accepts,
            said_on=unit.today,
        )
    )


def end_naming(unit: UnitOfWork, event: MediatorReplaced, words: str) -> None:
    """Write that a mediator has left a case, and why (写入更换)."""
    table = unit.tables(MediatorTables).case_mediator
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.seat == event.seat,
            table.c.ended_on.is_(None),
        )
        .values(ended_on=event.ended_on, ended_because=event.reason, words=words)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("mediator", event.person)
    if event.successor is not None:
        insert_namings(unit, event.case, (event.successor,))


def list_conflicts(unit: UnitOfWork, case: str) -> dict[int, tuple[ConflictOnFile, ...]]:
    """Read the conflicts of a case by seat, with who has waived them (读取利益冲突)."""
    if not is_key(case, CASE):
        return {}
    tables = unit.tables(MediatorTables)
    conflict, waiver = tables.mediator_conflict, tables.conflict_waiver
    waived: dict[tuple[int, int], set[str]] = {}
    for row in unit.connection.execute(
        sa.select(waiver.c.seat, waiver.c.conflict, waiver.c.party).where(
            waiver.c.place_id == unit.place_id, waiver.c.case_number == case
        )
    ):
        waived.setdefault((row.seat, row.conflict), set()).add(row.party)
    found: dict[int, tuple[ConflictOnFile, ...]] = {}
    for row in unit.connection.execute(
        sa.select(conflict)
        .where(conflict.c.place_id == unit.place_id, conflict.c.case_number == case)
        .order_by(conflict.c.seat, conflict.c.conflict)
    ):
        by = frozenset(waived.get((row.seat, row.conflict), ()))
        one = ConflictOnFile(row.conflict, row.kind, row.party, row.disclosed_on, by)
        found[row.seat] = (*found.get(row.seat, ()), one)
    return found


def insert_conflict(unit: UnitOfWork, event: ConflictNoted, words: str) -> None:
    """Write a conflict, with what was said about it (写入利益冲突)."""
    unit.connection.execute(
        unit.tables(MediatorTables)
        .mediator_conflict.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            seat=event.seat,
            conflict=event.conflict,
            kind=event.kind,
            party=event.party,
            words=words,
            noted_by=unit.actor.id,
            noted_on=unit.today,
            disclosed_on=event.disclosed_on,
        )
    )


def disclose_conflict(unit: UnitOfWork, event: ConflictDisclosed) -> None:
    """Write that the parties were told of a conflict (写入披露)."""
    table = unit.tables(MediatorTables).mediator_conflict
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.seat == event.seat,
            table.c.conflict == event.conflict,
            table.c.disclosed_on.is_(None),
        )
        .values(disclosed_on=event.disclosed_on)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("conflict", event.conflict)


def insert_waiver(unit: UnitOfWork, event: ConflictWaived) -> None:
    """Write that a party waives a conflict (写入放弃异议)."""
    unit.connection.execute(
        unit.tables(MediatorTables)
        .conflict_waiver.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            seat=event.seat,
            conflict=event.conflict,
            party=event.party,
            waived_on=unit.today,
        )
    )


def list_complaints(unit: UnitOfWork) -> tuple[ComplaintOnFile, ...]:
    """Read all complaints, in the order in which they came (读取投诉)."""
    table = unit.tables(MediatorTables).mediator_complaint
    rows = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id).order_by(table.c.number)
    )
    return tuple(_complaint_of(row) for row in rows)


def load_complaint(unit: UnitOfWork, number: int) -> ComplaintOnFile:
    """Read a complaint by its number (读取单件投诉)."""
    for one in list_complaints(unit):
        if one.number == number:
            return one
    raise UnknownReferenceError("complaint", number)


def insert_complaint(
    unit: UnitOfWork, event: MediatorComplained, request: ComplainOfMediator
) -> None:
    """Write a complaint, with its words (写入投诉)."""
    unit.connection.execute(
        unit.tables(MediatorTables)
        .mediator_complaint.insert()
        .values(
            place_id=unit.place_id,
            number=event.number,
            case_number=event.case,
            person=event.person,
            party=event.party,
            ground=event.ground,
            words=request.words.strip(),
            made_on=unit.today,
        )
    )


def decide_complaint(unit: UnitOfWork, event: ComplaintDecided, request: DecideComplaint) -> None:
    """Write what was decided on a complaint (写入投诉处理)."""
    table = unit.tables(MediatorTables).mediator_complaint
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.number == event.number,
            table.c.outcome.is_(None),
        )
        .values(
            outcome=event.outcome,
            decided_by=request.decided_by.strip(),
            decided_on=event.decided_on,
        )
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("complaint", event.number)


def _mediator_of(row: sa.Row[Any]) -> MediatorOnFile:
    return MediatorOnFile(
        person=row.person,
        name=row.name,
        basis=row.basis,
        span=Span(row.since_day, row.until_day),
        suitability=from_json(row.suitability, Suitability),
        ties=from_json(row.ties, Ties),
        removed_on=row.removed_on,
        version=row.version,
    )


def _naming_of(row: sa.Row[Any], said: dict[str, bool]) -> NamingOnFile:
    return NamingOnFile(
        seat=row.seat,
        person=row.person,
        named_by=row.named_by,
        named_on=row.named_on,
        accepted_by=frozenset(party for party, accepts in said.items() if accepts),
        refused_by=frozenset(party for party, accepts in said.items() if not accepts),
        ended_on=row.ended_on,
        ended_because=row.ended_because,
    )


def _complaint_of(row: sa.Row[Any]) -> ComplaintOnFile:
    return ComplaintOnFile(
        row.number,
        row.person,
        row.case_number,
        row.party,
        row.ground,
        row.made_on,
        row.outcome,
        row.decided_on,
    )
