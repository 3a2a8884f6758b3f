"""Reading and writing what changes the chart, and what went between funds (资金与科目存取)."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.accounts import Account, Fund
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.balances.reservations import ReservationState
from gongtong.ledger.books.balances.tables import ReservationTables
from gongtong.ledger.books.chart import FUND_TRANSFERS
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.books.rows import account_row, fund_row
from gongtong.ledger.books.tables import BooksTables


@frozen
class Use:
    """What the books hold of an account or a fund, and when it was last used (使用情况)."""

    balances: tuple[AccountBalance, ...]
    uneven_dwellings: int
    last_used_on: date | None
    is_reserved: bool


def insert_account(unit: UnitOfWork, account: Account) -> None:
    """Write a further account (写入科目)."""
    table = unit.tables(BooksTables).account
    unit.connection.execute(table.insert().values(place_id=unit.place_id, **account_row(account)))


def insert_fund(unit: UnitOfWork, fund: Fund) -> None:
    """Write a further fund (写入资金)."""
    table = unit.tables(BooksTables).fund
    unit.connection.execute(table.insert().values(place_id=unit.place_id, **fund_row(fund)))


def close_account(unit: UnitOfWork, code: str, closed_on: date) -> None:
    """Write since when an account takes no entry (写入科目停用)."""
    _close(unit, unit.tables(BooksTables).account, code, closed_on)


def close_fund(unit: UnitOfWork, code: str, closed_on: date) -> None:
    """Write since when a fund takes no entry (写入资金停用)."""
    _close(unit, unit.tables(BooksTables).fund, code, closed_on)


def load_closed(unit: UnitOfWork) -> tuple[Mapping[str, date], Mapping[str, date]]:
    """Read since when accounts and funds are closed, those that are (读取停用日)."""
    tables = unit.tables(BooksTables)
    found: list[dict[str, date]] = []
    for table in (tables.account, tables.fund):
        rows = unit.connection.execute(
            sa.select(table.c.code, table.c.closed_on).where(
                table.c.place_id == unit.place_id, table.c.closed_on.is_not(None)
            )
        )
        found.append({row.code: row.closed_on for row in rows})
    return found[0], found[1]


def load_use(unit: UnitOfWork, *, account: str | None = None, fund: str | None = None) -> Use:
    """Read what stands against closing an account or a fund (读取使用情况)."""
    tables = unit.tables(BooksTables)
    balance, dwelling = tables.balance, tables.dwelling_balance
    rows = unit.connection.execute(
        sa.select(balance.c.account, balance.c.fund, balance.c.amount_fen)
        .where(*_of(balance, unit, account, fund), balance.c.amount_fen != 0)
        .order_by(balance.c.account, balance.c.fund)
    )
    uneven = unit.connection.scalar(
        sa.select(sa.func.count()).where(
            *_of(dwelling, unit, account, fund), dwelling.c.amount_fen != 0
        )
    )
    return Use(
        tuple(AccountBalance(*row) for row in rows),
        uneven or 0,
        _last_used(unit, account, fund),
        _is_reserved(unit, account, fund),
    )


def sum_transferred(unit: UnitOfWork, giver: str, taker: str, year: int) -> int:
    """Add up what one fund gave another in a year, reversed transfers left out, in fen (年内已调拨金额)."""
    tables = unit.tables(BooksTables)
    entry, reversal = tables.entry, tables.entry.alias("reversal")
    given, taken = tables.posting.alias("given"), tables.posting.alias("taken")
    reversed_entries = sa.select(reversal.c.reverses).where(
        reversal.c.place_id == unit.place_id, reversal.c.reverses.is_not(None)
    )
    # a transfer has one line of the account in each of its two funds
    query = (
        sa.select(sa.type_coerce(sa.func.sum(given.c.amount_fen), Fen()))
        .select_from(
            entry.join(
                given,
                sa.and_(given.c.place_id == entry.c.place_id, given.c.entry_id == entry.c.entry_id),
            ).join(
                taken,
                sa.and_(taken.c.place_id == entry.c.place_id, taken.c.entry_id == entry.c.entry_id),
            )
        )
        .where(
            entry.c.place_id == unit.place_id,
            entry.c.year == year,
            entry.c.kind == EntryKind.TRANSFER,
            entry.c.entry_id.not_in(reversed_entries),
            given.c.account == FUND_TRANSFERS,
            given.c.fund == giver,
            taken.c.account == FUND_TRANSFERS,
            taken.c.fund == taker,
        )
    )
    total: int | None = unit.connection.scalar(query)
    return total or 0


def _close(unit: UnitOfWork, table: sa.Table, code: str, closed_on: date) -> None:
    changed = unit.connection.execute(
        table.update()
        .where(table.c.place_id == unit.place_id, table.c.code == code, table.c.closed_on.is_(None))
        .values(closed_on=closed_on)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError(table.name, code)


def _of(
    table: sa.Table, unit: UnitOfWork, account: str | None, fund: str | None
) -> tuple[sa.ColumnElement[bool], ...]:
    clauses: list[sa.ColumnElement[bool]] = [table.c.place_id == unit.place_id]
    if account is not None:
        clauses.append(table.c.account == account)
    if fund is not None:
        clauses.append(table.c.fund == fund)
    return tuple(clauses)


def _last_used(unit: UnitOfWork, account: str | None, fund: str | None) -> date | None:
    tables = unit.tables(BooksTables)
    entry, posting = tables.entry, tables.posting
    day: date | None = unit.connection.scalar(
        sa.select(sa.func.max(entry.c.effective_on))
        .select_from(posting.join(entry, tables.same_entry))
        .where(*_of(posting, unit, account, fund))
    )
    return day


def _is_reserved(unit: UnitOfWork, account: str | None, fund: str | None) -> bool:
    tables = unit.tables(ReservationTables)
    head, line = tables.reservation, tables.reserved_posting
    same = sa.and_(
        head.c.place_id == line.c.place_id, head.c.reservation_id == line.c.reservation_id
    )
    count = unit.connection.scalar(
        sa.select(sa.func.count())
        .select_from(line.join(head, same))
        .where(*_of(line, unit, account, fund), head.c.state == ReservationState.PENDING)
    )
    return bool(count)
