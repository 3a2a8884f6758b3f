"""Campaigns of commitments in and out of the database (承诺存取)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from gongtong.core.codec import to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import is_key
from gongtong.core.storage.unit import UnitOfWork
from gongtong.deliberation.commitments.commitments import (
    MAX_CAMPAIGN,
    CampaignOnFile,
    CommitmentStep,
    HouseholdCommitment,
)
from gongtong.deliberation.commitments.opening import CommitmentsOpened, OpenCommitments
from gongtong.deliberation.commitments.promising import HouseholdAsked
from gongtong.deliberation.commitments.tables import CommitmentTables


def find_campaign(unit: UnitOfWork, number: str) -> CampaignOnFile | None:
    """Read a campaign if there is one (查找承诺活动)."""
    if not is_key(number, MAX_CAMPAIGN):
        return None
    table = unit.tables(CommitmentTables).commitment_campaign
    row = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id, table.c.number == number)
    ).one_or_none()
    return None if row is None else CampaignOnFile(*row[1:])


def load_campaign(unit: UnitOfWork, number: str) -> CampaignOnFile:
    """Read a campaign; raises `UnknownReferenceError` (读取承诺活动)."""
    found = find_campaign(unit, number)
    if found is None:
        raise UnknownReferenceError("commitment campaign", number)
    return found


def list_households(
    unit: UnitOfWork, number: str, dwelling: DwellingLabel | None = None
) -> tuple[HouseholdCommitment, ...]:
    """Read the households of a campaign, or one of them, by their labels (读取住户承诺)."""
    table = unit.tables(CommitmentTables).commitment
    query = sa.select(table).where(table.c.place_id == unit.place_id, table.c.campaign == number)
    if dwelling is not None:
        query = query.where(*_at(table, dwelling))
    rows = unit.connection.execute(query.order_by(table.c.building, table.c.unit, table.c.room))
    return tuple(_household_of(row) for row in rows)


def list_steps(unit: UnitOfWork, number: str) -> tuple[CommitmentStep, ...]:
    """Read what happened in a campaign, by its days (读取承诺记事)."""
    tables = unit.tables(CommitmentTables)
    visit = tables.commitment_visit
    rows = unit.connection.execute(
        sa.select(visit)
        .where(visit.c.place_id == unit.place_id, visit.c.campaign == number)
        .order_by(visit.c.visited_on, visit.c.visit)
    )
    steps = [
        CommitmentStep(row.visited_on, DwellingLabel(row.building, row.unit, row.room), row.answer)
        for row in rows
    ]
    steps += [
        CommitmentStep(one.verified_on, one.dwelling, is_verified=True)
        for one in list_households(unit, number)
        if one.verified_on is not None
    ]
    return tuple(sorted(steps, key=lambda step: step.on))


def insert_campaign(unit: UnitOfWork, request: OpenCommitments, event: CommitmentsOpened) -> None:
    """Write a campaign with all its households (写入承诺活动)."""
    tables = unit.tables(CommitmentTables)
    unit.connection.execute(
        tables.commitment_campaign.insert().values(
            place_id=unit.place_id,
            number=event.number,
            what=request.what,
            until=event.until,
            asked_by=event.asked_by,
            rests_on=event.rests_on,
            opened_on=event.opened_on,
            version=1,
        )
    )
    unit.connection.execute(
        tables.commitment.insert(),
        [
            {**_key(unit, event.number, one), "version": 1, "visits": 0}
            for one in request.households
        ],
    )


def insert_visit(unit: UnitOfWork, event: HouseholdAsked) -> None:
    """Write a visit (写入承诺入户)."""
    unit.connection.execute(
        unit.tables(CommitmentTables)
        .commitment_visit.insert()
        .values(
            **_key(unit, event.number, event.dwelling),
            visit=event.visit,
            visited_on=event.visited_on,
            visitors=to_json(list(event.visitors)),
            answer=event.answer,
        )
    )


def update_household(
    unit: UnitOfWork, number: str, dwelling: DwellingLabel, seen: int, **values: Any
) -> None:
    """Change where a household stands, unless somebody did meanwhile (更新住户承诺)."""
    table = unit.tables(CommitmentTables).commitment
    result = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.campaign == number,
            *_at(table, dwelling),
            table.c.version == seen,
        )
        .values(version=seen + 1, **values)
    )
    if result.rowcount != 1:
        raise ConcurrentChangeError("commitment", f"{number}/{dwelling}")


def close_campaign(unit: UnitOfWork, campaign: CampaignOnFile) -> None:
    """Write that a campaign is closed, unless somebody did meanwhile (结束承诺活动)."""
    table = unit.tables(CommitmentTables).commitment_campaign
    result = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.number == campaign.number,
            table.c.version == campaign.version,
        )
        .values(version=campaign.version + 1, closed_on=unit.today)
    )
    if result.rowcount != 1:
        raise ConcurrentChangeError("commitment campaign", campaign.number)


def _at(table: sa.Table, dwelling: DwellingLabel) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.c.building == dwelling.building,
        table.c.unit == dwelling.unit,
        table.c.room == dwelling.room,
    )


def _key(unit: UnitOfWork, number: str, dwelling: DwellingLabel) -> dict[str, object]:
    return {
        "place_id": unit.place_id,
        "campaign": number,
        "building": dwelling.building,
        "unit": dwelling.unit,
        "room": dwelling.room,
    }


def _household_of(row: sa.Row[Any]) -> HouseholdCommitment:
    return HouseholdCommitment(
        DwellingLabel(row.building, row.unit, row.room),
        row.version,
        asked_on=row.asked_on,
        visits=row.visits,
        answer=row.answer,
        answered_on=row.answered_on,
        evidence_digest="" if row.evidence_digest is None else row.evidence_digest.hex(),
        evidence_by=row.evidence_by or "",
        verified_by=row.verified_by or "",
        verified_on=row.verified_on,
        handed_to=row.handed_to or "",
    )
