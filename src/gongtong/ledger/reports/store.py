"""What reports are made of, added up in SQL (报表取数)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    DwellingBalance,
    DwellingPosting,
)
from gongtong.ledger.books.balances.store import (
    list_account_balances,
    list_dwelling_balances,
    uncarried,
)
from gongtong.ledger.books.month_ends.store import list_balances_at
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.reports.as_of import AsOf, Window
from gongtong.ledger.reports.folds import AccountMove, MoneyMove

Clauses = tuple[sa.ColumnElement[bool], ...]


def list_balances_as_of(unit: UnitOfWork, as_of: AsOf) -> tuple[AccountBalance, ...]:
    """Give the balances of what counts: those of the day, less what was booked after the moment (某口径余额)."""
    through, known_at = as_of.through, as_of.known_at
    balances = list_account_balances(unit) if through is None else list_balances_at(unit, through)
    if known_at is None:
        return balances
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    late: Clauses = (entry.c.booked_at > known_at, *_counted(unit, AsOf(through)))
    held: defaultdict[Any, int] = defaultdict(int)
    for one in balances:
        held[one.account, one.fund] += one.amount_fen
    for key, amount in _sums(unit, (posting.c.account, posting.c.fund), late).items():
        held[key] -= amount
    return _account_balances(held)


def list_dwelling_balances_as_of(
    unit: UnitOfWork, as_of: AsOf, account: str
) -> tuple[DwellingBalance, ...]:
    """Give what an account held for each dwelling, of what counts (某口径住户余额)."""
    kept = list_dwelling_balances(unit, account)
    if as_of.is_now:
        return kept
    posting = unit.tables(BooksTables).posting
    keys = (posting.c.dwelling_id, posting.c.account, posting.c.fund)
    now = {(one.dwelling_id, one.account, one.fund): one.amount_fen for one in kept}
    wanted = (posting.c.account == account, posting.c.dwelling_id.is_not(None))
    held = _held_as_of(unit, as_of, now, keys, wanted=wanted)
    return tuple(
        DwellingBalance(who, code, fund, amount)
        for (who, code, fund), amount in sorted(held.items())
        if amount
    )


def _held_as_of(
    unit: UnitOfWork,
    as_of: AsOf,
    kept: dict[Any, int],
    keys: tuple[sa.ColumnElement[Any], ...],
    *,
    wanted: Clauses = (),
) -> dict[Any, int]:
    entry = unit.tables(BooksTables).entry
    through, known_at = as_of.through, as_of.known_at
    held: defaultdict[Any, int] = defaultdict(int, kept)
    late: Clauses = ()
    if through is not None:
        if _is_nearer_to_the_first(unit, through):
            return _sums(unit, keys, (*_counted(unit, as_of), *wanted))
        for key, amount in _sums(unit, keys, (entry.c.effective_on > through, *wanted)).items():
            held[key] -= amount
        late = (entry.c.effective_on <= through,)
    if known_at is not None:
        later = (*late, entry.c.booked_at > known_at, *wanted)
        for key, amount in _sums(unit, keys, later).items():
            held[key] -= amount
    return held


def _is_nearer_to_the_first(unit: UnitOfWork, day: date) -> bool:
    """Say whether fewer days of the books lie up to a day than after it; both ways give the same."""
    entry = unit.tables(BooksTables).entry
    here = entry.c.place_id == unit.place_id
    first, last = unit.connection.execute(
        sa.select(
            sa.select(sa.func.min(entry.c.effective_on)).where(here).scalar_subquery(),
            sa.select(sa.func.max(entry.c.effective_on)).where(here).scalar_subquery(),
        )
    ).one()
    return first is not None and day - first < last - day


def _sums(
    unit: UnitOfWork, keys: tuple[sa.ColumnElement[Any], ...], clauses: Clauses
) -> dict[Any, int]:
    tables = unit.tables(BooksTables)
    posting = tables.posting
    rows = unit.connection.execute(
        sa.select(*keys, _sum_of(posting.c.amount_fen))
        .select_from(posting.join(tables.entry, tables.same_entry))
        .where(posting.c.place_id == unit.place_id, *clauses)
        .group_by(*keys)
    )
    return {tuple(row[:-1]): row[-1] for row in rows}


def list_results(unit: UnitOfWork, window: Window) -> tuple[AccountBalance, ...]:
    """Add up income and spending by account and fund, without what carries a year on (损益发生额)."""
    posting = unit.tables(BooksTables).posting
    sums = _sums(unit, (posting.c.account, posting.c.fund), _results(unit, window))
    return _account_balances(sums)


def list_daily_results(
    unit: UnitOfWork, window: Window
) -> tuple[tuple[date, str, str, AccountKind, int], ...]:
    """Add up income and spending by day, fund and account, without what carries a year on (按日收支)."""
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    keys = (entry.c.effective_on, posting.c.fund, posting.c.account)
    kinds = {code: kind for kind in AccountKind for code in _accounts_of(unit, kind)}
    sums = _sums(unit, keys, _results(unit, window))
    return tuple((*key, kinds[key[2]], amount) for key, amount in sorted(sums.items()))


def _accounts_of(unit: UnitOfWork, kind: AccountKind) -> Sequence[str]:
    account = unit.tables(BooksTables).account
    return unit.connection.scalars(
        sa.select(account.c.code).where(account.c.place_id == unit.place_id, account.c.kind == kind)
    ).all()


def _results(unit: UnitOfWork, window: Window) -> Clauses:
    tables = unit.tables(BooksTables)
    account = tables.account
    nominal = sa.select(account.c.code).where(
        account.c.place_id == unit.place_id,
        account.c.kind.in_([kind for kind in AccountKind if kind.is_nominal]),
    )
    inside = tables.posting.c.account.in_(nominal)
    return (*_within(unit, window), *uncarried(unit), inside)


def list_money_moves(unit: UnitOfWork, window: Window) -> tuple[MoneyMove, ...]:
    """Add up what each kind of entry brought to and took from each fund's money (资金收付汇总)."""
    tables = unit.tables(BooksTables)
    posting, entry, account = tables.posting, tables.entry, tables.account
    holding = sa.select(account.c.code).where(
        account.c.place_id == unit.place_id, account.c.holds_money
    )
    change = sa.func.sum(posting.c.amount_fen).label("change")
    each = (
        sa.select(posting.c.fund, entry.c.kind, change)
        .select_from(posting.join(entry, tables.same_entry))
        .where(
            posting.c.place_id == unit.place_id,
            posting.c.account.in_(holding),
            *_within(unit, window),
        )
        .group_by(posting.c.fund, entry.c.kind, posting.c.entry_id)
        .having(change != 0)
        .subquery()
    )

    def total(part: sa.ColumnElement[bool], sign: int) -> sa.ColumnElement[int]:
        return sa.type_coerce(sa.func.sum(sa.case((part, sign * each.c.change), else_=0)), Fen())

    rows = unit.connection.execute(
        sa.select(
            each.c.fund, each.c.kind, total(each.c.change > 0, 1), total(each.c.change < 0, -1)
        ).group_by(each.c.fund, each.c.kind)
    )
    return tuple(sorted((MoneyMove(*row) for row in rows), key=lambda one: (one.fund, one.kind)))


