"""Reading and writing charges (应收费用存取)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.store import load_register
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.store import list_dwelling_balances
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.charges import Charge, DwellingArrears, still_open
from gongtong.ledger.fees.tables import FeesTables


def save_charges(unit: UnitOfWork, entry: Entry, charges: Iterable[Charge]) -> None:
    """Insert the charges that an entry books (写入应收)."""
    rows = [
        {
            "place_id": unit.place_id,
            "charge_id": unit.new_id(),
            "entry_id": entry.id,
            "dwelling_id": charge.dwelling_id,
            "code": charge.code,
            "period_start": charge.period.start,
            "period_end": charge.period.end,
            "building": charge.label.building,
            "unit": charge.label.unit,
            "room": charge.label.room,
            "zh": charge.zh,
            "amount_fen": charge.amount_fen,
            "fund": charge.fund,
            "income_account": charge.income_account,
            "explanation_zh": charge.explanation_zh,
            "due_on": charge.due_on or entry.effective_on,
            "payer": charge.payer,
        }
        for charge in charges
    ]
    if rows:
        unit.connection.execute(unit.tables(FeesTables).charge.insert(), rows)


def load_charged_spans(unit: UnitOfWork) -> dict[tuple[UUID, str], frozenset[Span]]:
    """Read for which spans each dwelling has been charged, by code (读取已计费期间)."""
    charge = unit.tables(FeesTables).charge
    rows = unit.connection.execute(
        sa.select(
            charge.c.dwelling_id, charge.c.code, charge.c.period_start, charge.c.period_end
        ).where(*_standing(unit))
    )
    spans: defaultdict[tuple[UUID, str], set[Span]] = defaultdict(set)
    for dwelling_id, code, start, end in rows:
        spans[dwelling_id, code].add(Span(start, end))
    return {at: frozenset(found) for at, found in spans.items()}


def load_fees(unit: UnitOfWork) -> dict[UUID, int]:
    """Read what each dwelling was charged for its latest period, in fen (读取每期费用)."""
    charge = unit.tables(FeesTables).charge
    latest = (
        sa.select(charge.c.dwelling_id, sa.func.max(charge.c.period_start).label("start"))
        .where(*_standing(unit))
        .group_by(charge.c.dwelling_id)
        .subquery()
    )
    rows = unit.connection.execute(
        sa.select(charge.c.dwelling_id, sa.type_coerce(sa.func.sum(charge.c.amount_fen), Fen()))
        .join_from(
            charge,
            latest,
            sa.and_(
                charge.c.dwelling_id == latest.c.dwelling_id,
                charge.c.period_start == latest.c.start,
            ),
        )
        .where(*_standing(unit))
        .group_by(charge.c.dwelling_id)
    )
    return {row.dwelling_id: row[1] for row in rows}


def load_advances(unit: UnitOfWork) -> dict[tuple[UUID, str], int]:
    """Read what dwellings have paid in advance, by fund (读取预收)."""
    return {
        (held.dwelling_id, held.fund): -held.amount_fen
        for held in list_dwelling_balances(unit, ADVANCES)
    }


def load_owed(unit: UnitOfWork, dwelling_id: UUID | None = None) -> dict[UUID, Mapping[str, int]]:
    """Read what dwellings owe, each by fund (读取应收)."""
    owed: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for held in list_dwelling_balances(unit, RECEIVABLE, dwelling_id):
        if held.amount_fen > 0:
            owed[held.dwelling_id][held.fund] = held.amount_fen
    return dict(owed)


def list_charges(unit: UnitOfWork, dwelling_id: UUID | None = None) -> tuple[Charge, ...]:
    """Read charges with what is open of them, in the order of labels and days (列出应收)."""
    charge = unit.tables(FeesTables).charge
    query = sa.select(charge).where(*_standing(unit))
    if dwelling_id is not None:
        query = query.where(charge.c.dwelling_id == dwelling_id)
    charges: defaultdict[tuple[UUID, str], list[Charge]] = defaultdict(list)
    for row in unit.connection.execute(query):
        charges[row.dwelling_id, row.fund].append(_read(row))
    owed = load_owed(unit, dwelling_id)
    opened = [
        charge
        for (who, fund), theirs in charges.items()
        for charge in still_open(theirs, owed.get(who, {}).get(fund, 0))
    ]
    return tuple(sorted(opened, key=lambda one: (one.label, one.period, one.code)))


def list_arrears(unit: UnitOfWork) -> tuple[DwellingArrears, ...]:
    """Read which dwellings still owe, in the order of their labels (列出欠费)."""
    owed = load_owed(unit)
    opened: defaultdict[UUID, list[Charge]] = defaultdict(list)
    for charge in list_charges(unit):
        if charge.open_fen:
            opened[charge.dwelling_id].append(charge)
    register = load_register(unit, unit.today)
    arrears = (
        DwellingArrears(
            who, register.dwelling(who).label, sum(by_fund.values()), tuple(opened[who])
        )
        for who, by_fund in owed.items()
    )
    return tuple(sorted(arrears, key=lambda one: one.label))


def _standing(unit: UnitOfWork) -> tuple[sa.ColumnElement[bool], ...]:
    """Keep the charges of this place whose entry nobody has reversed."""
    charge, entry = unit.tables(FeesTables).charge, unit.tables(BooksTables).entry
    reversed_entries = sa.select(entry.c.reverses).where(
        entry.c.place_id == unit.place_id, entry.c.reverses.is_not(None)
    )
    return (charge.c.place_id == unit.place_id, charge.c.entry_id.not_in(reversed_entries))


def _read(row: sa.Row[Any]) -> Charge:
    return Charge(
        dwelling_id=row.dwelling_id,
        label=DwellingLabel(row.building, row.unit, row.room),
        period=Span(row.period_start, row.period_end),
        code=row.code,
        zh=row.zh,
        amount_fen=row.amount_fen,
        open_fen=row.amount_fen,
        fund=row.fund,
        income_account=row.income_account,
        explanation_zh=row.explanation_zh,
        due_on=row.due_on,
        payer=row.payer,
        id=row.charge_id,
    )
