"""What assessing reads, part by part: dwellings, what was charged before, what was paid ahead (计费依据存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.tables import RegistryTables
from gongtong.ledger.books.chart import ADVANCES
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.charging import NO_USES, Home
from gongtong.ledger.fees.facts.recording import DwellingFactRecorded, KeptFact
from gongtong.ledger.fees.facts.tables import FactsTables
from gongtong.ledger.fees.meters.store import label_columns, list_uses, within_part
from gongtong.ledger.fees.policies import DatedFact
from gongtong.ledger.fees.tables import FeesTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.ledger.fees.parts import Part


def list_labels(unit: UnitOfWork, period: Span) -> tuple[DwellingLabel, ...]:
    """Read the labels of the dwellings that a period charges, in their order (列出房号)."""
    tables = unit.tables(RegistryTables)
    dwelling, line = tables.dwelling, tables.dwelling_line
    rows = unit.connection.execute(
        sa.select(*label_columns(dwelling))
        .join_from(dwelling, line, _of_dwelling(dwelling, line))
        .where(dwelling.c.place_id == unit.place_id, _in_force(line, _day_of(unit, period)))
        .order_by(*label_columns(dwelling))
    )
    return tuple(DwellingLabel(*row) for row in rows)


def list_homes(
    unit: UnitOfWork, period: Span, part: Part, asked: Iterable[Span]
) -> tuple[Home, ...]:
    """Read the dwellings of a part as fees look at them, in the order of their labels (列出计费房屋).

    The register is that of today, or of the period's last day once that is past. `asked` are the
    periods about which rules are asked: meters are read for each.
    """
    tables = unit.tables(RegistryTables)
    dwelling, line = tables.dwelling, tables.dwelling_line
    rows: Iterable[Any] = unit.connection.execute(
        sa.select(
            dwelling.c.id, *label_columns(dwelling), line.c.area_cm2, line.c.status, line.c.part_use
        )
        .join_from(dwelling, line, _of_dwelling(dwelling, line))
        .where(
            dwelling.c.place_id == unit.place_id,
            *within_part(dwelling, part),
            _in_force(line, _day_of(unit, period)),
        )
        .order_by(*label_columns(dwelling))
    )
    dated = load_dated(unit, period, part)
    uses = {span: found for span in asked if (found := list_uses(unit, span, part))}
    return tuple(
        Home(
            who,
            DwellingLabel(building, entrance, room),
            area_cm2,
            status,
            use,
            dated.get(who, ()),
            {span: by_home[who] for span, by_home in uses.items() if who in by_home}
            if uses
            else NO_USES,
        )
        for who, building, entrance, room, area_cm2, status, use in rows
    )


def load_dated(unit: UnitOfWork, period: Span, part: Part) -> dict[UUID, tuple[DatedFact, ...]]:
    """Read what was recorded of a part's dwellings and touches the months of a period (读取计费事实)."""
    fact = unit.tables(FactsTables).dwelling_fact
    dwelling = unit.tables(RegistryTables).dwelling
    query = (
        sa.select(fact)
        .join_from(dwelling, fact, _of_dwelling(dwelling, fact))
        .where(
            dwelling.c.place_id == unit.place_id,
            *within_part(dwelling, part),
            sa.or_(fact.c.ends_on.is_(None), fact.c.ends_on > period.start.replace(day=1)),
        )
        .order_by(fact.c.dwelling_id, fact.c.starts_on, fact.c.kind, fact.c.of_charge)
    )
    if period.end is not None:
        query = query.where(fact.c.starts_on < period.end)
    found: defaultdict[UUID, list[DatedFact]] = defaultdict(list)
    for row in unit.connection.execute(query):
        found[row.dwelling_id].append(_fact(row))
    return {who: tuple(facts) for who, facts in found.items()}


def list_facts(unit: UnitOfWork, dwelling_id: UUID) -> tuple[KeptFact, ...]:
    """Read what is and was on record of a dwelling, in the order of its days (列出计费事实)."""
    fact = unit.tables(FactsTables).dwelling_fact
    rows = unit.connection.execute(
        sa.select(fact)
        .where(fact.c.place_id == unit.place_id, fact.c.dwelling_id == dwelling_id)
        .order_by(fact.c.starts_on, fact.c.kind, fact.c.of_charge)
    )
    return tuple(_kept(row) for row in rows)


def require_fact(unit: UnitOfWork, fact_id: UUID) -> KeptFact:
    """Read one fact; raises `UnknownReferenceError` (须有计费事实)."""
    fact = unit.tables(FactsTables).dwelling_fact
    row = unit.connection.execute(
        sa.select(fact).where(fact.c.place_id == unit.place_id, fact.c.fact_id == fact_id)
    ).one_or_none()
    if row is None:
        kind = "fact of a dwelling"
        raise UnknownReferenceError(kind, fact_id)
    return _kept(row)


def save_fact(unit: UnitOfWork, event: DwellingFactRecorded) -> None:
    """Insert a fact (写入计费事实)."""
    fact = event.fact
    unit.connection.execute(
        unit.tables(FactsTables)
        .dwelling_fact.insert()
        .values(
            place_id=unit.place_id,
            fact_id=event.fact_id,
            dwelling_id=event.dwelling_id,
            kind=fact.kind,
            of_charge=fact.of,
            starts_on=fact.span.start,
            ends_on=fact.span.end,
            value=fact.value,
            evidence=None if event.evidence is None else to_json(event.evidence),
            recorded_by=event.recorded_by,
            version=1,
        )
    )


def save_fact_end(unit: UnitOfWork, kept: KeptFact, on: date) -> None:
    """Write from which day on a fact holds no longer (写入终止日)."""
    fact = unit.tables(FactsTables).dwelling_fact
    touched = unit.connection.execute(
        fact.update()
        .where(
            fact.c.place_id == unit.place_id,
            fact.c.fact_id == kept.id,
            fact.c.version == kept.version,
        )
        .values(ends_on=on, version=kept.version + 1)
    )
    if touched.rowcount != 1:
        kind = "fact of a dwelling"
        raise ConcurrentChangeError(kind, kept.id)


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
            *within_part(dwelling, part),
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
            *within_part(dwelling, part),
            held.c.account == ADVANCES,
            held.c.amount_fen != 0,
        )
    )
    return {(row.dwelling_id, row.fund): -row.amount_fen for row in rows}


def _day_of(unit: UnitOfWork, period: Span) -> date:
    last_day = period.last_day
    return unit.today if last_day is None else min(unit.today, last_day)


def _fact(row: sa.Row[Any]) -> DatedFact:
    return DatedFact(row.kind, Span(row.starts_on, row.ends_on), row.value, row.of_charge)


def _kept(row: sa.Row[Any]) -> KeptFact:
    return KeptFact(row.fact_id, row.dwelling_id, _fact(row), row.version)


def _of_dwelling(dwelling: sa.Table, other: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(other.c.place_id == dwelling.c.place_id, other.c.dwelling_id == dwelling.c.id)


def _in_force(line: sa.Table, on: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        line.c.valid_from <= on, sa.or_(line.c.valid_until.is_(None), line.c.valid_until > on)
    )
