"""Reading and writing charges (应收费用存取)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.registry.store import load_register
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.store import list_dwelling_balances, sum_postings
from gongtong.ledger.books.chart import RECEIVABLE
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.charges import Charge, DwellingArrears
from gongtong.ledger.fees.debts.store import not_reversed, settled_by_charge
from gongtong.ledger.fees.rows import read_charge
from gongtong.ledger.fees.tables import FeesTables


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


def load_owed(unit: UnitOfWork, dwelling_id: UUID | None = None) -> dict[UUID, Mapping[str, int]]:
    """Read what dwellings owe, each by fund (读取应收)."""
    owed: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for held in list_dwelling_balances(unit, RECEIVABLE, dwelling_id):
        if held.amount_fen > 0:
            owed[held.dwelling_id][held.fund] = held.amount_fen
    return dict(owed)


def load_owed_on(unit: UnitOfWork, on: date) -> dict[UUID, Mapping[str, int]]:
    """Read what dwellings owed at the end of a day, each by fund, from the postings (读取某日应收)."""
    owed: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for held in sum_postings(unit, through=on).dwellings:
        if held.account == RECEIVABLE and held.amount_fen > 0:
            owed[held.dwelling_id][held.fund] = held.amount_fen
    return dict(owed)


def list_charges(
    unit: UnitOfWork,
    dwelling_id: UUID | None = None,
    *,
    on: date | None = None,
    only_open: bool = False,
) -> tuple[Charge, ...]:
    """Read charges with what is open of them, in the order of labels and days (列出应收).

    Without a day everything that was booked counts, whatever its day; with one, what was booked and
    paid by its end.
    """
    charge = unit.tables(FeesTables).charge
    settled = settled_by_charge(unit, on=on)
    open_fen = sa.type_coerce(
        charge.c.amount_fen - sa.func.coalesce(settled.c.settled_fen, 0), Fen()
    )
    query = (
        sa.select(charge, open_fen.label("open_fen"))
        .select_from(charge.outerjoin(settled, settled.c.charge_id == charge.c.charge_id))
        .where(charge.c.place_id == unit.place_id, not_reversed(unit, charge.c.entry_id, on=on))
    )
    if dwelling_id is not None:
        query = query.where(charge.c.dwelling_id == dwelling_id)
    if only_open:
        query = query.where(open_fen != 0)
    if on is not None:
        query = query.where(_booked_by(unit, on))
    rows = unit.connection.execute(query)
    opened = [read_charge(row, open_fen=row.open_fen) for row in rows]
    return tuple(sorted(opened, key=lambda one: (one.label.position, one.period.start, one.code)))


def list_arrears(unit: UnitOfWork, *, on: date | None = None) -> tuple[DwellingArrears, ...]:
    """Read which dwellings still owe, in the order of their labels: now, or at the end of a day (列出欠费)."""
    owed = load_owed(unit) if on is None else load_owed_on(unit, on)
    opened: defaultdict[UUID, list[Charge]] = defaultdict(list)
    for charge in list_charges(unit, on=on, only_open=True):
        opened[charge.dwelling_id].append(charge)
    register = load_register(unit, on or unit.today)
    arrears = (
        DwellingArrears(
            who, register.dwelling(who).label, sum(by_fund.values()), tuple(opened[who])
        )
        for who, by_fund in owed.items()
    )
    return tuple(sorted(arrears, key=lambda one: one.label.position))


def _standing(unit: UnitOfWork) -> tuple[sa.ColumnElement[bool], ...]:
    """Keep the charges of this place whose entry nobody has reversed."""
    charge, entry = unit.tables(FeesTables).charge, unit.tables(BooksTables).entry
    reversed_entries = sa.select(entry.c.reverses).where(
        entry.c.place_id == unit.place_id, entry.c.reverses.is_not(None)
    )
    return (charge.c.place_id == unit.place_id, charge.c.entry_id.not_in(reversed_entries))


def _booked_by(unit: UnitOfWork, on: date) -> sa.ColumnElement[bool]:
    """Keep the charges whose entry is of a day or earlier."""
    charge, entry = unit.tables(FeesTables).charge, unit.tables(BooksTables).entry
    return (
        sa.exists()
        .where(
            entry.c.place_id == charge.c.place_id,
            entry.c.entry_id == charge.c.entry_id,
            entry.c.effective_on <= on,
        )
        .correlate(charge)
    )
