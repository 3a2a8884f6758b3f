"""Reading and writing reserved entries (预留存取)."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.reservations import Reservation, ReservationState
from gongtong.ledger.books.balances.tables import ReservationTables
from gongtong.ledger.books.entries import DocumentRef, Draft, Posting


def load_reservation(unit: UnitOfWork, reservation_id: UUID) -> Reservation:
    """Read one reserved entry (读取预留)."""
    table = unit.tables(ReservationTables).reservation
    found = _reservations_where(unit, table.c.reservation_id == reservation_id)
    if not found:
        raise UnknownReferenceError("reservation", reservation_id)
    return found[0]


def list_reservations(
    unit: UnitOfWork, state: ReservationState | None = None
) -> tuple[Reservation, ...]:
    """Read reserved entries in the order of their ids, all or those in a state (列出预留)."""
    if state is None:
        return _reservations_where(unit)
    return _reservations_where(unit, unit.tables(ReservationTables).reservation.c.state == state)


def save_reservation(unit: UnitOfWork, reservation: Reservation) -> None:
    """Insert a reserved entry with its postings (写入预留)."""
    tables = unit.tables(ReservationTables)
    draft = reservation.draft
    at: dict[str, object] = {"place_id": unit.place_id, "reservation_id": reservation.id}
    unit.connection.execute(
        tables.reservation.insert().values(
            **at,
            state=reservation.state,
            kind=draft.kind,
            effective_on=draft.effective_on,
            expires_on=reservation.expires_on,
            narration=draft.narration,
            documents=to_json(list(draft.documents)) if draft.documents else None,
            reserved_by=reservation.reserved_by,
            reserved_at=unit.now,
            resolved_by=reservation.resolved_by,
            entry_id=reservation.entry_id,
            version=reservation.version,
        )
    )
    unit.connection.execute(
        tables.reserved_posting.insert(),
        [
            at
            | {
                "line": line,
                "account": posting.account,
                "fund": posting.fund,
                "dwelling_id": posting.dwelling_id,
                "amount_fen": posting.amount_fen,
                "memo": posting.memo,
            }
            for line, posting in enumerate(draft.postings, start=1)
        ],
    )


def save_resolved(unit: UnitOfWork, resolved: Reservation) -> Reservation:
    """Write what became of a reserved entry, unless somebody else ended it first (写入预留结果)."""
    table = unit.tables(ReservationTables).reservation
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.reservation_id == resolved.id,
            table.c.version == resolved.version,
        )
        .values(
            state=resolved.state,
            resolved_by=resolved.resolved_by,
            entry_id=resolved.entry_id,
            version=resolved.version + 1,
        )
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("reservation", resolved.id)
    return evolve(resolved, version=resolved.version + 1)


def _reservations_where(
    unit: UnitOfWork, *clauses: sa.ColumnElement[bool]
) -> tuple[Reservation, ...]:
    head = unit.tables(ReservationTables).reservation
    heads = unit.connection.execute(
        sa.select(head)
        .where(head.c.place_id == unit.place_id, *clauses)
        .order_by(head.c.reservation_id)
    ).all()
    postings = _postings_where(unit, *clauses)
    return tuple(_read(row, tuple(postings[row.reservation_id])) for row in heads)


def _postings_where(
    unit: UnitOfWork, *clauses: sa.ColumnElement[bool]
) -> dict[UUID, list[Posting]]:
    tables = unit.tables(ReservationTables)
    head, line = tables.reservation, tables.reserved_posting
    same = sa.and_(
        head.c.place_id == line.c.place_id, head.c.reservation_id == line.c.reservation_id
    )
    rows = unit.connection.execute(
        sa.select(
            line.c.reservation_id,
            line.c.account,
            line.c.fund,
            line.c.amount_fen,
            line.c.dwelling_id,
            line.c.memo,
        )
        .select_from(line.join(head, same))
        .where(line.c.place_id == unit.place_id, *clauses)
        .order_by(line.c.reservation_id, line.c.line)
    )
    postings: dict[UUID, list[Posting]] = defaultdict(list)
    for row in rows:
        postings[row.reservation_id].append(Posting(*row[1:]))
    return postings


def _read(row: Any, postings: tuple[Posting, ...]) -> Reservation:
    documents = () if row.documents is None else from_json(row.documents, tuple[DocumentRef, ...])
    return Reservation(
        id=row.reservation_id,
        draft=Draft(row.kind, row.effective_on, row.narration, postings, documents),
        expires_on=row.expires_on,
        reserved_by=row.reserved_by,
        state=row.state,
        resolved_by=row.resolved_by,
        entry_id=row.entry_id,
        version=row.version,
    )
