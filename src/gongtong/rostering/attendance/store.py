"""Reading and writing marks and closed shifts (签到存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.rostering.attendance.closing import PersonThere, ShiftClosed
from gongtong.rostering.attendance.marks import AttendanceMark
from gongtong.rostering.attendance.tables import AttendanceTables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.storage.unit import UnitOfWork


def load_marks(
    unit: UnitOfWork, roster: str, shift: str | None = None
) -> tuple[AttendanceMark, ...]:
    """Read the marks of a roster or of one of its shifts, by time (读取签到)."""
    table = unit.tables(AttendanceTables).mark
    query = sa.select(table).where(table.c.place_id == unit.place_id, table.c.roster == roster)
    if shift is not None:
        query = query.where(table.c.shift == shift)
    rows = unit.connection.execute(query.order_by(table.c.at, table.c.volunteer, table.c.kind))
    return tuple(_mark(row) for row in rows)


def add_marks(unit: UnitOfWork, roster: str, marks: Iterable[AttendanceMark]) -> None:
    """Write marks in one statement (写入签到)."""
    rows = [
        {
            "place_id": unit.place_id,
            "roster": roster,
            "shift": one.shift,
            "volunteer": one.volunteer,
            "kind": one.kind,
            "at": one.at,
            "means": one.means,
            "noted_by": unit.actor.id,
            "noted_at": unit.now,
        }
        for one in marks
    ]
    if rows:
        unit.connection.execute(unit.tables(AttendanceTables).mark.insert(), rows)


def load_closed(unit: UnitOfWork, roster: str) -> tuple[ShiftClosed, ...]:
    """Read the closed shifts of a roster (读取已结束班次)."""
    table = unit.tables(AttendanceTables).closed
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.roster == roster)
        .order_by(table.c.shift)
    )
    return tuple(
        ShiftClosed(
            roster,
            row.shift,
            from_json(row.people, tuple[PersonThere, ...]),
            row.stray_marks,
            row.closed_by,
        )
        for row in rows
    )


def save_closed(unit: UnitOfWork, event: ShiftClosed) -> None:
    """Write that a shift is closed (写入班次结束)."""
    unit.connection.execute(
        unit.tables(AttendanceTables)
        .closed.insert()
        .values(
            place_id=unit.place_id,
            roster=event.roster,
            shift=event.shift,
            people=to_json(list(event.people)),
            stray_marks=event.stray_marks,
            closed_by=event.closed_by,
            closed_at=unit.now,
        )
    )


def _mark(row: sa.Row[Any]) -> AttendanceMark:
    return AttendanceMark(row.shift, row.volunteer, row.kind, row.at, row.means)
