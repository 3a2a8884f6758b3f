"""The table of charges (应收费用表结构).

What is open of them is not kept here: it is what no allocation has settled.
"""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import Day, Fen, Id, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.ledger.fees.policies import Payer

_CODE = 40


@frozen
class FeesTables:
    """Charges, only ever inserted (应收费用表)."""

    charge: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the table for these names (建表定义)."""
        entry = names.qualified("entry")
        charge = sa.Table(
            names("charge"),
            metadata,
            place_column(),
            sa.Column("charge_id", Id(), nullable=False),
            sa.Column("entry_id", Id(), nullable=False),
            sa.Column("dwelling_id", Id(), nullable=False),
            sa.Column("code", Key(_CODE), nullable=False),
            sa.Column("period_start", Day(), nullable=False),
            sa.Column("period_end", Day(), nullable=False),
            sa.Column("building", sa.Integer, nullable=False),
            sa.Column("unit", sa.Integer, nullable=False),
            sa.Column("room", sa.Integer, nullable=False),
            sa.Column("zh", sa.String(100), nullable=False),
            sa.Column("amount_fen", Fen(), nullable=False),
            sa.Column("fund", Key(_CODE), nullable=False),
            sa.Column("income_account", Key(_CODE), nullable=False),
            sa.Column("explanation_zh", sa.Text, nullable=False),
            sa.Column("due_on", Day(), nullable=False),
            enum_column("payer", Payer),
            sa.PrimaryKeyConstraint("place_id", "charge_id"),
            # a charge whose entry was reversed may be made again, under another entry
            sa.UniqueConstraint(
                "place_id",
                "entry_id",
                "dwelling_id",
                "code",
                "period_start",
                name=f"uq_{names('charge')}_once",
            ),
            sa.CheckConstraint("amount_fen > 0", name="amount_is_positive"),
            sa.ForeignKeyConstraint(
                ["place_id", "entry_id"], [f"{entry}.place_id", f"{entry}.entry_id"]
            ),
        )
        sa.Index(None, charge.c.place_id, charge.c.dwelling_id)
        return cls(charge)
