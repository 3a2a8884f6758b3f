"""The table of volunteers (志愿者表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.volunteers.enrolling import MAX_CODE, MAX_NAME
from gongtong.rostering.volunteers.volunteer import Gender


@frozen
class VolunteerTables:
    """Volunteers as they stand (志愿者登记表)."""

    volunteer: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        volunteer = sa.Table(
            names("volunteer"),
            metadata,
            place_column(),
            sa.Column("code", Key(MAX_CODE), nullable=False),
            sa.Column("name", sa.String(MAX_NAME), nullable=False),
            sa.Column("born", Day(), nullable=False),
            enum_column("gender", Gender),
            sa.Column("team", sa.String(MAX_NAME), nullable=False),
            sa.Column("bands", Json(), nullable=False),
            sa.Column("skills", Json(), nullable=False),
            sa.Column("most_per_week", sa.Integer(), nullable=False),
            sa.Column("agreed_on", Day(), nullable=False),
            sa.Column("may_publish", sa.Boolean(), nullable=False),
            sa.Column("risks_told_on", Day(), nullable=True),
            sa.Column("insured_until", Day(), nullable=True),
            sa.Column("guardian_agreed", sa.Boolean(), nullable=False),
            sa.Column("left_on", Day(), nullable=True),
            sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "code"),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        return cls(volunteer)
