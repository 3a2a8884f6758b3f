"""Reading and writing rosters and their versions (排班存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.storage.column_types import is_key
from gongtong.rostering.rosters.publishing import (
    MAX_CODE,
    PublishedRoster,
    RosterFacts,
    Teams,
    roster_of,
)
from gongtong.rostering.rosters.tables import RosterTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.rosters.publishing import (
        ChangeRoster,
        PublishRoster,
        RosterChanged,
        RosterPublished,
    )


def list_codes(unit: UnitOfWork) -> tuple[str, ...]:
    """Read the codes of the rosters of the place, the earliest first (读取排班编号)."""
    table = unit.tables(RosterTables).roster
    rows = unit.connection.execute(
        sa.select(table.c.code)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.first_day, table.c.code)
    )
    return tuple(row.code for row in rows)


def list_versions(unit: UnitOfWork, code: str) -> tuple[PublishedRoster, ...]:
    """Read every version of a roster, the first one first; raises `UnknownReferenceError` (读取排班各版)."""
    tables = unit.tables(RosterTables)
    roster, version = tables.roster, tables.version
    rows: Sequence[sa.Row[Any]] = ()
    if is_key(code, MAX_CODE):
        rows = unit.connection.execute(
            sa.select(version, roster.c.facts)
            .join(
                roster,
                sa.and_(roster.c.place_id == version.c.place_id, roster.c.code == version.c.roster),
            )
            .where(version.c.place_id == unit.place_id, version.c.roster == code)
            .order_by(version.c.version)
        ).all()
    if not rows:
        kind = "roster"
        raise UnknownReferenceError(kind, code)
    facts = from_json(rows[0].facts, RosterFacts)
    return tuple(
        PublishedRoster(
            code,
            facts,
            row.version,
            roster_of(from_json(row.teams, Teams)),
            row.digest,
            row.put_up_on,
            row.reason,
        )
        for row in rows
    )


def save_roster(unit: UnitOfWork, request: PublishRoster, event: RosterPublished) -> None:
    """Write a roster with its first version (写入排班)."""
    days = [one.day for one in request.facts.shifts]
    unit.connection.execute(
        unit.tables(RosterTables)
        .roster.insert()
        .values(
            place_id=unit.place_id,
            code=request.code,
            facts=to_json(request.facts),
            first_day=min(days),
            last_day=max(days),
        )
    )
    _save_version(unit, request.code, 1, teams=request.teams, digest=event.digest, reason="")


def save_change(unit: UnitOfWork, request: ChangeRoster, event: RosterChanged) -> None:
    """Write another version of a roster; the ones before stay (写入排班变更)."""
    _save_version(
        unit,
        request.code,
        event.version,
        teams=request.teams,
        digest=event.digest,
        reason=request.reason.strip(),
    )


def _save_version(
    unit: UnitOfWork, code: str, number: int, *, teams: Teams, digest: str, reason: str
) -> None:
    unit.connection.execute(
        unit.tables(RosterTables)
        .version.insert()
        .values(
            place_id=unit.place_id,
            roster=code,
            version=number,
            teams=to_json(teams),
            digest=digest,
            reason=reason,
            put_up_by=unit.actor.id,
            put_up_on=unit.today,
        )
    )
