"""Balances of any day, from the nearest day at which they are kept (月末余额存取).

They are kept at the end of every period that is closed. What was booked for earlier days afterwards is
told by its voucher number and added, so that a kept balance need never be changed to stay right.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.balances.store import list_account_balances, sum_postings
from gongtong.ledger.books.month_ends.tables import MonthEndTables
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.books.verifying import KeptMonthEnd

Sums = dict[tuple[str, str], int]


def keep_month_end(unit: UnitOfWork, day: date) -> None:
    """Keep the balances at the end of a day, in place of those that were kept for it (保存月末余额)."""
    tables = unit.tables(MonthEndTables)
    held = list_balances_at(unit, day)
    at = {"place_id": unit.place_id, "on_day": day}
    for table in (tables.month_end, tables.month_end_reach):
        unit.connection.execute(
            table.delete().where(table.c.place_id == unit.place_id, table.c.on_day == day)
        )
    reach = [
        {**at, "of_year": year, "last_number": number}
        for year, number in _last_numbers(unit).items()
        if year <= day.year
    ]
    if reach:
        unit.connection.execute(tables.month_end_reach.insert(), reach)
    if held:
        unit.connection.execute(
            tables.month_end.insert(),
            [
                {**at, "account": one.account, "fund": one.fund, "amount_fen": one.amount_fen}
                for one in held
            ],
        )


def list_balances_at(unit: UnitOfWork, day: date) -> tuple[AccountBalance, ...]:
    """Give the balances at the end of a day, reading as few days of entries as it can (某日余额)."""
    first, last, before, after = _days_near(unit, day)
    if first is None or last is None or day < first:
        return ()
    entry = unit.tables(BooksTables).entry
    ways = [((day - first).days + 1, 2, first), (abs((last - day).days), 1, last)]
    ways += [(abs((day - kept).days), 0, kept) for kept in (before, after) if kept is not None]
    _, way, kept = min(ways)
    if way == 2:  # noqa: PLR2004 - the third way: from the first day on
        return _balances(_sums(unit, entry.c.effective_on <= day))
    if way == 1:
        held = {(one.account, one.fund): one.amount_fen for one in list_account_balances(unit)}
        return _balances(_added(held, _sums(unit, entry.c.effective_on > day), sign=-1))
    held = _kept_with_late(unit, kept)
    if kept <= day:
        between = _sums(unit, entry.c.effective_on > kept, entry.c.effective_on <= day)
        return _balances(_added(held, between))
    between = _sums(unit, entry.c.effective_on > day, entry.c.effective_on <= kept)
    return _balances(_added(held, between, sign=-1))


def list_kept_month_ends(unit: UnitOfWork) -> Iterator[KeptMonthEnd]:
    """Give every kept day with its balances, as they are told from it and as they add up (核对月末余额)."""
    reach = unit.tables(MonthEndTables).month_end_reach
    days = unit.connection.scalars(
        sa.select(reach.c.on_day)
        .where(reach.c.place_id == unit.place_id)
        .distinct()
        .order_by(reach.c.on_day)
    ).all()
    for day in days:
        told = _balances(_kept_with_late(unit, day))
        yield KeptMonthEnd(day, told, sum_postings(unit, through=day).accounts)


def _days_near(
    unit: UnitOfWork, day: date
) -> tuple[date | None, date | None, date | None, date | None]:
    entry = unit.tables(BooksTables).entry
    reach = unit.tables(MonthEndTables).month_end_reach
    here, kept = entry.c.place_id == unit.place_id, reach.c.place_id == unit.place_id
    row = unit.connection.execute(
        sa.select(
            sa.select(sa.func.min(entry.c.effective_on)).where(here).scalar_subquery(),
            sa.select(sa.func.max(entry.c.effective_on)).where(here).scalar_subquery(),
            sa.select(sa.func.max(reach.c.on_day))
            .where(kept, reach.c.on_day <= day)
            .scalar_subquery(),
            sa.select(sa.func.min(reach.c.on_day))
            .where(kept, reach.c.on_day > day)
            .scalar_subquery(),
        )
    ).one()
    return row[0], row[1], row[2], row[3]


def _kept_with_late(unit: UnitOfWork, day: date) -> Sums:
    """Give the balances kept for a day with what was booked for it and earlier days since."""
    tables = unit.tables(MonthEndTables)
    entry = unit.tables(BooksTables).entry
    kept, reach = tables.month_end, tables.month_end_reach
    rows = unit.connection.execute(
        sa.select(kept.c.account, kept.c.fund, kept.c.amount_fen).where(
            kept.c.place_id == unit.place_id, kept.c.on_day == day
        )
    )
    held = {(row.account, row.fund): row.amount_fen for row in rows}
    reached = {
        row.of_year: row.last_number
        for row in unit.connection.execute(
            sa.select(reach.c.of_year, reach.c.last_number).where(
                reach.c.place_id == unit.place_id, reach.c.on_day == day
            )
        )
    }
    for year, number in _last_numbers(unit).items():
        if year <= day.year and number > reached.get(year, 0):
            late = _sums(
                unit,
                entry.c.year == year,
                entry.c.number > reached.get(year, 0),
                entry.c.effective_on <= day,
            )
            held = _added(held, late)
    return held


def _last_numbers(unit: UnitOfWork) -> dict[int, int]:
    counter = unit.tables(BooksTables).voucher_counter
    rows = unit.connection.execute(
        sa.select(counter.c.year, counter.c.last_number)
        .where(counter.c.place_id == unit.place_id)
        .order_by(counter.c.year)
    )
    return {row.year: row.last_number for row in rows}


def _sums(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> Sums:
    tables = unit.tables(BooksTables)
    posting, entry = tables.posting, tables.entry
    keys = (posting.c.account, posting.c.fund)
    rows = unit.connection.execute(
        # some engines add BIGINTs up as DECIMAL
        sa.select(*keys, sa.type_coerce(sa.func.sum(posting.c.amount_fen), Fen()))
        .select_from(posting.join(entry, tables.same_entry))
        .where(posting.c.place_id == unit.place_id, *clauses)
        .group_by(*keys)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _added(held: Sums, more: Sums, *, sign: int = 1) -> Sums:
    together = defaultdict(int, held)
    for key, amount in more.items():
        together[key] += sign * amount
    return together


def _balances(sums: Sums) -> tuple[AccountBalance, ...]:
    return tuple(AccountBalance(*key, amount) for key, amount in sorted(sums.items()) if amount)
