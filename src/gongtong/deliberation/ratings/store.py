"""Reading and writing ratings (评价存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.deliberation.ratings.entries import RatingOnFile
from gongtong.deliberation.ratings.schemes import AdoptScheme
from gongtong.deliberation.ratings.tables import RatingTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.ratings.entries import EnterRating, RatingEntered


def newest_scheme(unit: UnitOfWork) -> AdoptScheme | None:
    """Read the criteria that hold now, if any were adopted (读取现行标准)."""
    table = unit.tables(RatingTables).scheme
    row = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.version.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else from_json(row.scheme, AdoptScheme)


def add_scheme(unit: UnitOfWork, scheme: AdoptScheme) -> None:
    """Write criteria that were adopted (写入标准)."""
    unit.connection.execute(
        unit.tables(RatingTables)
        .scheme.insert()
        .values(
            place_id=unit.place_id,
            version=scheme.version,
            scheme=to_json(scheme),
            adopted_by=unit.actor.id,
            adopted_on=unit.today,
        )
    )


def list_entries(unit: UnitOfWork) -> tuple[RatingOnFile, ...]:
    """Read the entries of the place, in the order in which they came (读取评价)."""
    table = unit.tables(RatingTables).entry
    rows = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id).order_by(table.c.number)
    )
    return tuple(RatingOnFile(**{name: getattr(row, name) for name in _READ}) for row in rows)


def load_entry(unit: UnitOfWork, number: int) -> RatingOnFile:
    """Read an entry; raises `UnknownReferenceError` where there is none (读取单条评价)."""
    for one in list_entries(unit):
        if one.number == number:
            return one
    kind = "rating"
    raise UnknownReferenceError(kind, number)


def add_entry(
    unit: UnitOfWork, event: RatingEntered, request: EnterRating, scheme: AdoptScheme
) -> None:
    """Write an entry (写入评价)."""
    points = {one.code: one.points for one in scheme.criteria}
    unit.connection.execute(
        unit.tables(RatingTables)
        .entry.insert()
        .values(
            place_id=unit.place_id,
            number=event.number,
            company=event.company,
            criterion=event.criterion,
            version=event.version,
            points=points[event.criterion],
            happened_on=event.happened_on,
            words=request.words.strip(),
            evidence=event.evidence,
            entered_by=unit.actor.id,
            entered_on=unit.today,
            reply_by=event.reply_by.on,
            valid_months=scheme.valid_months,
            withdrawn_because="",
        )
    )


def change_entry(unit: UnitOfWork, number: int, expected: str, **values: Any) -> None:
    """Change an entry of which a column is still empty, unless somebody did meanwhile (更新评价)."""
    table = unit.tables(RatingTables).entry
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.number == number,
            table.c[expected].is_(None),
        )
        .values(**values)
    )
    if touched.rowcount != 1:
        kind = "rating"
        raise ConcurrentChangeError(kind, number)


_READ = (
    "number",
    "company",
    "criterion",
    "points",
    "happened_on",
    "words",
    "evidence",
    "entered_on",
    "reply_by",
    "valid_months",
    "reply",
    "published_on",
    "withdrawn_on",
)
