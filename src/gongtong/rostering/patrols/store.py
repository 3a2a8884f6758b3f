"""Reading and writing patrol periods and what was walked (巡逻存取)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.storage.column_types import is_key
from gongtong.rostering.patrols.laws import PatrolLaw
from gongtong.rostering.patrols.periods import MAX_CODE, NotedDay, PatrolPeriod
from gongtong.rostering.patrols.tables import PatrolTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.patrols.periods import (
        NotePatrols,
        PatrolsRevealed,
        PromisePatrols,
    )


def list_codes(unit: UnitOfWork) -> tuple[str, ...]:
    """Read the codes of the periods of the place (读取巡逻期编号)."""
    table = unit.tables(PatrolTables).period
    rows = unit.connection.execute(
        sa.select(table.c.code)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.first_day, table.c.code)
    )
    return tuple(row.code for row in rows)


def load_period(unit: UnitOfWork, code: str) -> PatrolPeriod:
    """Read a period; raises `UnknownReferenceError` where there is none (读取巡逻期)."""
    table = unit.tables(PatrolTables).period
    row = None
    if is_key(code, MAX_CODE):
        row = unit.connection.execute(
            sa.select(table).where(table.c.place_id == unit.place_id, table.c.code == code)
        ).one_or_none()
    if row is None:
        kind = "patrol period"
        raise UnknownReferenceError(kind, code)
    law = from_json(row.law, PatrolLaw)
    return PatrolPeriod(row.code, law, row.first_day, row.last_day, row.promise, row.seed)


def save_promise(unit: UnitOfWork, request: PromisePatrols) -> None:
    """Write a period with its promise (写入巡逻承诺)."""
    unit.connection.execute(
        unit.tables(PatrolTables)
        .period.insert()
        .values(
            place_id=unit.place_id,
            code=request.code,
            law=to_json(request.law),
            first_day=request.first,
            last_day=request.last,
            promise=request.promise,
            seed=None,
            promised_by=unit.actor.id,
            promised_on=unit.today,
        )
    )


def save_seed(unit: UnitOfWork, event: PatrolsRevealed) -> None:
    """Write the seed that was told (写入种子)."""
    table = unit.tables(PatrolTables).period
    unit.connection.execute(
        table.update()
        .where(table.c.place_id == unit.place_id, table.c.code == event.code)
        .values(seed=event.seed)
    )


def list_walks(unit: UnitOfWork, code: str) -> dict[date, NotedDay]:
    """Read what was walked in a period, day by day (读取实际巡逻)."""
    table = unit.tables(PatrolTables).walk
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.period == code)
        .order_by(table.c.day)
    )
    return {
        row.day: NotedDay(row.day, from_json(row.starts, tuple[int, ...]), row.reason)
        for row in rows
    }


def save_walk(unit: UnitOfWork, request: NotePatrols) -> None:
    """Write how a day was walked (写入实际巡逻)."""
    unit.connection.execute(
        unit.tables(PatrolTables)
        .walk.insert()
        .values(
            place_id=unit.place_id,
            period=request.code,
            day=request.day,
            starts=to_json(request.starts),
            reason=request.reason.strip(),
            noted_by=unit.actor.id,
            noted_on=unit.today,
        )
    )
