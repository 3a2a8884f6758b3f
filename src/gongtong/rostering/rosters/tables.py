"""The tables of rosters and of every version in which they were up (排班表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.digests import DIGEST_LENGTH
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.rosters.publishing import MAX_CODE, MAX_REASON


@frozen
class RosterTables:
    """Rosters with what they were written from, and each version as it was up (排班登记表)."""

    roster: sa.Table
    version: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        roster = sa.Table(
            names("roster"),
            metadata,
            place_column(),
            sa.Column("code", Key(MAX_CODE), nullable=False),
            sa.Column("facts", Json(), nullable=False),
            sa.Column("first_day", Day(), nullable=False),
            sa.Column("last_day", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "code"),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        target = names.qualified("roster")
        version = sa.Table(
            names("roster_version"),
            metadata,
            place_column(),
            sa.Column("roster", Key(MAX_CODE), nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("teams", Json(), nullable=False),
            sa.Column("digest", sa.String(DIGEST_LENGTH), nullable=False),
            sa.Column("reason", sa.String(MAX_REASON), nullable=False),
            sa.Column("put_up_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("put_up_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "roster", "version"),
            sa.ForeignKeyConstraint(
                ["place_id", "roster"], [f"{target}.place_id", f"{target}.code"]
            ),
        )
        return cls(roster, version)
