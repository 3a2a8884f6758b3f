"""Reading and writing the books; entries are only ever inserted (账簿存取)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.periods import Span
from gongtong.core.storage.lanes import WrongGuessError
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.accounts import Account, Chart, Fund
from gongtong.ledger.books.balances.store import (
    list_account_balances,
    load_reserved,
)
from gongtong.ledger.books.entries import Entry, Posting
from gongtong.ledger.books.entry_rules import EntryFacts
from gongtong.ledger.books.periods import KeptPeriod, Period, PeriodState
from gongtong.ledger.books.rows import account_row, fund_row, read_entry
from gongtong.ledger.books.tables import BooksTables


def load_opening_day(unit: UnitOfWork) -> date | None:
    """Read the day from which the books are kept (读取建账日)."""
    books = unit.tables(BooksTables).books
    day: date | None = unit.connection.scalar(
        sa.select(books.c.opened_on).where(books.c.place_id == unit.place_id)
    )
    return day


def save_opening(unit: UnitOfWork, chart: Chart, opened_on: date) -> None:
    """Write the chart and the day the books were opened (写入建账)."""
    tables = unit.tables(BooksTables)
    at = {"place_id": unit.place_id}
    unit.connection.execute(tables.books.insert().values(**at, opened_on=opened_on))
    unit.connection.execute(
        tables.fund.insert(),
        [at | fund_row(fund) for fund in chart.funds],
    )
    unit.connection.execute(
        tables.account.insert(), [at | account_row(account) for account in chart.accounts]
    )


def load_chart(unit: UnitOfWork) -> Chart:
    """Read the accounts and funds of the books (读取科目表)."""
    return Chart(tuple(a for a, _ in _list_accounts(unit)), tuple(f for f, _ in _list_funds(unit)))


def require_opening_day(unit: UnitOfWork) -> date:
    """Read the day from which the books are kept; without books there is nothing to do (须已建账)."""
    opened_on = load_opening_day(unit)
    if opened_on is None:
        raise UnknownReferenceError("books", unit.place_id)
    return opened_on


def load_entry_facts(unit: UnitOfWork, credited: Collection[str]) -> EntryFacts:
    """Read what the rule asks about entries that take from these accounts (读取入账依据)."""
    facts = unit.running.remembered("ledger.entry_facts", lambda: _load_standing_facts(unit))
    guarded = {
        code
        for code in credited
        if (account := facts.accounts.get(code)) is not None and not account.may_be_negative
    }
    if not guarded:
        return facts
    if unit.running.is_guess:
        raise WrongGuessError("a balance is read only of a place that is locked")
    return evolve(
        facts,
        held_fen={
            (one.account, one.fund): one.amount_fen
            for one in list_account_balances(unit)
            if one.account in guarded
        },
        reserved_fen=load_reserved(unit),
    )


def _load_standing_facts(unit: UnitOfWork) -> EntryFacts:
    opened_on = require_opening_day(unit)
    accounts, funds = _list_accounts(unit), _list_funds(unit)
    return EntryFacts(
        opened_on=opened_on,
        accounts={account.code: account for account, _ in accounts},
        funds=frozenset(fund.code for fund, _ in funds),
        periods={
            kept.period: kept.state
            for kept in list_periods(unit)
            if kept.state is not PeriodState.OPEN
        },
        closed_accounts={account.code: day for account, day in accounts if day is not None},
        closed_funds={fund.code: day for fund, day in funds if day is not None},
    )


def load_entry(unit: UnitOfWork, entry_id: UUID) -> Entry:
    """Read one entry (读取凭证)."""
    table = unit.tables(BooksTables).entry
    found = _entries_where(unit, table.c.entry_id == entry_id)
    if not found:
        raise UnknownReferenceError("entry", entry_id)
    return found[0]


def load_reversal_of(unit: UnitOfWork, entry_id: UUID) -> UUID | None:
    """Read which entry reversed this one, if any (读取冲销凭证)."""
    table = unit.tables(BooksTables).entry
    found: UUID | None = unit.connection.scalar(
        sa.select(table.c.entry_id).where(
            table.c.place_id == unit.place_id, table.c.reverses == entry_id
        )
    )
    return found


def list_entries(unit: UnitOfWork, span: Span | None = None) -> tuple[Entry, ...]:
    """Read entries in the order of their numbers, all or those effective in a span (列出凭证)."""
    table = unit.tables(BooksTables).entry
    if span is None:
        return _entries_where(unit)
    clauses = [table.c.effective_on >= span.start]
    if span.end is not None:
        clauses.append(table.c.effective_on < span.end)
    return _entries_where(unit, *clauses)


def list_periods(unit: UnitOfWork) -> tuple[KeptPeriod, ...]:
    """Read every period that was ever touched (列出期间)."""
    table = unit.tables(BooksTables).period
    rows = unit.connection.execute(
        sa.select(table.c.year, table.c.month, table.c.state, table.c.changed_by, table.c.version)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.year, table.c.month)
    )
    return tuple(
        KeptPeriod(Period(row.year, row.month), row.state, row.changed_by, row.version)
        for row in rows
    )


def save_period(unit: UnitOfWork, seen: KeptPeriod, state: PeriodState) -> None:
    """Write a period's new state, unless somebody else changed it first (写入期间)."""
    table = unit.tables(BooksTables).period
    key = {"place_id": unit.place_id, "year": seen.period.year, "month": seen.period.month}
    values = {
        "state": state,
        "changed_by": unit.actor.id,
        "changed_at": unit.now,
        "version": seen.version + 1,
    }
    if seen.version == 0:
        unit.connection.execute(table.insert().values(**key, **values))
        return
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.year == seen.period.year,
            table.c.month == seen.period.month,
            table.c.version == seen.version,
        )
        .values(**values)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("period", seen.period)


