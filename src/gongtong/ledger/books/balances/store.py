"""Kept balances, sums in SQL, and what the two are checked by (余额存取)."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.periods import Span
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.accounts import Account, AccountKind
from gongtong.ledger.books.balances.carrying import Turnover
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    Balances,
    DwellingBalance,
    DwellingPosting,
    NumberCheck,
    TrialBalance,
    TrialBalanceLine,
)
from gongtong.ledger.books.balances.reservations import PendingBalance, ReservationState
from gongtong.ledger.books.balances.tables import ReservationTables
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.books.tables import BooksTables

_MOST_IN_LIST = 400


def list_account_balances(unit: UnitOfWork) -> tuple[AccountBalance, ...]:
    """Read the kept balances of the accounts (读取科目余额)."""
    table = unit.tables(BooksTables).balance
    rows = unit.connection.execute(
        sa.select(table.c.account, table.c.fund, table.c.amount_fen)
        .where(table.c.place_id == unit.place_id, table.c.amount_fen != 0)
        .order_by(table.c.account, table.c.fund)
    )
    return tuple(AccountBalance(*row) for row in rows)


def load_reserved(unit: UnitOfWork) -> dict[tuple[str, str], int]:
    """Add up what pending entries take from each account and fund, in fen (读取预留金额)."""
    tables = unit.tables(ReservationTables)
    head, line = tables.reservation, tables.reserved_posting
    moved = (
        sa.select(line.c.account, line.c.fund, _sum_of(line.c.amount_fen).label("moved_fen"))
        .select_from(
            line.join(
                head,
                sa.and_(
                    head.c.place_id == line.c.place_id,
                    head.c.reservation_id == line.c.reservation_id,
                ),
            )
        )
        .where(head.c.place_id == unit.place_id, head.c.state == ReservationState.PENDING)
        .group_by(line.c.reservation_id, line.c.account, line.c.fund)
        .subquery()
    )
    rows = unit.connection.execute(
        sa.select(
            moved.c.account, moved.c.fund, sa.type_coerce(-sa.func.sum(moved.c.moved_fen), Fen())
        )
        .where(moved.c.moved_fen < 0)
        .group_by(moved.c.account, moved.c.fund)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def list_pending_balances(unit: UnitOfWork) -> tuple[PendingBalance, ...]:
    """Read the kept balances beside what pending entries take from them (读取待过账余额)."""
    reserved = load_reserved(unit)
    posted = {(held.account, held.fund): held.amount_fen for held in list_account_balances(unit)}
    return tuple(
        PendingBalance(*key, posted.get(key, 0), reserved.get(key, 0))
        for key in sorted({*posted, *reserved})
    )


def count_pending(unit: UnitOfWork, *, through: date) -> int:
    """Count the pending entries that are dated on or before a day (待过账凭证数)."""
    head = unit.tables(ReservationTables).reservation
    count = unit.connection.scalar(
        sa.select(sa.func.count()).where(
            head.c.place_id == unit.place_id,
            head.c.state == ReservationState.PENDING,
            head.c.effective_on <= through,
        )
    )
    return count or 0


def sum_turnovers(unit: UnitOfWork, start: date, last: date) -> tuple[Turnover, ...]:
    """Add up debits and credits from one day through another, both positive (发生额求和)."""
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    amount = posting.c.amount_fen
    rows = unit.connection.execute(
        sa.select(
            posting.c.account,
            posting.c.fund,
            _sum_of(sa.case((amount > 0, amount), else_=0)),
            _sum_of(sa.case((amount < 0, -amount), else_=0)),
        )
        .select_from(posting.join(entry, tables.same_entry))
        .where(
            posting.c.place_id == unit.place_id,
            entry.c.effective_on >= start,
            entry.c.effective_on <= last,
        )
        .group_by(posting.c.account, posting.c.fund)
        .order_by(posting.c.account, posting.c.fund)
    )
    return tuple(Turnover(*row) for row in rows)


def load_trial_balance(unit: UnitOfWork) -> TrialBalance:
    """Read the kept balances and their accounts, whatever number of entries (读取试算平衡表)."""
    tables = unit.tables(BooksTables)
    balance, account = tables.balance, tables.account
    held = _as_they_come(
        unit,
        sa.select(balance.c.account, balance.c.fund, balance.c.amount_fen).where(
            balance.c.place_id == unit.place_id, balance.c.amount_fen != 0
        ),
    )
    named = (account.c.code, account.c.zh, account.c.en, account.c.kind)
    flags = (account.c.per_dwelling, account.c.holds_money, account.c.may_be_negative)
    accounts = {
        row[0]: _account(*row)
        for row in _as_they_come(
            unit,
            sa.select(*named, *flags, account.c.clears_through).where(
                account.c.place_id == unit.place_id
            ),
        )
    }
    # in the order of the codes, and not in that of the database's language
    held.sort()
    return TrialBalance(
        tuple(
            TrialBalanceLine(accounts[code], fund, amount, 0)
            if amount > 0
            else TrialBalanceLine(accounts[code], fund, 0, -amount)
            for code, fund, amount in held
        )
    )


@lru_cache(maxsize=32_768)
def _account(*row: Any) -> Account:
    """Make an account of its row once: the same words give the same account, in whatever place they stand."""
    code, zh, en, kind, per_dwelling, money, negative, clears = row
    flags = bool(per_dwelling), bool(money), bool(negative)
    return Account(code, zh, en, AccountKind(kind), *flags, clears)


def _as_they_come(unit: UnitOfWork, query: sa.Select[Any]) -> list[tuple[Any, ...]]:
    """Read rows as the driver gives them: ten thousand of them are worth it, and none needs more than bool."""
    result = unit.connection.execute(query)
    rows: list[tuple[Any, ...]] = list(result.cursor.fetchall())
    result.close()
    return rows


def list_dwelling_balances(
    unit: UnitOfWork, account: str | None = None, dwelling_id: UUID | None = None
) -> tuple[DwellingBalance, ...]:
    """Read the kept balances of dwellings, all or those asked for (读取住户余额)."""
    table = unit.tables(BooksTables).dwelling_balance
    query = sa.select(table.c.dwelling_id, table.c.account, table.c.fund, table.c.amount_fen).where(
        table.c.place_id == unit.place_id, table.c.amount_fen != 0
    )
    if account is not None:
        query = query.where(table.c.account == account)
    if dwelling_id is not None:
        query = query.where(table.c.dwelling_id == dwelling_id)
    rows = unit.connection.execute(
        query.order_by(table.c.dwelling_id, table.c.account, table.c.fund)
    )
    return tuple(DwellingBalance(*row) for row in rows)


def sum_postings(unit: UnitOfWork, *, through: date | None = None) -> Balances:
    """Add up the postings themselves in SQL, all or through a day (由分录求和)."""
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    clauses: list[sa.ColumnElement[bool]] = [posting.c.place_id == unit.place_id]
    source: sa.FromClause = posting
    if through is not None:
        source = posting.join(entry, tables.same_entry)
        clauses.append(entry.c.effective_on <= through)
    amount = _sum_of(posting.c.amount_fen)

    def summed(
        *keys: sa.Column[Any], extra: tuple[sa.ColumnElement[bool], ...] = ()
    ) -> list[tuple[Any, ...]]:
        rows = unit.connection.execute(
            sa.select(*keys, amount)
            .select_from(source)
            .where(*clauses, *extra)
            .group_by(*keys)
            .having(sa.func.sum(posting.c.amount_fen) != 0)
            .order_by(*keys)
        )
        return [tuple(row) for row in rows]

    held = (posting.c.account, posting.c.fund)
    of_dwelling = posting.c.dwelling_id.is_not(None)
    return Balances(
        tuple(AccountBalance(*row) for row in summed(*held)),
        tuple(
            DwellingBalance(*row)
            for row in summed(posting.c.dwelling_id, *held, extra=(of_dwelling,))
        ),
    )


def list_dwelling_postings(unit: UnitOfWork, dwelling_id: UUID) -> tuple[DwellingPosting, ...]:
    """Read the postings of one dwelling in order of day and number (读取住户分录)."""
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    rows = unit.connection.execute(
        sa.select(
            entry.c.entry_id,
            entry.c.year,
            entry.c.number,
            entry.c.effective_on,
            entry.c.narration,
            posting.c.account,
            posting.c.fund,
            posting.c.amount_fen,
        )
        .select_from(posting.join(entry, tables.same_entry))
        .where(posting.c.place_id == unit.place_id, posting.c.dwelling_id == dwelling_id)
        .order_by(entry.c.effective_on, entry.c.year, entry.c.number, posting.c.line)
    )
    return tuple(DwellingPosting(*row) for row in rows)


def list_daily_flows(
    unit: UnitOfWork, span: Span
) -> tuple[tuple[date, str, str, AccountKind, int], ...]:
    """Add up income and spending by day, fund and account, without what closes a year (按日收支)."""
    tables = unit.tables(BooksTables)
    posting, entry, account = tables.posting, tables.entry, tables.account
    same_account = sa.and_(
        account.c.place_id == posting.c.place_id, account.c.code == posting.c.account
    )
    keys = (entry.c.effective_on, posting.c.fund, posting.c.account, account.c.kind)
    query = (
        sa.select(*keys, _sum_of(posting.c.amount_fen))
        .select_from(posting.join(entry, tables.same_entry).join(account, same_account))
        .where(
            posting.c.place_id == unit.place_id,
            account.c.kind.in_([kind for kind in AccountKind if kind.is_nominal]),
            *uncarried(unit),
            entry.c.effective_on >= span.start,
        )
        .group_by(*keys)
        .order_by(*keys)
    )
    if span.end is not None:
        query = query.where(entry.c.effective_on < span.end)
    rows = unit.connection.execute(query)
    return tuple((row[0], row[1], row[2], row[3], row[4]) for row in rows)


def uncarried(unit: UnitOfWork) -> tuple[sa.ColumnElement[bool], ...]:
    """Leave out what carries a year to net assets, and what takes that back (排除结转)."""
    entry = unit.tables(BooksTables).entry
    carried = entry.alias()
    taken_back = sa.exists().where(
        carried.c.place_id == entry.c.place_id,
        carried.c.entry_id == entry.c.reverses,
        carried.c.kind == EntryKind.CLOSING,
    )
    return (entry.c.kind != EntryKind.CLOSING, sa.not_(taken_back))


def list_numbers(unit: UnitOfWork) -> tuple[NumberCheck, ...]:
    """Read, by year, how many vouchers there are and what the counter says (核对凭证号)."""
    tables = unit.tables(BooksTables)
    entry, counter = tables.entry, tables.voucher_counter
    counted = unit.connection.execute(
        sa.select(
            entry.c.year, sa.func.count(), sa.func.min(entry.c.number), sa.func.max(entry.c.number)
        )
        .where(entry.c.place_id == unit.place_id)
        .group_by(entry.c.year)
    )
    found = {row[0]: (row[1], row[2], row[3]) for row in counted}
    kept = unit.connection.execute(
        sa.select(counter.c.year, counter.c.last_number).where(counter.c.place_id == unit.place_id)
    )
    last = {row.year: row.last_number for row in kept}
    return tuple(
        NumberCheck(year, *found.get(year, (0, 1, 0)), last.get(year, 0))
        for year in sorted({*found, *last})
    )


def list_unbalanced(unit: UnitOfWork) -> tuple[tuple[UUID, str, int], ...]:
    """Find entries whose postings do not balance in a fund (查找不平凭证)."""
    posting = unit.tables(BooksTables).posting
    total = sa.func.sum(posting.c.amount_fen)
    rows = unit.connection.execute(
        sa.select(posting.c.entry_id, posting.c.fund, sa.type_coerce(total, Fen()))
        .where(posting.c.place_id == unit.place_id)
        .group_by(posting.c.entry_id, posting.c.fund)
        .having(total != 0)
        .order_by(posting.c.entry_id, posting.c.fund)
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def add_to_balances(unit: UnitOfWork, added: Balances) -> None:
    """Add what new entries bring to the kept balances (累加余额)."""
    tables = unit.tables(BooksTables)
    accounts = {(held.account, held.fund): held.amount_fen for held in added.accounts}
    _add_to(unit, tables.balance, ("account", "fund"), accounts)
    dwellings = {
        (held.dwelling_id, held.account, held.fund): held.amount_fen for held in added.dwellings
    }
    _add_to(unit, tables.dwelling_balance, ("dwelling_id", "account", "fund"), dwellings)


def _add_to(
    unit: UnitOfWork,
    table: sa.Table,
    names: tuple[str, ...],
    added: dict[tuple[Any, ...], int],
) -> None:
    """Add to the rows that exist and insert the others; the place is locked, so nobody comes between (累加余额)."""
    if not added:
        return
    keys = [table.c[name] for name in names]
    query = sa.select(*keys).where(table.c.place_id == unit.place_id)
    firsts = sorted({key[0] for key in added})
    if len(firsts) <= _MOST_IN_LIST:
        query = query.where(keys[0].in_(firsts))
    known = {tuple(row) for row in unit.connection.execute(query)}
    existing = [key for key in added if key in known]
    if existing:
        unit.connection.execute(
            table.update()
            .where(
                table.c.place_id == unit.place_id,
                *(column == sa.bindparam(f"at_{column.name}") for column in keys),
            )
            .values(amount_fen=table.c.amount_fen + sa.bindparam("added_fen", type_=Fen())),
            [
                {f"at_{name}": part for name, part in zip(names, key, strict=True)}
                | {"added_fen": added[key]}
                for key in existing
            ],
        )
    missing = [key for key in added if key not in known]
    if missing:
        unit.connection.execute(
            table.insert(),
            [
                {"place_id": unit.place_id, "amount_fen": added[key]}
                | dict(zip(names, key, strict=True))
                for key in missing
            ],
        )


def _sum_of(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    # some engines add BIGINTs up as DECIMAL
    return sa.type_coerce(sa.func.sum(column), Fen())
