"""The tables of marks and of closed shifts (签到表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Instant, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.attendance.marks import MarkKind, MarkMeans
from gongtong.rostering.rosters.publishing import MAX_CODE
from gongtong.rostering.volunteers.enrolling import MAX_CODE as MAX_VOLUNTEER

MAX_SHIFT = 60


@frozen
class AttendanceTables:
    """Marks as they were brought in, and what they came to when a shift was closed (签到登记表)."""

    mark: sa.Table
    closed: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        roster = names.qualified("roster")
        volunteer = names.qualified("volunteer")
        mark = sa.Table(
            names("attendance_mark"),
            metadata,
            place_column(),
            sa.Column("roster", Key(MAX_CODE), nullable=False),
            sa.Column("shift", Key(MAX_SHIFT), nullable=False),
            sa.Column("volunteer", Key(MAX_VOLUNTEER), nullable=False),
            enum_column("kind", MarkKind),
            sa.Column("at", Instant(), nullable=False),
            enum_column("means", MarkMeans),
            sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("noted_at", Instant(), nullable=False),
            sa.PrimaryKeyConstraint(
                "place_id", "roster", "shift", "volunteer", "kind", "at", "means"
            ),
            sa.ForeignKeyConstraint(
                ["place_id", "roster"], [f"{roster}.place_id", f"{roster}.code"]
            ),
            sa.ForeignKeyConstraint(
                ["place_id", "volunteer"], [f"{volunteer}.place_id", f"{volunteer}.code"]
            ),
        )
        closed = sa.Table(
            names("closed_shift"),
            metadata,
            place_column(),
            sa.Column("roster", Key(MAX_CODE), nullable=False),
            sa.Column("shift", Key(MAX_SHIFT), nullable=False),
            sa.Column("people", Json(), nullable=False),
            sa.Column("stray_marks", sa.Integer(), nullable=False),
            sa.Column("closed_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("closed_at", Instant(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "roster", "shift"),
            sa.ForeignKeyConstraint(
                ["place_id", "roster"], [f"{roster}.place_id", f"{roster}.code"]
            ),
        )
        return cls(mark, closed)
