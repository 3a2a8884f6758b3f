"""Finding the dwellings on whose charges late charges may run (违约金存取)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.fees.debts.store import not_reversed, settled_by_charge
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.tables import FeesTables


def list_late_dwellings(
    unit: UnitOfWork, through: date, among: Collection[UUID] = ()
) -> tuple[UUID, ...]:
    """Read which dwellings have a charge that was not settled by its due day (列出逾期住户)."""
    charge, allocation = unit.tables(FeesTables).charge, unit.tables(DebtsTables).allocation
    settled = settled_by_charge(unit)
    paid_late = (
        sa.exists()
        .where(
            allocation.c.place_id == charge.c.place_id,
            allocation.c.charge_id == charge.c.charge_id,
            allocation.c.effective_on > charge.c.due_on,
        )
        .correlate(charge)
    )
    query = (
        sa.select(charge.c.dwelling_id)
        .distinct()
        .select_from(charge.outerjoin(settled, settled.c.charge_id == charge.c.charge_id))
        .where(
            charge.c.place_id == unit.place_id,
            charge.c.due_on < through,
            not_reversed(unit, charge.c.entry_id),
            sa.or_(charge.c.amount_fen > sa.func.coalesce(settled.c.settled_fen, 0), paid_late),
        )
        .order_by(charge.c.dwelling_id)
    )
    rows = unit.connection.execute(query)
    wanted = frozenset(among)
    return tuple(row.dwelling_id for row in rows if not wanted or row.dwelling_id in wanted)
