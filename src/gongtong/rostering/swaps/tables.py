"""The table of shifts that were offered (换班表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Instant, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.rosters.publishing import MAX_CODE
from gongtong.rostering.swaps.swapping import MAX_SWAP_REASON, SwapState
from gongtong.rostering.volunteers.enrolling import MAX_CODE as MAX_VOLUNTEER

MAX_SHIFT = 60


@frozen
class SwapTables:
    """Every offer of a shift, with its answer (换班登记表)."""

    swap: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        roster = names.qualified("roster")
        swap = sa.Table(
            names("shift_swap"),
            metadata,
            place_column(),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("roster", Key(MAX_CODE), nullable=False),
            sa.Column("shift", Key(MAX_SHIFT), nullable=False),
            sa.Column("giver", Key(MAX_VOLUNTEER), nullable=False),
            sa.Column("taker", Key(MAX_VOLUNTEER), nullable=False),
            enum_column("state", SwapState),
            sa.Column("offered_at", Instant(), nullable=False),
            sa.Column("answered_at", Instant(), nullable=True),
            sa.Column("reason", sa.String(MAX_SWAP_REASON), nullable=False),
            sa.Column("offered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("answered_by", sa.String(MAX_ACTOR_LENGTH), nullable=True),
            sa.PrimaryKeyConstraint("place_id", "number"),
            sa.ForeignKeyConstraint(
                ["place_id", "roster"], [f"{roster}.place_id", f"{roster}.code"]
            ),
        )
        return cls(swap)
