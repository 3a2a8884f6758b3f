"""The table of service that was given (服务时长表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.digests import DIGEST_LENGTH
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Instant, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.hours.entries import MAX_ACTIVITY, MOST_WORDS, EntryState
from gongtong.rostering.volunteers.enrolling import MAX_CODE


@frozen
class HoursTables:
    """Every entry of service, those that were corrected among them (服务时长登记表)."""

    service: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        target = names.qualified("volunteer")
        service = sa.Table(
            names("service_entry"),
            metadata,
            place_column(),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("volunteer", Key(MAX_CODE), nullable=False),
            sa.Column("activity", sa.String(MAX_ACTIVITY), nullable=False),
            sa.Column("started_at", Instant(), nullable=False),
            sa.Column("ended_at", Instant(), nullable=False),
            sa.Column("evidence", sa.String(DIGEST_LENGTH), nullable=False),
            enum_column("state", EntryState),
            sa.Column("recorded_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("recorded_on", Day(), nullable=False),
            sa.Column("confirmed_by", sa.String(MAX_ACTOR_LENGTH), nullable=True),
            sa.Column("replaces", sa.Integer(), nullable=True),
            sa.Column("reason", sa.String(MOST_WORDS), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "number"),
            sa.ForeignKeyConstraint(
                ["place_id", "volunteer"], [f"{target}.place_id", f"{target}.code"]
            ),
        )
        sa.Index(None, service.c.place_id, service.c.volunteer)
        return cls(service)
