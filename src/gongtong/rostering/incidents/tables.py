"""The tables of incidents and of whom they were handed to (突发情况表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Instant, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.rostering.incidents.incident import (
    MAX_NAME,
    MAX_WHERE,
    MAX_WORDS,
    IncidentKind,
    Outcome,
    Receiver,
)
from gongtong.rostering.volunteers.enrolling import MAX_CODE

MAX_SHIFT = 60


@frozen
class IncidentTables:
    """Incidents with what nobody else may read, and every hand-over (突发情况登记表)."""

    incident: sa.Table
    hand_over: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        volunteer = names.qualified("volunteer")
        incident = sa.Table(
            names("incident"),
            metadata,
            place_column(),
            sa.Column("number", sa.Integer(), nullable=False),
            enum_column("kind", IncidentKind),
            sa.Column("at", Instant(), nullable=False),
            sa.Column("reported_by", Key(MAX_CODE), nullable=False),
            sa.Column("whereabouts", sa.String(MAX_WHERE), nullable=False),
            sa.Column("what", sa.String(MAX_WORDS), nullable=False),
            sa.Column("person", sa.String(MAX_WORDS), nullable=False),
            sa.Column("photos", Json(), nullable=False),
            sa.Column("shift", sa.String(MAX_SHIFT), nullable=False),
            enum_column("outcome", Outcome, nullable=True),
            sa.Column("ended_at", Instant(), nullable=True),
            sa.Column("end_words", sa.String(MAX_WORDS), nullable=False),
            sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "number"),
            sa.ForeignKeyConstraint(
                ["place_id", "reported_by"], [f"{volunteer}.place_id", f"{volunteer}.code"]
            ),
        )
        return cls(incident, _hand_over(metadata, names))


def _hand_over(metadata: sa.MetaData, names: Names) -> sa.Table:
    target = names.qualified("incident")
    return sa.Table(
        names("incident_hand_over"),
        metadata,
        place_column(),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        enum_column("receiver", Receiver),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("taken_by", sa.String(MAX_NAME), nullable=False),
        sa.Column("words", sa.String(MAX_WORDS), nullable=False),
        sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "incident", "ordinal"),
        sa.ForeignKeyConstraint(
            ["place_id", "incident"], [f"{target}.place_id", f"{target}.number"]
        ),
    )
