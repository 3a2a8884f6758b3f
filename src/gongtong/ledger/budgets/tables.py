"""The tables of budgets (预算表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Fen, Key, place_column
from gongtong.core.storage.names import Names

_CODE: Final = 40
_TEXT: Final = 200


@frozen
class BudgetsTables:
    """Budgets by year and version, and their lines (预算表)."""

    budget: sa.Table
    budget_line: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        place = names.qualified("place")
        budget = sa.Table(
            names("budget"),
            metadata,
            place_column(),
            sa.Column("year", sa.Integer, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("mandate_title", sa.String(_TEXT), nullable=False),
            sa.Column("mandate_number", sa.String(_TEXT), nullable=False),
            sa.Column("mandate_on", Day(), nullable=False),
            sa.Column("adopted_on", Day(), nullable=False),
            sa.Column("adopted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "year", "version"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        budget_line = sa.Table(
            names("budget_line"),
            metadata,
            place_column(),
            sa.Column("year", sa.Integer, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("fund", Key(_CODE), nullable=False),
            sa.Column("expense_account", Key(_CODE), nullable=False),
            sa.Column("amount_fen", Fen(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "year", "version", "fund", "expense_account"),
            sa.ForeignKeyConstraint(
                ["place_id", "year", "version"],
                [budget.c.place_id, budget.c.year, budget.c.version],
            ),
            sa.CheckConstraint("amount_fen >= 0", name="amount_not_negative"),
        )
        return cls(budget, budget_line)