def list_account_moves(
    unit: UnitOfWork, window: Window, account: str, fund: str
) -> tuple[AccountMove, ...]:
    """Gather what each entry does to an account in a fund, by day and number (科目发生额明细)."""
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    amount = posting.c.amount_fen
    heads = (
        entry.c.entry_id,
        entry.c.year,
        entry.c.number,
        entry.c.effective_on,
        entry.c.narration,
    )
    touching = (
        posting.c.place_id == unit.place_id,
        posting.c.account == account,
        posting.c.fund == fund,
        *_within(unit, window),
    )
    rows = unit.connection.execute(
        sa.select(
            *heads,
            sa.type_coerce(sa.func.sum(sa.case((amount > 0, amount), else_=0)), Fen()),
            sa.type_coerce(sa.func.sum(sa.case((amount < 0, -amount), else_=0)), Fen()),
        )
        .select_from(posting.join(entry, tables.same_entry))
        .where(*touching)
        .group_by(*heads)
        .order_by(entry.c.effective_on, entry.c.year, entry.c.number)
    ).all()
    counters = _counter_accounts(unit, touching, account, fund)
    return tuple(_account_move(row, counters[row[0]]) for row in rows)


def _account_move(row: Any, counter_accounts: set[str]) -> AccountMove:
    return AccountMove(
        entry_id=row[0],
        year=row[1],
        number=row[2],
        effective_on=row[3],
        narration=row[4],
        debit_fen=row[5],
        credit_fen=row[6],
        counter_accounts=tuple(sorted(counter_accounts)),
    )


