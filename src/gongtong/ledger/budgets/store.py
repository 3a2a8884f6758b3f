"""Reading and writing budgets (预算存取)."""

from collections import defaultdict

import sqlalchemy as sa

from gongtong.core.offices import Mandate
from gongtong.core.periods import year_span
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.budgets.budget_lines import Budget, BudgetLine
from gongtong.ledger.budgets.tables import BudgetsTables


def list_budgets(unit: UnitOfWork, year: int) -> tuple[Budget, ...]:
    """Read every version of a year's budget, the first first (读取各版预算)."""
    tables = unit.tables(BudgetsTables)
    budget, line = tables.budget, tables.budget_line
    lines: dict[int, list[BudgetLine]] = defaultdict(list)
    for row in unit.connection.execute(
        sa.select(line.c.version, line.c.fund, line.c.expense_account, line.c.amount_fen)
        .where(line.c.place_id == unit.place_id, line.c.year == year)
        .order_by(line.c.version, line.c.fund, line.c.expense_account)
    ):
        lines[row.version].append(BudgetLine(row.fund, row.expense_account, row.amount_fen))
    rows = unit.connection.execute(
        sa.select(budget)
        .where(budget.c.place_id == unit.place_id, budget.c.year == year)
        .order_by(budget.c.version)
    )
    return tuple(
        Budget(
            year=row.year,
            version=row.version,
            lines=tuple(lines[row.version]),
            mandate=Mandate(row.mandate_title, row.mandate_on, row.mandate_number),
            adopted_on=row.adopted_on,
            adopted_by=row.adopted_by,
        )
        for row in rows
    )


def insert_budget(unit: UnitOfWork, budget: Budget) -> None:
    """Write one version of a budget with its lines (写入预算)."""
    tables = unit.tables(BudgetsTables)
    key = {"place_id": unit.place_id, "year": budget.year, "version": budget.version}
    unit.connection.execute(
        tables.budget.insert().values(
            **key,
            mandate_title=budget.mandate.title,
            mandate_number=budget.mandate.number,
            mandate_on=budget.mandate.decided_on,
            adopted_on=budget.adopted_on,
            adopted_by=budget.adopted_by,
        )
    )
    unit.connection.execute(
        tables.budget_line.insert(),
        [
            {
                **key,
                "fund": line.fund,
                "expense_account": line.expense_account,
                "amount_fen": line.amount_fen,
            }
            for line in budget.lines
        ],
    )


def sum_booked(unit: UnitOfWork, year: int, fund: str, expense_account: str) -> int:
    """Add up what is booked in an expense account of a fund in a year, in fen (已入账支出).

    What closes the year is left out.
    """
    tables, span = unit.tables(BooksTables), year_span(year)
    posting, entry = tables.posting, tables.entry
    total: int | None = unit.connection.scalar(
        sa.select(sa.type_coerce(sa.func.sum(posting.c.amount_fen), Fen()))
        .select_from(posting.join(entry, tables.same_entry))
        .where(
            posting.c.place_id == unit.place_id,
            posting.c.account == expense_account,
            posting.c.fund == fund,
            entry.c.kind != EntryKind.CLOSING,
            entry.c.effective_on >= span.start,
            entry.c.effective_on < span.end,
        )
    )
    return total or 0