def _entries_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> tuple[Entry, ...]:
    tables = unit.tables(BooksTables)
    entry, posting = tables.entry, tables.posting
    heads = unit.connection.execute(
        sa.select(entry)
        .where(entry.c.place_id == unit.place_id, *clauses)
        .order_by(entry.c.year, entry.c.number)
    ).all()
    lines: dict[UUID, list[Posting]] = defaultdict(list)
    query = sa.select(
        posting.c.entry_id,
        posting.c.account,
        posting.c.fund,
        posting.c.amount_fen,
        posting.c.dwelling_id,
        posting.c.memo,
    ).where(posting.c.place_id == unit.place_id)
    if clauses:
        query = query.select_from(posting.join(entry, tables.same_entry)).where(*clauses)
    for row in unit.connection.execute(query.order_by(posting.c.entry_id, posting.c.line)):
        lines[row.entry_id].append(Posting(*row[1:]))
    return tuple(read_entry(row, tuple(lines[row.entry_id])) for row in heads)


def _list_accounts(unit: UnitOfWork) -> tuple[tuple[Account, date | None], ...]:
    table = unit.tables(BooksTables).account
    rows = unit.connection.execute(
        sa.select(
            table.c.code,
            table.c.zh,
            table.c.en,
            table.c.kind,
            table.c.per_dwelling,
            table.c.holds_money,
            table.c.may_be_negative,
            table.c.clears_through,
            table.c.closed_on,
        )
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.code)
    )
    return tuple((Account(*row[:8]), row.closed_on) for row in rows)


def _list_funds(unit: UnitOfWork) -> tuple[tuple[Fund, date | None], ...]:
    table = unit.tables(BooksTables).fund
    rows = unit.connection.execute(
        sa.select(
            table.c.code,
            table.c.zh,
            table.c.en,
            table.c.currency,
            table.c.restricted,
            table.c.closed_on,
        )
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.code)
    )
    return tuple((Fund(*row[:5]), row.closed_on) for row in rows)