def _counter_accounts(
    unit: UnitOfWork, touching: Clauses, account: str, fund: str
) -> defaultdict[UUID, set[str]]:
    tables = unit.tables(BooksTables)
    posting = tables.posting
    those = (
        sa.select(posting.c.entry_id)
        .select_from(posting.join(tables.entry, tables.same_entry))
        .where(*touching)
        .distinct()
        .subquery()
    )
    other = posting.alias()
    rows = unit.connection.execute(
        sa.select(other.c.entry_id, other.c.account)
        .join_from(those, other, other.c.entry_id == those.c.entry_id)
        .where(other.c.place_id == unit.place_id, other.c.fund == fund, other.c.account != account)
        .distinct()
    )
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for entry_id, code in rows:
        found[entry_id].add(code)
    return found


def load_account_balance(unit: UnitOfWork, as_of: AsOf, account: str, fund: str) -> int:
    """Add up one account in one fund, of what counts (某口径单科目余额)."""
    tables = unit.tables(BooksTables)
    posting = tables.posting
    found: int | None = unit.connection.scalar(
        sa.select(_sum_of(posting.c.amount_fen))
        .select_from(posting.join(tables.entry, tables.same_entry))
        .where(
            posting.c.place_id == unit.place_id,
            posting.c.account == account,
            posting.c.fund == fund,
            *_counted(unit, as_of),
        )
    )
    return found or 0


def list_balances_of_dwelling(
    unit: UnitOfWork, as_of: AsOf, dwelling_id: UUID
) -> tuple[AccountBalance, ...]:
    """Add up one dwelling's postings by account and fund, of what counts (某口径单户余额)."""
    posting = unit.tables(BooksTables).posting
    clauses = (posting.c.dwelling_id == dwelling_id, *_counted(unit, as_of))
    sums = _sums(unit, (posting.c.account, posting.c.fund), clauses)
    return _account_balances(sums)


def list_postings_of_dwelling(
    unit: UnitOfWork, window: Window, dwelling_id: UUID
) -> tuple[DwellingPosting, ...]:
    """Read one dwelling's postings in a window, by day and number (读取住户分录)."""
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
        .where(
            posting.c.place_id == unit.place_id,
            posting.c.dwelling_id == dwelling_id,
            *_within(unit, window),
        )
        .order_by(entry.c.effective_on, entry.c.year, entry.c.number, posting.c.line)
    )
    return tuple(DwellingPosting(*row) for row in rows)


def _account_balances(sums: dict[Any, int]) -> tuple[AccountBalance, ...]:
    return tuple(
        AccountBalance(account, fund, amount)
        for (account, fund), amount in sorted(sums.items())
        if amount
    )


def _counted(unit: UnitOfWork, as_of: AsOf) -> Clauses:
    entry = unit.tables(BooksTables).entry
    clauses: list[sa.ColumnElement[bool]] = []
    if as_of.through is not None:
        clauses.append(entry.c.effective_on <= as_of.through)
    if as_of.known_at is not None:
        clauses.append(entry.c.booked_at <= as_of.known_at)
    return tuple(clauses)


def _within(unit: UnitOfWork, window: Window) -> Clauses:
    entry = unit.tables(BooksTables).entry
    return (entry.c.effective_on >= window.span.start, *_counted(unit, window.closing))


def _sum_of(column: sa.Column[int]) -> sa.ColumnElement[int]:
    # some engines add BIGINTs up as DECIMAL
    return sa.type_coerce(sa.func.sum(column), Fen())
