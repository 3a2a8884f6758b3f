"""Reading the charges, allocations and movements of dwellings (债务历史存取)."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE
from gongtong.ledger.books.entries import voucher_label
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.debts.debts import (
    AccountMovement,
    BookedAllocation,
    BookedCharge,
    DebtFacts,
)
from gongtong.ledger.fees.debts.store import chunks
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.rows import read_charge
from gongtong.ledger.fees.tables import FeesTables


def load_debt_facts(unit: UnitOfWork, dwellings: Collection[UUID]) -> dict[UUID, DebtFacts]:
    """Read all that the books hold about the debts of these dwellings (读取债务依据)."""
    facts: dict[UUID, DebtFacts] = {}
    for some in chunks(dwellings):
        charges, allocations = _booked_charges(unit, some), _booked_allocations(unit, some)
        moves = _movements(unit, some)
        facts |= {
            who: DebtFacts(
                who,
                tuple(charges[who]),
                tuple(allocations[who]),
                tuple(move for move in moves[who] if move.account == RECEIVABLE),
                tuple(move for move in moves[who] if move.account == ADVANCES),
            )
            for who in some
        }
    return facts


def _entry_and_reversal(
    unit: UnitOfWork, table: sa.Table
) -> tuple[sa.Table, sa.FromClause, sa.Join]:
    entry = unit.tables(BooksTables).entry
    reversal = entry.alias("reversal")
    joined = table.join(
        entry,
        sa.and_(entry.c.place_id == table.c.place_id, entry.c.entry_id == table.c.entry_id),
    ).outerjoin(
        reversal,
        sa.and_(reversal.c.place_id == entry.c.place_id, reversal.c.reverses == entry.c.entry_id),
    )
    return entry, reversal, joined


def _booked_charges(
    unit: UnitOfWork, dwellings: Collection[UUID]
) -> defaultdict[UUID, list[BookedCharge]]:
    charge = unit.tables(FeesTables).charge
    entry, reversal, joined = _entry_and_reversal(unit, charge)
    rows = unit.connection.execute(
        sa.select(
            charge,
            entry.c.year,
            entry.c.number,
            entry.c.effective_on,
            reversal.c.effective_on.label("reversed_on"),
        )
        .select_from(joined)
        .where(charge.c.place_id == unit.place_id, charge.c.dwelling_id.in_(dwellings))
    )
    found: defaultdict[UUID, list[BookedCharge]] = defaultdict(list)
    for row in rows:
        voucher = voucher_label(row.year, row.number)
        found[row.dwelling_id].append(
            BookedCharge(read_charge(row), row.entry_id, voucher, row.effective_on, row.reversed_on)
        )
    return found


def _booked_allocations(
    unit: UnitOfWork, dwellings: Collection[UUID]
) -> defaultdict[UUID, list[BookedAllocation]]:
    allocation = unit.tables(DebtsTables).allocation
    entry, reversal, joined = _entry_and_reversal(unit, allocation)
    rows = unit.connection.execute(
        sa.select(
            allocation,
            entry.c.year,
            entry.c.number,
            entry.c.kind,
            reversal.c.effective_on.label("reversed_on"),
        )
        .select_from(joined)
        .where(allocation.c.place_id == unit.place_id, allocation.c.dwelling_id.in_(dwellings))
        .order_by(allocation.c.allocation_id)
    )
    found: defaultdict[UUID, list[BookedAllocation]] = defaultdict(list)
    for row in rows:
        found[row.dwelling_id].append(
            BookedAllocation(
                row.charge_id,
                row.entry_id,
                voucher_label(row.year, row.number),
                row.kind,
                row.amount_fen,
                row.effective_on,
                row.reversed_on,
            )
        )
    return found


def _movements(
    unit: UnitOfWork, dwellings: Collection[UUID]
) -> defaultdict[UUID, list[AccountMovement]]:
    books = unit.tables(BooksTables)
    entry, posting = books.entry, books.posting
    rows = unit.connection.execute(
        sa.select(
            posting.c.dwelling_id, posting.c.account, posting.c.fund, posting.c.amount_fen, entry
        )
        .select_from(posting.join(entry, books.same_entry))
        .where(
            posting.c.place_id == unit.place_id,
            posting.c.dwelling_id.in_(dwellings),
            posting.c.account.in_((RECEIVABLE, ADVANCES)),
        )
        .order_by(entry.c.effective_on, entry.c.year, entry.c.number, posting.c.line)
    )
    found: defaultdict[UUID, list[AccountMovement]] = defaultdict(list)
    for row in rows:
        found[row.dwelling_id].append(
            AccountMovement(
                row.entry_id,
                voucher_label(row.year, row.number),
                row.kind,
                row.effective_on,
                row.narration,
                row.account,
                row.fund,
                row.amount_fen,
                row.reverses,
            )
        )
    return found
