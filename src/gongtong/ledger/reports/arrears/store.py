"""What was open of each charge at any day, as known at any moment (未缴项目取数)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.tables import FeesTables
from gongtong.ledger.reports.arrears.ageing import OpenCharge
from gongtong.ledger.reports.as_of import AsOf


def list_open_charges(unit: UnitOfWork, as_of: AsOf) -> tuple[OpenCharge, ...]:
    """Read what is open of the charges that count, in the order of their days (列出未缴项目).

    A charge whose entry was undone by then is none, and money whose entry was undone settles nothing.
    """
    charge = unit.tables(FeesTables).charge
    settled = _settled(unit, as_of)
    open_fen = charge.c.amount_fen - sa.func.coalesce(settled.c.settled_fen, 0)
    rows = unit.connection.execute(
        sa.select(
            charge.c.dwelling_id,
            charge.c.building,
            charge.c.unit,
            charge.c.room,
            charge.c.fund,
            charge.c.due_on,
            sa.type_coerce(open_fen, Fen()),
        )
        .select_from(charge.outerjoin(settled, settled.c.charge_id == charge.c.charge_id))
        .where(
            charge.c.place_id == unit.place_id,
            _stands(unit, charge.c.entry_id, as_of),
            open_fen != 0,
        )
        .order_by(charge.c.due_on, charge.c.charge_id)
    )
    return tuple(
        OpenCharge(who, DwellingLabel(building, entrance, room), fund, due_on, fen)
        for who, building, entrance, room, fund, due_on, fen in rows
    )


def _settled(unit: UnitOfWork, as_of: AsOf) -> sa.Subquery:
    allocation = unit.tables(DebtsTables).allocation
    clauses = [
        allocation.c.place_id == unit.place_id,
        _stands(unit, allocation.c.entry_id, as_of),
    ]
    if as_of.through is not None:
        clauses.append(allocation.c.effective_on <= as_of.through)
    return (
        sa.select(
            allocation.c.charge_id,
            sa.type_coerce(sa.func.sum(allocation.c.amount_fen), Fen()).label("settled_fen"),
        )
        .where(*clauses)
        .group_by(allocation.c.charge_id)
        .subquery("settled")
    )


def _stands(
    unit: UnitOfWork, entry_id: sa.ColumnElement[Any], as_of: AsOf
) -> sa.ColumnElement[bool]:
    """Say that an entry counts and that no entry which counts has undone it."""
    entry = unit.tables(BooksTables).entry
    made, undone = entry.alias("made"), entry.alias("undone")
    is_made = sa.exists().where(
        made.c.place_id == unit.place_id, made.c.entry_id == entry_id, *_counted(made, as_of)
    )
    is_undone = sa.exists().where(
        undone.c.place_id == unit.place_id, undone.c.reverses == entry_id, *_counted(undone, as_of)
    )
    return sa.and_(is_made.correlate_except(made), sa.not_(is_undone.correlate_except(undone)))


def _counted(entry: sa.FromClause, as_of: AsOf) -> list[sa.ColumnElement[bool]]:
    clauses: list[sa.ColumnElement[bool]] = []
    if as_of.through is not None:
        clauses.append(entry.c.effective_on <= as_of.through)
    if as_of.known_at is not None:
        clauses.append(entry.c.booked_at <= as_of.known_at)
    return clauses
