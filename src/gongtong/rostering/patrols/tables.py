"""The tables of patrol periods and of what was walked (巡逻表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.digests import DIGEST_LENGTH
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.patrols.draws import SEED_LENGTH
from gongtong.rostering.patrols.periods import MAX_CODE, MOST_WORDS


@frozen
class PatrolTables:
    """Periods with their promises, and each day as it was walked (巡逻登记表)."""

    period: sa.Table
    walk: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        period = sa.Table(
            names("patrol_period"),
            metadata,
            place_column(),
            sa.Column("code", Key(MAX_CODE), nullable=False),
            sa.Column("law", Json(), nullable=False),
            sa.Column("first_day", Day(), nullable=False),
            sa.Column("last_day", Day(), nullable=False),
            sa.Column("promise", sa.String(DIGEST_LENGTH), nullable=False),
            sa.Column("seed", sa.String(2 * SEED_LENGTH), nullable=True),
            sa.Column("promised_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("promised_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "code"),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        target = names.qualified("patrol_period")
        walk = sa.Table(
            names("patrol_walk"),
            metadata,
            place_column(),
            sa.Column("period", Key(MAX_CODE), nullable=False),
            sa.Column("day", Day(), nullable=False),
            sa.Column("starts", Json(), nullable=False),
            sa.Column("reason", sa.String(MOST_WORDS), nullable=False),
            sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("noted_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "period", "day"),
            sa.ForeignKeyConstraint(
                ["place_id", "period"], [f"{target}.place_id", f"{target}.code"]
            ),
        )
        return cls(period, walk)
