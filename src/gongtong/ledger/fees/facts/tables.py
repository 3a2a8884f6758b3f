"""The table of dated facts of dwellings (计费事实表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import Day, Id, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.ledger.fees.policies import FactKind


@frozen
class FactsTables:
    """What was recorded of dwellings, from a day to a day (计费事实表)."""

    dwelling_fact: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the table for these names (建表定义)."""
        fact = sa.Table(
            names("dwelling_fact"),
            metadata,
            place_column(),
            sa.Column("fact_id", Id(), nullable=False),
            sa.Column("dwelling_id", Id(), nullable=False),
            enum_column("kind", FactKind),
            sa.Column("of_charge", sa.String(40), nullable=False),
            sa.Column("starts_on", Day(), nullable=False),
            sa.Column("ends_on", Day()),
            sa.Column("value", sa.Integer, nullable=False),
            sa.Column("evidence", Json()),
            sa.Column("recorded_by", Key(120), nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "fact_id"),
            sa.CheckConstraint("ends_on > starts_on", name="ends_after_start"),
        )
        sa.Index(None, fact.c.place_id, fact.c.dwelling_id)
        return cls(fact)
