"""The table of transactions taken over from foreign journals (账簿接收表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import Digest, Id, place_column
from gongtong.core.storage.names import Names


@frozen
class ImportingTables:
    """Which transactions of foreign journals are in the books, by what they say (账簿接收表)."""

    taken_over: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        taken_over = sa.Table(
            names("journal_transaction"),
            metadata,
            place_column(),
            sa.Column("transaction_key", Digest(), nullable=False),
            sa.Column("entry_id", Id(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "transaction_key"),
        )
        return cls(taken_over)
