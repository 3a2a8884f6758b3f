"""Reading and writing sessions, their minutes and concessions (调解会存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.column_types import is_key
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.sessions.minutes import KeptConcession, MinutesEntry
from gongtong.mediation.sessions.session import Presence, SessionOnFile
from gongtong.mediation.sessions.tables import SessionTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.sessions.minutes import (
        ConcessionReleased,
        KeepMinutes,
        MinutesKept,
        MinutesSigned,
    )
    from gongtong.mediation.sessions.session import CloseSession, OpenSession, SessionOpened


def list_sessions(unit: UnitOfWork, case: str) -> tuple[SessionOnFile, ...]:
    """Read the sessions of a case, the newest last (列出调解会)."""
    if not is_key(case, NUMBER_LENGTH):
        return ()
    tables = unit.tables(SessionTables)
    entries: dict[int, int] = {}
    counted = _of_case(unit, tables.minutes, case).order_by(tables.minutes.c.entry)
    for row in unit.connection.execute(counted):
        entries[row.number] = row.entry
    signed: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for row in unit.connection.execute(_of_case(unit, tables.signature, case)):
        signed[row.number, row.entry].add(row.party)
    rows = unit.connection.execute(
        _of_case(unit, tables.session, case).order_by(tables.session.c.number)
    )
    return tuple(
        SessionOnFile(
            case,
            row.number,
            row.held_on,
            from_json(row.mediators, tuple[str, ...]),
            from_json(row.present, tuple[Presence, ...]),
            row.outcome,
            entries.get(row.number, 0),
            frozenset(signed[row.number, entries.get(row.number, 0)]),
        )
        for row in rows
    )


def newest_session(unit: UnitOfWork, case: str) -> SessionOnFile | None:
    """Read the newest session of a case, if there is any (最新调解会)."""
    return next(reversed(list_sessions(unit, case)), None)


def load_session(unit: UnitOfWork, case: str, number: int) -> SessionOnFile:
    """Read a session; raises `UnknownReferenceError` where there is none (读取调解会)."""
    for one in list_sessions(unit, case):
        if one.number == number:
            return one
    kind = "session"
    raise UnknownReferenceError(kind, f"{case}/{number}")


def save_session(unit: UnitOfWork, event: SessionOpened, request: OpenSession) -> None:
    """Write a session that was opened (写入调解会)."""
    unit.connection.execute(
        unit.tables(SessionTables)
        .session.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            held_on=event.held_on,
            venue=request.venue.strip(),
            mediators=to_json(event.mediators),
            present=to_json(event.present),
            participants=to_json(event.participants),
            opened_by=unit.actor.id,
            outcome=None,
            reason="",
        )
    )


def close_session(unit: UnitOfWork, request: CloseSession) -> None:
    """Write that a session is over, unless somebody did meanwhile (写入调解会结束)."""
    table = unit.tables(SessionTables).session
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == request.case,
            table.c.number == request.number,
            table.c.outcome.is_(None),
        )
        .values(
            outcome=request.outcome,
            reason=request.reason.strip(),
            next_on=request.next_on,
            closed_on=unit.today,
        )
    )
    if touched.rowcount != 1:
        kind = "session"
        raise ConcurrentChangeError(kind, f"{request.case}/{request.number}")


def list_minutes(unit: UnitOfWork, case: str, number: int) -> tuple[MinutesEntry, ...]:
    """Read the minutes of a session in order, without what was conceded (读取调解记录)."""
    table = unit.tables(SessionTables).minutes
    rows = unit.connection.execute(
        _of_case(unit, table, case).where(table.c.number == number).order_by(table.c.entry)
    )
    return tuple(MinutesEntry(row.entry, row.text, row.kept_on) for row in rows)


def list_concessions(unit: UnitOfWork, case: str, number: int) -> tuple[KeptConcession, ...]:
    """Read what was conceded in a session, for those who sat in it (读取让步)."""
    table = unit.tables(SessionTables).concession
    rows = unit.connection.execute(
        _of_case(unit, table, case).where(table.c.number == number).order_by(table.c.concession)
    )
    return tuple(
        KeptConcession(row.concession, row.party, row.text, row.released_on) for row in rows
    )


def add_minutes(unit: UnitOfWork, event: MinutesKept, request: KeepMinutes) -> None:
    """Write an entry of the minutes, and apart from it what was conceded (写入调解记录)."""
    tables = unit.tables(SessionTables)
    key = {"place_id": unit.place_id, "case_number": event.case, "number": event.number}
    unit.connection.execute(
        tables.minutes.insert().values(
            **key,
            entry=event.entry,
            text=request.text.strip(),
            kept_by=unit.actor.id,
            kept_on=unit.today,
        )
    )
    known = len(list_concessions(unit, event.case, event.number))
    rows = [
        {
            **key,
            "concession": place,
            "party": one.party,
            "text": one.text.strip(),
            "released_on": None,
        }
        for place, one in enumerate(request.concessions, start=known + 1)
    ]
    if rows:
        unit.connection.execute(tables.concession.insert(), rows)


def add_signatures(unit: UnitOfWork, event: MinutesSigned) -> None:
    """Write who has signed the minutes as they stand (写入记录签名)."""
    unit.connection.execute(
        unit.tables(SessionTables).signature.insert(),
        [
            {
                "place_id": unit.place_id,
                "case_number": event.case,
                "number": event.number,
                "entry": event.entry,
                "party": party,
                "signed_on": unit.today,
            }
            for party in event.parties
        ],
    )


def release_concession(unit: UnitOfWork, event: ConcessionReleased) -> None:
    """Write that others may read a concession (写入让步公开)."""
    table = unit.tables(SessionTables).concession
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.number == event.number,
            table.c.concession == event.concession,
        )
        .values(released_on=unit.today)
    )


def _of_case(unit: UnitOfWork, table: sa.Table, case: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.place_id == unit.place_id, table.c.case_number == case)
