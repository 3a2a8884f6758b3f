"""Opinions in and out of the database (意见存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.deliberation.categories import Clarity, Suggestion
from gongtong.deliberation.opinions import CategoryTally, Opinion, OpinionOnFile, OpinionState
from gongtong.deliberation.tables import DeliberationTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.canvass_sheet import OpinionBatch
    from gongtong.deliberation.confirmation import CategoryConfirmed
    from gongtong.deliberation.recording import OpinionsRecorded

# well below the number of parameters that any engine allows in one statement
_CHUNK: Final = 500


def _opinion_of(row: sa.Row[tuple[object, ...]]) -> Opinion:
    dwelling = DwellingLabel(row.building, row.unit, row.room)
    return Opinion(row.number, row.visited_on, dwelling, row.recorded_by, row.text)


def _on_file(row: sa.Row[tuple[object, ...]]) -> OpinionOnFile:
    return OpinionOnFile(
        opinion=_opinion_of(row),
        suggestion=from_json(row.suggestion, Suggestion),
        state=row.state,
        category=row.category,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        version=row.version,
    )


def load_known_opinions(unit: UnitOfWork, numbers: Sequence[str]) -> tuple[Opinion, ...]:
    """Load the opinions that are on record under any of these numbers (读取已登记意见)."""
    opinion = unit.tables(DeliberationTables).opinion
    known: list[Opinion] = []
    for start in range(0, len(numbers), _CHUNK):
        rows = unit.connection.execute(
            sa.select(opinion).where(
                opinion.c.place_id == unit.place_id,
                opinion.c.number.in_(numbers[start : start + _CHUNK]),
            )
        )
        known += [_opinion_of(row) for row in rows]
    return tuple(known)


def load_opinion(unit: UnitOfWork, number: str) -> OpinionOnFile:
    """Load one opinion; raises `UnknownReferenceError` for a number never used (读取意见)."""
    opinion = unit.tables(DeliberationTables).opinion
    row = unit.connection.execute(
        sa.select(opinion).where(opinion.c.place_id == unit.place_id, opinion.c.number == number)
    ).one_or_none()
    if row is None:
        raise UnknownReferenceError("opinion", number)
    return _on_file(row)


def list_opinions(
    unit: UnitOfWork, *, category: str | None = None, state: OpinionState | None = None
) -> tuple[OpinionOnFile, ...]:
    """List opinions in the order of their numbers (意见清单)."""
    opinion = unit.tables(DeliberationTables).opinion
    query = sa.select(opinion).where(opinion.c.place_id == unit.place_id)
    if category is not None:
        query = query.where(opinion.c.category == category)
    if state is not None:
        query = query.where(opinion.c.state == state)
    rows = unit.connection.execute(query.order_by(opinion.c.number))
    return tuple(_on_file(row) for row in rows)


def count_by_category(unit: UnitOfWork) -> tuple[CategoryTally, ...]:
    """Count opinions by category, suggested and confirmed apart (分类统计)."""
    opinion = unit.tables(DeliberationTables).opinion
    is_suggested = opinion.c.state == OpinionState.SUGGESTED
    is_undecided = sa.and_(is_suggested, opinion.c.clarity != Clarity.CLEAR)
    rows = unit.connection.execute(
        sa.select(
            opinion.c.category,
            _count_where(is_suggested).label("suggested"),
            _count_where(opinion.c.state == OpinionState.CONFIRMED).label("confirmed"),
            _count_where(is_undecided).label("undecided"),
        )
        .where(opinion.c.place_id == unit.place_id)
        .group_by(opinion.c.category)
        .order_by(opinion.c.category)
    )
    return tuple(
        CategoryTally(row.category, int(row.suggested), int(row.confirmed), int(row.undecided))
        for row in rows
    )


def _count_where(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def save_recorded_opinions(unit: UnitOfWork, batch: OpinionBatch, event: OpinionsRecorded) -> None:
    """Save the opinions that the event says are new, with the file that brought them (保存意见)."""
    if not event.opinions:
        return
    tables = unit.tables(DeliberationTables)
    digest = bytes.fromhex(batch.digest)
    _save_file(unit, tables.opinion_file, batch.file, digest)
    said = {opinion.number: opinion for opinion in batch.opinions}
    rows = []
    for sorted_one in event.opinions:
        opinion, suggestion = said[sorted_one.number], sorted_one.suggestion
        rows.append(
            {
                "place_id": unit.place_id,
                "number": opinion.number,
                "file_digest": digest,
                "visited_on": opinion.visited_on,
                "building": opinion.dwelling.building,
                "unit": opinion.dwelling.unit,
                "room": opinion.dwelling.room,
                "recorded_by": opinion.recorded_by,
                "text": opinion.text,
                "suggestion": to_json(suggestion),
                "clarity": suggestion.clarity,
                "state": OpinionState.SUGGESTED,
                "category": suggestion.category,
                "version": 1,
            }
        )
    unit.connection.execute(tables.opinion.insert(), rows)


def _save_file(unit: UnitOfWork, opinion_file: sa.Table, name: str, digest: bytes) -> None:
    is_known = unit.connection.execute(
        sa.select(opinion_file.c.digest).where(
            opinion_file.c.place_id == unit.place_id, opinion_file.c.digest == digest
        )
    ).one_or_none()
    if is_known is None:
        unit.connection.execute(
            opinion_file.insert().values(
                place_id=unit.place_id, digest=digest, name=name, recorded_at=unit.now
            )
        )


def save_confirmed_category(unit: UnitOfWork, event: CategoryConfirmed, *, seen: int) -> None:
    """Save the category that a person settled, unless somebody did meanwhile (保存分类)."""
    opinion = unit.tables(DeliberationTables).opinion
    result = unit.connection.execute(
        opinion.update()
        .where(
            opinion.c.place_id == unit.place_id,
            opinion.c.number == event.number,
            opinion.c.version == seen,
        )
        .values(
            state=event.state,
            category=event.category,
            confirmed_by=event.confirmed_by,
            confirmed_at=unit.now,
            version=seen + 1,
        )
    )
    if result.rowcount != 1:
        raise ConcurrentChangeError("opinion", event.number)
