"""Reading and writing volunteers (志愿者存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.rostering.volunteers.tables import VolunteerTables
from gongtong.rostering.volunteers.volunteer import Band, Skill, Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.storage.unit import UnitOfWork


_CHANGING = (
    "team",
    "bands",
    "skills",
    "most_per_week",
    "may_publish",
    "risks_told_on",
    "insured_until",
    "guardian_agreed",
    "left_on",
)


def load_volunteers(unit: UnitOfWork) -> dict[str, Volunteer]:
    """Read the volunteers of the place by their codes (读取志愿者)."""
    table = unit.tables(VolunteerTables).volunteer
    rows = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id).order_by(table.c.code)
    )
    return {row.code: _volunteer(row) for row in rows}


def add_volunteers(unit: UnitOfWork, volunteers: Iterable[Volunteer]) -> None:
    """Write volunteers in one statement (写入志愿者)."""
    rows = [
        {
            "place_id": unit.place_id,
            "code": one.code,
            "name": one.name.strip(),
            "born": one.born,
            "gender": one.gender,
            "agreed_on": one.agreed_on,
            "entered_by": unit.actor.id,
            **_changing(one),
        }
        for one in volunteers
    ]
    unit.connection.execute(unit.tables(VolunteerTables).volunteer.insert(), rows)


def save_volunteers(unit: UnitOfWork, volunteers: Iterable[Volunteer]) -> None:
    """Write volunteers as they stand now; who they are does not change (更新志愿者)."""
    table = unit.tables(VolunteerTables).volunteer
    named = {"of_place": unit.place_id}
    rows = [named | {"of_code": one.code} | _changing(one) for one in volunteers]
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == sa.bindparam("of_place"), table.c.code == sa.bindparam("of_code")
        )
        .values({name: sa.bindparam(name) for name in _CHANGING}),
        rows,
    )


def _changing(one: Volunteer) -> dict[str, Any]:
    written = {name: getattr(one, name) for name in _CHANGING}
    return written | {
        "team": one.team.strip(),
        "bands": to_json(one.bands),
        "skills": to_json(one.skills),
    }


def _volunteer(row: sa.Row[Any]) -> Volunteer:
    return Volunteer(
        code=row.code,
        name=row.name,
        born=row.born,
        team=row.team,
        bands=from_json(row.bands, tuple[Band, ...]),
        most_per_week=row.most_per_week,
        agreed_on=row.agreed_on,
        skills=from_json(row.skills, tuple[Skill, ...]),
        gender=row.gender,
        may_publish=row.may_publish,
        risks_told_on=row.risks_told_on,
        insured_until=row.insured_until,
        guardian_agreed=row.guardian_agreed,
        left_on=row.left_on,
    )
