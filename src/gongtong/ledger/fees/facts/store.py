"""What assessing reads, part by part: dwellings, what was charged before, what was paid ahead (计费依据存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.tables import RegistryTables
from gongtong.ledger.books.chart import ADVANCES
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.charging import Home
from gongtong.ledger.fees.tables import FeesTables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.ledger.fees.parts import Part


def list_labels(unit: UnitOfWork, period: Span) -> tuple[DwellingLabel, ...]:
    """Read the labels of the dwellings that a period charges, in their order (列出房号)."""
    tables = unit.tables(RegistryTables)
    dwelling, line = tables.dwelling, tables.dwelling_line
    rows = unit.connection.execute(
        sa.select(*_label(dwelling))
        .join_from(dwelling, line, _of_dwelling(dwelling, line))
        .where(dwelling.c.place_id == unit.place_id, _in_force(line, _day_of(unit, period)))
        .order_by(*_label(dwelling))
    )
    return tuple(DwellingLabel(*row) for row in rows)


def list_homes(unit: UnitOfWork, period: Span, part: Part) -> tuple[Home, ...]:
    """Read the dwellings of a part as fees look at them, in the order of their labels (列出计费房屋).

    The register is that of today, or of the period's last day once that is past.
    """
    tables = unit.tables(RegistryTables)
    dwelling, line = tables.dwelling, tables.dwelling_line
    rows = unit.connection.execute(
        sa.select(dwelling.c.id, *_label(dwelling), line.c.area_cm2, line.c.status, line.c.part_use)
        .join_from(dwelling, line, _of_dwelling(dwelling, line))
        .where(
            dwelling.c.place_id == unit.place_id,
            *_within(dwelling, part),
            _in_force(line, _day_of(unit, period)),
        )
        .order_by(*_label(dwelling))
    )
    return tuple(
        Home(
            row.id,
            DwellingLabel(row.building, row.unit, row.room),
            row.area_cm2,
            row.status,
            row.part_use,
        )
        for row in rows
    )


def load_charged_spans(
    unit: UnitOfWork, period: Span, part: Part
) -> dict[tuple[UUID, str], frozenset[Span]]:
    """Read for which spans that touch a period the dwellings of a part were charged, by code (读取已计费期间)."""
    charge, entry = unit.tables(FeesTables).charge, unit.tables(BooksTables).entry
    dwelling = unit.tables(RegistryTables).dwelling
    # a charge whose entry was reversed does not stand
    undone = sa.select(entry.c.entry_id).where(
        entry.c.place_id == charge.c.place_id, entry.c.reverses == charge.c.entry_id
    )
    query = (
        sa.select(charge.c.dwelling_id, charge.c.code, charge.c.period_start, charge.c.period_end)
        .join_from(dwelling, charge, _of_dwelling(dwelling, charge))
        .where(
            dwelling.c.place_id == unit.place_id,
            *_within(dwelling, part),
            charge.c.period_end > period.start,
            ~undone.exists(),
        )
    )
    if period.end is not None:
        query = query.where(charge.c.period_start < period.end)
    spans: defaultdict[tuple[UUID, str], set[Span]] = defaultdict(set)
    for dwelling_id, code, start, end in unit.connection.execute(query):
        spans[dwelling_id, code].add(Span(start, end))
    return {at: frozenset(found) for at, found in spans.items()}


def load_advances(unit: UnitOfWork, part: Part) -> Mapping[tuple[UUID, str], int]:
    """Read what the dwellings of a part have paid in advance, by fund (读取预收)."""
    held = unit.tables(BooksTables).dwelling_balance
    dwelling = unit.tables(RegistryTables).dwelling
    rows = unit.connection.execute(
        sa.select(held.c.dwelling_id, held.c.fund, held.c.amount_fen)
        .join_from(dwelling, held, _of_dwelling(dwelling, held))
        .where(
            dwelling.c.place_id == unit.place_id,
            *_within(dwelling, part),
            held.c.account == ADVANCES,
            held.c.amount_fen != 0,
        )
    )
    return {(row.dwelling_id, row.fund): -row.amount_fen for row in rows}


def _day_of(unit: UnitOfWork, period: Span) -> date:
    last_day = period.last_day
    return unit.today if last_day is None else min(unit.today, last_day)


def _label(dwelling: sa.Table) -> tuple[sa.Column[Any], ...]:
    return dwelling.c.building, dwelling.c.unit, dwelling.c.room


def _within(dwelling: sa.Table, part: Part) -> list[sa.ColumnElement[bool]]:
    label = sa.tuple_(*_label(dwelling))
    bounds: list[sa.ColumnElement[bool]] = []
    if part.after is not None:
        bounds.append(label > sa.tuple_(*part.after.position))
    if part.through is not None:
        bounds.append(label <= sa.tuple_(*part.through.position))
    return bounds


def _of_dwelling(dwelling: sa.Table, other: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(other.c.place_id == dwelling.c.place_id, other.c.dwelling_id == dwelling.c.id)


def _in_force(line: sa.Table, on: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        line.c.valid_from <= on, sa.or_(line.c.valid_until.is_(None), line.c.valid_until > on)
    )
