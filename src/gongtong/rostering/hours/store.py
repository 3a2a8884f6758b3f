"""Reading and writing service that was given (服务时长存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.rostering.hours.entries import EntryState, ServiceEntry, ServiceLine
from gongtong.rostering.hours.tables import HoursTables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.hours.recording import NumberedLine


def load_entries(
    unit: UnitOfWork,
    volunteers: Collection[str] | None = None,
    numbers: Collection[int] | None = None,
) -> dict[int, ServiceEntry]:
    """Read the entries of the place, of some volunteers, or of some numbers, by their numbers (读取服务记录)."""
    table = unit.tables(HoursTables).service
    query = sa.select(table).where(table.c.place_id == unit.place_id)
    if volunteers is not None:
        query = query.where(table.c.volunteer.in_(volunteers))
    if numbers is not None:
        query = query.where(table.c.number.in_(numbers))
    rows = unit.connection.execute(query.order_by(table.c.number))
    return {row.number: _entry(row) for row in rows}


def last_number(unit: UnitOfWork) -> int:
    """Read the number of the last entry of the place, 0 where there is none (末条编号)."""
    table = unit.tables(HoursTables).service
    query = sa.select(sa.func.max(table.c.number)).where(table.c.place_id == unit.place_id)
    return int(unit.connection.execute(query).scalar_one() or 0)


def add_entries(
    unit: UnitOfWork,
    lines: Iterable[NumberedLine],
    *,
    replaces: int | None = None,
    reason: str = "",
) -> None:
    """Write entries in one statement (写入服务记录)."""
    rows = [
        {
            "place_id": unit.place_id,
            "number": one.number,
            "volunteer": one.line.volunteer,
            "activity": one.line.activity.strip(),
            "started_at": one.line.started_at,
            "ended_at": one.line.ended_at,
            "evidence": one.line.evidence,
            "state": EntryState.RECORDED,
            "recorded_by": unit.actor.id,
            "recorded_on": unit.today,
            "confirmed_by": None,
            "replaces": replaces,
            "reason": reason.strip(),
        }
        for one in lines
    ]
    unit.connection.execute(unit.tables(HoursTables).service.insert(), rows)


def set_state(
    unit: UnitOfWork, numbers: Iterable[int], state: EntryState, **values: str | None
) -> None:
    """Write how entries stand now (更新服务记录)."""
    table = unit.tables(HoursTables).service
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == sa.bindparam("of_place"),
            table.c.number == sa.bindparam("of_number"),
        )
        .values(state=state, **values),
        [{"of_place": unit.place_id, "of_number": number} for number in numbers],
    )


def _entry(row: sa.Row[Any]) -> ServiceEntry:
    line = ServiceLine(row.volunteer, row.activity, row.started_at, row.ended_at, row.evidence)
    return ServiceEntry(
        row.number,
        line,
        row.state,
        row.recorded_by,
        row.confirmed_by,
        row.replaces,
        row.reason,
    )
