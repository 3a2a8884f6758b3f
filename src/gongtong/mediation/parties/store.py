"""Reading and writing parties, and what each of them said (当事人存取)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.prepared import read_rows
from gongtong.mediation.parties.group_rules import GroupRule, LateJoining
from gongtong.mediation.parties.participants import Participant, PartyConsent
from gongtong.mediation.parties.party import ActsFor, PartyOnFile
from gongtong.mediation.parties.tables import PartyTables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.parties.contact import ContactLogged, LogContact, RightsTold
    from gongtong.mediation.parties.participants import InviteParticipant, ParticipantInvited
    from gongtong.mediation.parties.party import AddParty, PartyAdded


def label_of(row: Any) -> DwellingLabel | None:
    """Give the household of a row; noughts stand for the party itself (读取住户)."""
    return DwellingLabel(row.building, row.unit, row.room) if row.room else None


def label_values(label: DwellingLabel | None) -> dict[str, int]:
    """Give the columns of a household, noughts for the party itself (住户列值)."""
    building, unit, room = (0, 0, 0) if label is None else label.position
    return {"building": building, "unit": unit, "room": room}


def list_parties(unit: UnitOfWork, case: str) -> tuple[PartyOnFile, ...]:
    """Read the parties of a case in the order of their codes (列出当事人)."""
    return tuple(party_of(row) for row in party_rows(unit, case))


def load_party(unit: UnitOfWork, case: str, code: str) -> PartyOnFile:
    """Read a party; raises `UnknownReferenceError` (读取当事人)."""
    return party_of(_party_row(unit, case, code))


def load_told_on(unit: UnitOfWork, case: str, code: str) -> date | None:
    """Read when a party was told its rights and duties (读取告知日期)."""
    told_on: date | None = _party_row(unit, case, code).told_on
    return told_on


def save_party(unit: UnitOfWork, request: AddParty, event: PartyAdded) -> None:
    """Write a party (写入当事人)."""
    dwelling, acts_for = request.dwelling, request.acts_for
    unit.connection.execute(
        unit.tables(PartyTables)
        .party.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            code=event.code,
            kind=event.kind,
            name=request.name.strip(),
            contact=request.contact.strip(),
            building=None if dwelling is None else dwelling.building,
            unit=None if dwelling is None else dwelling.unit,
            room=None if dwelling is None else dwelling.room,
            acts_for_name=None if acts_for is None else acts_for.name.strip(),
            acts_for_basis=event.basis,
            rule=None if event.rule is None else to_json(event.rule, GroupRule),
            joining=None if event.joining is None else to_json(event.joining, LateJoining),
            added_on=unit.today,
        )
    )


def count_contacts(unit: UnitOfWork, case: str, party: str) -> int:
    """Count the attempts to reach a party (联系次数)."""
    return attempts_by_party(unit, case)[party]


def save_contact(unit: UnitOfWork, request: LogContact, event: ContactLogged) -> None:
    """Write an attempt to reach a party (写入联系)."""
    unit.connection.execute(
        unit.tables(PartyTables)
        .contact.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            party=event.party,
            number=event.number,
            **label_values(event.household),
            made_on=event.made_on,
            way=event.way,
            outcome=event.outcome,
            note=request.note,
            made_by=unit.actor.id,
        )
    )


def save_telling(unit: UnitOfWork, event: RightsTold) -> None:
    """Write that a party was told its rights and duties (写入告知)."""
    table = unit.tables(PartyTables).party
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.code == event.party,
            table.c.told_on.is_(None),
        )
        .values(told_on=event.told_on, told_how=event.how, told_by=event.told_by)
    )
    if touched.rowcount != 1:
        kind = "party"
        raise ConcurrentChangeError(kind, f"{event.case}/{event.party}")


def list_participants(unit: UnitOfWork, case: str) -> tuple[Participant, ...]:
    """Read who takes part in a case beside the parties (列出参与人)."""
    table = unit.tables(PartyTables).participant
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .order_by(table.c.number)
    )
    return tuple(
        Participant(
            row.number,
            row.role,
            row.name,
            row.invited_on,
            row.invited_by,
            tuple(one.party for one in from_json(row.consents, tuple[PartyConsent, ...])),
        )
        for row in rows
    )


def save_participant(
    unit: UnitOfWork, request: InviteParticipant, event: ParticipantInvited
) -> None:
    """Write who takes part (写入参与人)."""
    unit.connection.execute(
        unit.tables(PartyTables)
        .participant.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            role=event.role,
            name=request.name.strip(),
            invited_on=event.invited_on,
            invited_by=unit.actor.id,
            consents=to_json(event.consents),
        )
    )


def rows_of_party(
    unit: UnitOfWork, table: sa.Table, case: str, party: str | None = None
) -> sa.Select[Any]:
    """Select the rows of a table that belong to a case, and to one party of it if named (当事人各行)."""
    query = sa.select(table).where(table.c.place_id == unit.place_id, table.c.case_number == case)
    return query if party is None else query.where(table.c.party == party)


def party_rows(unit: UnitOfWork, case: str) -> Sequence[sa.Row[Any]]:
    """Read the rows of the parties of a case in the order of their codes (当事人行)."""
    values = {"place": unit.place_id, "case": case}
    return read_rows(unit.connection, _parties_of_case(unit.tables(PartyTables).party), values)


@lru_cache(maxsize=16)
def _parties_of_case(table: sa.Table) -> sa.Select[Any]:
    return (
        sa.select(table)
        .where(
            table.c.place_id == sa.bindparam("place"), table.c.case_number == sa.bindparam("case")
        )
        .order_by(table.c.code)
    )


def _party_row(unit: UnitOfWork, case: str, code: str) -> sa.Row[Any]:
    table = unit.tables(PartyTables).party
    row = unit.connection.execute(
        rows_of_party(unit, table, case).where(table.c.code == code)
    ).one_or_none()
    if row is None:
        kind = "party"
        raise UnknownReferenceError(kind, f"{case}/{code}")
    return row


def attempts_by_party(unit: UnitOfWork, case: str) -> Counter[str]:
    """Count the attempts to reach each party of a case (各方联系次数)."""
    table = unit.tables(PartyTables).contact
    rows = unit.connection.execute(
        sa.select(table.c.party, sa.func.count())
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .group_by(table.c.party)
    )
    return Counter({row[0]: int(row[1]) for row in rows})


def party_of(row: sa.Row[Any]) -> PartyOnFile:
    """Give the party that a row holds (读取当事人行)."""
    return PartyOnFile(
        case=row.case_number,
        code=row.code,
        kind=row.kind,
        name=row.name,
        contact=row.contact,
        dwelling=label_of(row),
        acts_for=None
        if row.acts_for_basis is None
        else ActsFor(row.acts_for_name, row.acts_for_basis),
        rule=None if row.rule is None else from_json(row.rule, GroupRule),
        joining=None if row.joining is None else from_json(row.joining, LateJoining),
        added_on=row.added_on,
    )
