"""Reading and writing what settled charges (核销存取)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.chart import RECEIVABLE
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.debts.allocating import (
    Allocation,
    DwellingAccount,
    FreeCredit,
    OpenItem,
)
from gongtong.ledger.fees.debts.late_codes import principal_of
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.tables import FeesTables

_MOST_IN_LIST: Final = 400

AccountKey: TypeAlias = tuple[UUID, str]


def load_balances(unit: UnitOfWork, dwellings: Collection[UUID]) -> dict[AccountKey, int]:
    """Read the kept receivable balances of dwellings, by fund (读取应收余额)."""
    table = unit.tables(BooksTables).dwelling_balance
    found: dict[AccountKey, int] = {}
    for some in chunks(dwellings):
        rows = unit.connection.execute(
            sa.select(table.c.dwelling_id, table.c.fund, table.c.amount_fen).where(
                table.c.place_id == unit.place_id,
                table.c.account == RECEIVABLE,
                table.c.dwelling_id.in_(some),
            )
        )
        found |= {(row.dwelling_id, row.fund): row.amount_fen for row in rows}
    return found


def list_accounts(
    unit: UnitOfWork, keys: Collection[AccountKey], first: Sequence[UUID] = ()
) -> Iterator[DwellingAccount]:
    """Read accounts with their open charges and free credits (读取住户往来).

    Credits of the entries `first` come before others, which follow by their days.
    """
    order = {entry_id: place for place, entry_id in enumerate(first)}
    funds: defaultdict[UUID, list[str]] = defaultdict(list)
    for who, fund in sorted(keys):
        funds[who].append(fund)

    def place_of(credit: FreeCredit) -> tuple[int, date, UUID]:
        return order.get(credit.entry_id, len(order)), credit.effective_on, credit.entry_id

    for some in chunks(funds):
        balances = load_balances(unit, some)
        items, credits_ = _open_items(unit, some), _free_credits(unit, some)
        for at in [(who, fund) for who in some for fund in funds[who]]:
            yield DwellingAccount(
                *at,
                balances.get(at, 0),
                tuple(items.get(at, ())),
                tuple(sorted(credits_.get(at, ()), key=place_of)),
            )


def save_allocations(
    unit: UnitOfWork, allocations: Iterable[tuple[AccountKey, Allocation]]
) -> None:
    """Insert allocations, each with the dwelling and the fund that it is of (写入核销)."""
    rows = [
        {
            "place_id": unit.place_id,
            "allocation_id": unit.new_id(),
            "charge_id": one.charge_id,
            "entry_id": one.entry_id,
            "dwelling_id": dwelling_id,
            "fund": fund,
            "amount_fen": one.amount_fen,
            "effective_on": one.effective_on,
        }
        for (dwelling_id, fund), one in allocations
    ]
    if rows:
        unit.connection.execute(unit.tables(DebtsTables).allocation.insert(), rows)


def settled_by_charge(unit: UnitOfWork, *, on: date | None = None) -> sa.Subquery:
    """Make the query of what is settled of each charge: everything booked, or as at the end of a day (已核销).

    Allocations of an entry that was reversed by then do not count.
    """
    allocation = unit.tables(DebtsTables).allocation
    clauses = [
        allocation.c.place_id == unit.place_id,
        not_reversed(unit, allocation.c.entry_id, on=on),
    ]
    if on is not None:
        clauses.append(allocation.c.effective_on <= on)
    return (
        sa.select(
            allocation.c.charge_id,
            sa.type_coerce(sa.func.sum(allocation.c.amount_fen), Fen()).label("settled_fen"),
        )
        .where(*clauses)
        .group_by(allocation.c.charge_id)
        .subquery("settled")
    )


def not_reversed(
    unit: UnitOfWork, entry_id: sa.ColumnElement[Any], *, on: date | None = None
) -> sa.ColumnElement[bool]:
    """Make the clause that an entry stands: not reversed at all, or not by the end of a day (未冲销条件)."""
    reversal = unit.tables(BooksTables).entry.alias("reversal")
    clauses = [reversal.c.place_id == unit.place_id, reversal.c.reverses == entry_id]
    if on is not None:
        clauses.append(reversal.c.effective_on <= on)
    return ~sa.exists().where(*clauses).correlate_except(reversal)


def _open_items(unit: UnitOfWork, dwellings: Collection[UUID]) -> dict[AccountKey, list[OpenItem]]:
    charge, entry = unit.tables(FeesTables).charge, unit.tables(BooksTables).entry
    settled = settled_by_charge(unit)
    open_fen = charge.c.amount_fen - sa.func.coalesce(settled.c.settled_fen, 0)
    rows = unit.connection.execute(
        sa.select(
            charge.c.dwelling_id,
            charge.c.fund,
            charge.c.charge_id,
            charge.c.code,
            charge.c.due_on,
            entry.c.effective_on,
            sa.type_coerce(open_fen, Fen()).label("open_fen"),
        )
        .select_from(
            charge.join(
                entry,
                sa.and_(
                    entry.c.place_id == charge.c.place_id, entry.c.entry_id == charge.c.entry_id
                ),
            ).outerjoin(settled, settled.c.charge_id == charge.c.charge_id)
        )
        .where(
            charge.c.place_id == unit.place_id,
            charge.c.dwelling_id.in_(dwellings),
            not_reversed(unit, charge.c.entry_id),
            open_fen > 0,
        )
    )
    items: defaultdict[AccountKey, list[OpenItem]] = defaultdict(list)
    for row in rows:
        items[row.dwelling_id, row.fund].append(_open_item(row))
    return items


def _open_item(row: sa.Row[Any]) -> OpenItem:
    return OpenItem(
        row.charge_id,
        row.code,
        row.due_on,
        row.effective_on,
        row.open_fen,
        is_late_charge=principal_of(row.code) is not None,
    )


def _free_credits(
    unit: UnitOfWork, dwellings: Collection[UUID]
) -> dict[AccountKey, list[FreeCredit]]:
    books = unit.tables(BooksTables)
    entry, posting = books.entry, books.posting
    credited = sa.func.sum(posting.c.amount_fen)
    rows = unit.connection.execute(
        sa.select(
            posting.c.dwelling_id,
            posting.c.fund,
            entry.c.entry_id,
            entry.c.effective_on,
            sa.type_coerce(-credited, Fen()).label("credited_fen"),
        )
        .select_from(posting.join(entry, books.same_entry))
        .where(
            posting.c.place_id == unit.place_id,
            posting.c.dwelling_id.in_(dwellings),
            posting.c.account == RECEIVABLE,
            entry.c.reverses.is_(None),
            not_reversed(unit, entry.c.entry_id),
        )
        .group_by(posting.c.dwelling_id, posting.c.fund, entry.c.entry_id, entry.c.effective_on)
        .having(credited < 0)
    )
    used = _used_of_entries(unit, dwellings)
    credits_: defaultdict[AccountKey, list[FreeCredit]] = defaultdict(list)
    for who, fund, entry_id, effective_on, credited_fen in rows:
        free_fen = credited_fen - used.get((who, fund, entry_id), 0)
        if free_fen > 0:
            credits_[who, fund].append(FreeCredit(entry_id, effective_on, free_fen))
    return credits_


def _used_of_entries(
    unit: UnitOfWork, dwellings: Collection[UUID]
) -> dict[tuple[UUID, str, UUID], int]:
    """Add up what entries have given to charges that stand."""
    allocation, charge = unit.tables(DebtsTables).allocation, unit.tables(FeesTables).charge
    keys = (allocation.c.dwelling_id, allocation.c.fund, allocation.c.entry_id)
    rows = unit.connection.execute(
        sa.select(*keys, sa.type_coerce(sa.func.sum(allocation.c.amount_fen), Fen()))
        .select_from(
            allocation.join(
                charge,
                sa.and_(
                    charge.c.place_id == allocation.c.place_id,
                    charge.c.charge_id == allocation.c.charge_id,
                ),
            )
        )
        .where(
            allocation.c.place_id == unit.place_id,
            allocation.c.dwelling_id.in_(dwellings),
            not_reversed(unit, charge.c.entry_id),
        )
        .group_by(*keys)
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def save_moved_credit(
    unit: UnitOfWork, entry_id: UUID, received_by: UUID, *, giver: UUID, taker: UUID
) -> None:
    """Insert that an entry moved what another had credited to a dwelling (写入改户)."""
    unit.connection.execute(
        unit.tables(DebtsTables)
        .moved_credit.insert()
        .values(
            place_id=unit.place_id,
            entry_id=entry_id,
            received_by=received_by,
            from_dwelling_id=giver,
            to_dwelling_id=taker,
        )
    )


def load_mover_of(unit: UnitOfWork, received_by: UUID, giver: UUID) -> UUID | None:
    """Read which standing entry moved this credit away from a dwelling, if any did (读取改户凭证)."""
    moved = unit.tables(DebtsTables).moved_credit
    found: UUID | None = unit.connection.scalar(
        sa.select(moved.c.entry_id).where(
            moved.c.place_id == unit.place_id,
            moved.c.received_by == received_by,
            moved.c.from_dwelling_id == giver,
            not_reversed(unit, moved.c.entry_id),
        )
    )
    return found


def chunks(ids: Collection[UUID]) -> Iterator[tuple[UUID, ...]]:
    """Cut a list into parts that an engine takes as parameters (分批)."""
    every = sorted(set(ids))
    for start in range(0, len(every), _MOST_IN_LIST):
        yield tuple(every[start : start + _MOST_IN_LIST])
