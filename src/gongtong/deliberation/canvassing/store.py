"""Reading and writing canvasses and visits (走访存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import is_key
from gongtong.deliberation.canvassing.campaigns import MAX_CODE, CanvassOnFile
from gongtong.deliberation.canvassing.coverage import CategoryOpinions
from gongtong.deliberation.canvassing.tables import CanvassTables
from gongtong.deliberation.canvassing.visits import Visit
from gongtong.deliberation.tables import DeliberationTables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.canvassing.campaigns import OpenCanvass
    from gongtong.deliberation.canvassing.visits import RecordVisits, VisitsRecorded


def find_canvass(unit: UnitOfWork, code: str) -> CanvassOnFile | None:
    """Read a canvass, or nothing where there is none of that code (查找走访活动)."""
    if not is_key(code, MAX_CODE):
        return None
    table = unit.tables(CanvassTables).canvass
    row = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id, table.c.code == code)
    ).one_or_none()
    if row is None:
        return None
    households = from_json(row.households, tuple[DwellingLabel, ...])
    return CanvassOnFile(row.code, row.title, households, row.opened_on)


def load_canvass(unit: UnitOfWork, code: str) -> CanvassOnFile:
    """Read a canvass; raises `UnknownReferenceError` where there is none (读取走访活动)."""
    found = find_canvass(unit, code)
    if found is None:
        kind = "canvass"
        raise UnknownReferenceError(kind, code)
    return found


def add_canvass(
    unit: UnitOfWork, request: OpenCanvass, households: tuple[DwellingLabel, ...]
) -> None:
    """Write a canvass that begins (写入走访活动)."""
    unit.connection.execute(
        unit.tables(CanvassTables)
        .canvass.insert()
        .values(
            place_id=unit.place_id,
            code=request.code,
            title=request.title.strip(),
            households=to_json(households),
            opened_by=unit.actor.id,
            opened_on=unit.today,
        )
    )


def list_visits(unit: UnitOfWork, campaign: str) -> tuple[Visit, ...]:
    """Read the visits of a canvass, door by door (读取走访)."""
    table = unit.tables(CanvassTables).visit
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.campaign == campaign)
        .order_by(table.c.building, table.c.unit, table.c.room, table.c.attempt)
    )
    return tuple(
        Visit(
            DwellingLabel(row.building, row.unit, row.room),
            row.attempt,
            row.outcome,
            row.visited_on,
            row.opinion,
        )
        for row in rows
    )


def add_visits(unit: UnitOfWork, event: VisitsRecorded, request: RecordVisits) -> None:
    """Write visits in one statement (写入走访)."""
    rows = []
    for entry, line in zip(event.visits, request.lines, strict=True):
        building, house, room = entry.dwelling.position
        rows.append(
            {
                "place_id": unit.place_id,
                "campaign": event.campaign,
                "building": building,
                "unit": house,
                "room": room,
                "attempt": entry.attempt,
                "outcome": entry.outcome,
                "visited_on": entry.visited_on,
                "canvassers": to_json(tuple(sorted(line.canvassers))),
                "opinion": entry.opinion,
                "asked_action": line.asked_action.strip(),
                "may_publish": line.may_publish,
                "read_back": line.read_back,
                "entered_by": unit.actor.id,
            }
        )
    unit.connection.execute(unit.tables(CanvassTables).visit.insert(), rows)


def dwellings_of_opinions(unit: UnitOfWork, numbers: Iterable[str]) -> dict[str, DwellingLabel]:
    """Read of which dwelling each of these opinions is (意见所属住户)."""
    table = unit.tables(DeliberationTables).opinion
    wanted = [number for number in set(numbers) if is_key(number, 32)]
    rows = unit.connection.execute(
        sa.select(table.c.number, table.c.building, table.c.unit, table.c.room).where(
            table.c.place_id == unit.place_id, table.c.number.in_(wanted)
        )
    )
    return {row.number: DwellingLabel(row.building, row.unit, row.room) for row in rows}


def count_categories(unit: UnitOfWork, campaign: str) -> tuple[CategoryOpinions, ...]:
    """Count the opinions of a canvass by category (统计意见类别)."""
    visit, opinion = unit.tables(CanvassTables).visit, unit.tables(DeliberationTables).opinion
    rows = unit.connection.execute(
        sa.select(opinion.c.category, sa.func.count().label("opinions"))
        .select_from(
            visit.join(
                opinion,
                sa.and_(
                    opinion.c.place_id == visit.c.place_id, opinion.c.number == visit.c.opinion
                ),
            )
        )
        .where(visit.c.place_id == unit.place_id, visit.c.campaign == campaign)
        .group_by(opinion.c.category)
        .order_by(opinion.c.category)
    )
    return tuple(CategoryOpinions(row.category, row.opinions) for row in rows)
