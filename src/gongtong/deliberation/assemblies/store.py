"""Meetings in and out of the database (会议存取)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.column_types import is_key
from gongtong.core.storage.unit import UnitOfWork
from gongtong.deliberation.assemblies.annulment import MeetingAnnulled
from gongtong.deliberation.assemblies.calling import CallMeeting, MeetingCalled
from gongtong.deliberation.assemblies.meeting_machine import MEETING
from gongtong.deliberation.assemblies.meetings import (
    MAX_MEETING_NUMBER,
    AgendaItem,
    AgendaItemOnFile,
    MeetingOnFile,
    Show,
)
from gongtong.deliberation.assemblies.minutes import KeepMinutes, MinutesKept
from gongtong.deliberation.assemblies.sitting import Attendee, ItemDecided, RecordAttendance
from gongtong.deliberation.assemblies.tables import AssemblyTables


def is_known(unit: UnitOfWork, number: str) -> bool:
    """Say whether a meeting with this number is on file (会议编号是否已用)."""
    if not is_key(number, MAX_MEETING_NUMBER):
        return False
    meeting = unit.tables(AssemblyTables).meeting
    found = unit.connection.execute(
        sa.select(meeting.c.number).where(
            meeting.c.place_id == unit.place_id, meeting.c.number == number
        )
    )
    return found.one_or_none() is not None


def load_meeting(unit: UnitOfWork, number: str) -> MeetingOnFile:
    """Load a meeting with its agenda; raises `UnknownReferenceError` (读取会议)."""
    if not is_key(number, MAX_MEETING_NUMBER):
        raise UnknownReferenceError("meeting", number)
    tables = unit.tables(AssemblyTables)
    meeting, minutes = tables.meeting, tables.meeting_minutes
    row = unit.connection.execute(
        sa.select(meeting, minutes.c.digest)
        .outerjoin(
            minutes,
            sa.and_(
                minutes.c.place_id == meeting.c.place_id, minutes.c.meeting == meeting.c.number
            ),
        )
        .where(meeting.c.place_id == unit.place_id, meeting.c.number == number)
    ).one_or_none()
    if row is None:
        raise UnknownReferenceError("meeting", number)
    return _meeting_of(row, _items(unit, number), _signatures(unit, number))


def list_meetings(unit: UnitOfWork, *, state: str | None = None) -> tuple[str, ...]:
    """List the numbers of the meetings, by their days (会议清单)."""
    meeting = unit.tables(AssemblyTables).meeting
    query = sa.select(meeting.c.number).where(meeting.c.place_id == unit.place_id)
    if state is not None:
        query = query.where(meeting.c.state == state)
    rows = unit.connection.execute(query.order_by(meeting.c.planned_for, meeting.c.number))
    return tuple(rows.scalars())


def insert_meeting(unit: UnitOfWork, request: CallMeeting, event: MeetingCalled) -> None:
    """Write a meeting that was called, with its first agenda (写入会议)."""
    petition = None if event.petition is None else to_json(event.petition)
    unit.connection.execute(
        unit.tables(AssemblyTables)
        .meeting.insert()
        .values(
            place_id=unit.place_id,
            number=event.number,
            kind=event.kind,
            title=request.title,
            machine_version=MEETING.version,
            state=MEETING.start,
            called_by=event.called_by,
            called_on=event.called_on,
            petition=petition,
            planned_for=event.planned_for,
            entitled=0,
            sitting=0,
            present=0,
            version=1,
        )
    )
    _insert_items(unit, event.number, request.items)


def replace_items(unit: UnitOfWork, number: str, items: tuple[AgendaItem, ...]) -> None:
    """Put these items in place of the agenda before (更换议程)."""
    item = unit.tables(AssemblyTables).agenda_item
    unit.connection.execute(
        item.delete().where(item.c.place_id == unit.place_id, item.c.meeting == number)
    )
    _insert_items(unit, number, items)


def update_meeting(unit: UnitOfWork, number: str, seen: int, **values: Any) -> None:
    """Change a meeting, unless somebody did meanwhile (更新会议)."""
    meeting = unit.tables(AssemblyTables).meeting
    result = unit.connection.execute(
        meeting.update()
        .where(
            meeting.c.place_id == unit.place_id,
            meeting.c.number == number,
            meeting.c.version == seen,
        )
        .values(version=seen + 1, **values)
    )
    if result.rowcount != 1:
        raise ConcurrentChangeError("meeting", number)


def insert_attendance(unit: UnitOfWork, request: RecordAttendance, sitting: int) -> None:
    """Write who came to a sitting, all in one statement (写入签到)."""
    if request.attendees:
        unit.connection.execute(
            unit.tables(AssemblyTables).meeting_attendance.insert(),
            [
                {
                    "place_id": unit.place_id,
                    "meeting": request.number,
                    "sitting": sitting,
                    "voter": one.voter,
                    "holder": one.holder or None,
                }
                for one in request.attendees
            ],
        )


def list_attendees(unit: UnitOfWork, number: str, sitting: int) -> tuple[Attendee, ...]:
    """Read who came to a sitting (读取签到)."""
    table = unit.tables(AssemblyTables).meeting_attendance
    rows = unit.connection.execute(
        sa.select(table.c.voter, table.c.holder)
        .where(
            table.c.place_id == unit.place_id,
            table.c.meeting == number,
            table.c.sitting == sitting,
        )
        .order_by(table.c.voter)
    )
    return tuple(Attendee(row.voter, row.holder or "") for row in rows)


def was_present(unit: UnitOfWork, meeting: MeetingOnFile, person: str) -> bool:
    """Say whether a person came, for himself or for others (是否到会)."""
    return any(
        person in (one.voter, one.holder)
        for one in list_attendees(unit, meeting.number, meeting.sitting)
    )


def save_decision(unit: UnitOfWork, event: ItemDecided) -> None:
    """Write what became of an item (写入议题结果)."""
    item = unit.tables(AssemblyTables).agenda_item
    unit.connection.execute(
        item.update()
        .where(
            item.c.place_id == unit.place_id,
            item.c.meeting == event.number,
            item.c.item == event.item,
        )
        .values(outcome=event.outcome, show=to_json(event.show))
    )


def insert_minutes(unit: UnitOfWork, request: KeepMinutes, event: MinutesKept) -> None:
    """Write the words of the minutes (写入会议记录)."""
    unit.connection.execute(
        unit.tables(AssemblyTables)
        .meeting_minutes.insert()
        .values(
            place_id=unit.place_id,
            meeting=event.number,
            text=request.text,
            digest=bytes.fromhex(event.digest),
            kept_by=event.kept_by,
            kept_at=unit.now,
        )
    )


def load_minutes(unit: UnitOfWork, number: str) -> str:
    """Read the words of the minutes; raises `UnknownReferenceError` (读取会议记录)."""
    table = unit.tables(AssemblyTables).meeting_minutes
    text = unit.connection.execute(
        sa.select(table.c.text).where(table.c.place_id == unit.place_id, table.c.meeting == number)
    ).scalar_one_or_none()
    if text is None:
        raise UnknownReferenceError("minutes", number)
    return str(text)


def insert_signature(unit: UnitOfWork, number: str, person: str) -> None:
    """Write that a person signed (写入签名)."""
    unit.connection.execute(
        unit.tables(AssemblyTables)
        .minutes_signature.insert()
        .values(place_id=unit.place_id, meeting=number, person=person, signed_at=unit.now)
    )


def save_annulment(unit: UnitOfWork, event: MeetingAnnulled, state: str, seen: int) -> None:
    """Write that a meeting is void, and by which ground (写入会议撤销)."""
    update_meeting(unit, event.number, seen, state=state, annulled_by=to_json(event))


def _insert_items(unit: UnitOfWork, number: str, items: tuple[AgendaItem, ...]) -> None:
    if items:
        unit.connection.execute(
            unit.tables(AssemblyTables).agenda_item.insert(),
            [
                {
                    "place_id": unit.place_id,
                    "meeting": number,
                    "item": one.item,
                    "title": one.title,
                    "is_weighty": one.is_weighty,
                    "studied_on": one.studied_on,
                    "links": to_json(list(one.links)),
                }
                for one in items
            ],
        )


def _items(unit: UnitOfWork, number: str) -> tuple[AgendaItemOnFile, ...]:
    item = unit.tables(AssemblyTables).agenda_item
    rows = unit.connection.execute(
        sa.select(item)
        .where(item.c.place_id == unit.place_id, item.c.meeting == number)
        .order_by(item.c.item)
    )
    return tuple(
        AgendaItemOnFile(
            AgendaItem(
                row.item,
                row.title,
                row.is_weighty,
                row.studied_on,
                from_json(row.links, tuple[str, ...]),
            ),
            row.outcome,
            None if row.show is None else from_json(row.show, Show),
        )
        for row in rows
    )


def _signatures(unit: UnitOfWork, number: str) -> tuple[str, ...]:
    table = unit.tables(AssemblyTables).minutes_signature
    rows = unit.connection.execute(
        sa.select(table.c.person)
        .where(table.c.place_id == unit.place_id, table.c.meeting == number)
        .order_by(table.c.signed_at, table.c.person)
    )
    return tuple(rows.scalars())


def _meeting_of(
    row: sa.Row[Any], items: tuple[AgendaItemOnFile, ...], signed_by: tuple[str, ...]
) -> MeetingOnFile:
    return MeetingOnFile(
        number=row.number,
        kind=row.kind,
        title=row.title,
        state=row.state,
        called_by=row.called_by,
        called_on=row.called_on,
        planned_for=row.planned_for,
        version=row.version,
        items=items,
        basis=row.basis,
        entitled=row.entitled,
        noticed_on=row.noticed_on,
        sitting=row.sitting,
        present=row.present,
        minutes_digest="" if row.digest is None else row.digest.hex(),
        signed_by=signed_by,
        shown_from=row.shown_from,
        taken_down_on=row.taken_down_on,
    )
