"""Reading and writing shared costs (公摊费用存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.sharing.costs import CostShared
from gongtong.ledger.fees.sharing.tables import SharingTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.ledger.fees.sharing.costs import ShareCost


def load_bills(unit: UnitOfWork, code: str) -> frozenset[str]:
    """Read the digests of bills shared by a code, whose entries stand (读取已分摊账单)."""
    shared, entry = unit.tables(SharingTables).shared_cost, unit.tables(BooksTables).entry
    undone = sa.select(entry.c.entry_id).where(
        entry.c.place_id == shared.c.place_id, entry.c.reverses == shared.c.entry_id
    )
    rows = unit.connection.scalars(
        sa.select(shared.c.bill_digest).where(
            shared.c.place_id == unit.place_id, shared.c.code == code, ~undone.exists()
        )
    )
    return frozenset(rows)


def save_shared_cost(unit: UnitOfWork, request: ShareCost, event: CostShared) -> None:
    """Insert a shared cost (写入公摊费用)."""
    unit.connection.execute(
        unit.tables(SharingTables)
        .shared_cost.insert()
        .values(
            place_id=unit.place_id,
            cost_id=event.cost_id,
            entry_id=event.entry_ids[0],
            code=event.code,
            zh=request.zh,
            kind=event.kind,
            period_start=request.period.start,
            period_end=request.period.end,
            bill_name=event.bill.name,
            bill_digest=event.bill.digest,
            bill_fen=event.bill_fen,
            charged_fen=event.charged_fen,
        )
    )


def list_shared_costs(unit: UnitOfWork) -> tuple[CostShared, ...]:
    """Read what was shared, in the order in which it was booked (列出公摊费用)."""
    shared = unit.tables(SharingTables).shared_cost
    rows = unit.connection.execute(
        sa.select(shared)
        .where(shared.c.place_id == unit.place_id)
        .order_by(shared.c.period_start, shared.c.code, shared.c.cost_id)
    )
    return tuple(
        CostShared(
            row.cost_id,
            row.code,
            row.kind,
            DocumentRef(row.bill_name, row.bill_digest),
            row.bill_fen,
            row.charged_fen,
            (row.entry_id,),
        )
        for row in rows
    )
