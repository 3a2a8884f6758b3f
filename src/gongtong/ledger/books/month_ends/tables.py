"""The tables of balances at the end of closed periods (月末余额表结构).

Beside the balances stands how far the vouchers of each year had come, so that what was booked for those
days afterwards can be told and added.
"""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import Day, Fen, Key, place_column
from gongtong.core.storage.names import Names

_CODE = 40


@frozen
class MonthEndTables:
    """Balances at the end of closed periods, and the vouchers that they count (月末余额表)."""

    month_end: sa.Table
    month_end_reach: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        month_end = sa.Table(
            names("month_end"),
            metadata,
            place_column(),
            sa.Column("on_day", Day(), nullable=False),
            sa.Column("account", Key(_CODE), nullable=False),
            sa.Column("fund", Key(_CODE), nullable=False),
            sa.Column("amount_fen", Fen(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "on_day", "account", "fund"),
            _refers(names, "account", "account", "code"),
            _refers(names, "fund", "fund", "code"),
        )
        reach = sa.Table(
            names("month_end_reach"),
            metadata,
            place_column(),
            sa.Column("on_day", Day(), nullable=False),
            sa.Column("of_year", sa.Integer, nullable=False),
            sa.Column("last_number", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "on_day", "of_year"),
            _refers(names, "of_year", "voucher_counter", "year"),
        )
        return cls(month_end, reach)


def _refers(names: Names, column: str, table: str, key: str) -> sa.ForeignKeyConstraint:
    target = names.qualified(table)
    return sa.ForeignKeyConstraint(["place_id", column], [f"{target}.place_id", f"{target}.{key}"])
