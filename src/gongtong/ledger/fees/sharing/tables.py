"""The table of shared costs (公摊费用表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import Day, Fen, Id, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.ledger.fees.sharing.costs import CostKind


@frozen
class SharingTables:
    """Bills that were shared, only ever inserted (公摊费用表)."""

    shared_cost: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the table for these names (建表定义)."""
        entry = names.qualified("entry")
        shared = sa.Table(
            names("shared_cost"),
            metadata,
            place_column(),
            sa.Column("cost_id", Id(), nullable=False),
            sa.Column("entry_id", Id(), nullable=False),
            sa.Column("code", Key(40), nullable=False),
            sa.Column("zh", sa.String(100), nullable=False),
            enum_column("kind", CostKind),
            sa.Column("period_start", Day(), nullable=False),
            sa.Column("period_end", Day(), nullable=False),
            sa.Column("bill_name", sa.String(200), nullable=False),
            sa.Column("bill_digest", sa.String(64), nullable=False),
            sa.Column("bill_fen", Fen(), nullable=False),
            sa.Column("charged_fen", Fen(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "cost_id"),
            sa.UniqueConstraint("place_id", "entry_id"),
            sa.ForeignKeyConstraint(
                ["place_id", "entry_id"], [f"{entry}.place_id", f"{entry}.entry_id"]
            ),
            # money passed through bears no margin, whatever a program says
            sa.CheckConstraint("charged_fen > 0 and charged_fen <= bill_fen", name="no_margin"),
        )
        sa.Index(None, shared.c.place_id, shared.c.code)
        return cls(shared)
