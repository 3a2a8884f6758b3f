"""The tables of clocks: runs, pauses, and extensions with who agreed (期限表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import (
    Day,
    Instant,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.core.workdays.terms import TimeUnit
from gongtong.mediation.clocks.pausing import PauseGround

_NUMBER: Final = 32
_NAME: Final = 40


@frozen
class ClockTables:
    """What cases wait for, what held it up, and who gave more time (案件期限表)."""

    case_clock: sa.Table
    case_pause: sa.Table
    case_extension: sa.Table
    case_extension_consent: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        case = names.qualified("case")
        pause = sa.Table(
            names("case_pause"),
            metadata,
            *_of_case("number"),
            enum_column("ground", PauseGround),
            sa.Column("words", sa.Text(), nullable=False),
            sa.Column("since", Day(), nullable=False),
            sa.Column("expected_end", Day(), nullable=False),
            sa.Column("ended_on", Day(), nullable=True),
            sa.Column("paused_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "case_number", "number"),
            _reference(case),
        )
        extension = sa.Table(
            names("case_extension"),
            metadata,
            *_of_case("number"),
            sa.Column("clock", Key(_NAME), nullable=False),
            sa.Column("extended_to", Day(), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            sa.Column("proposed_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("proposed_on", Day(), nullable=False),
            sa.Column("taken_on", Day(), nullable=True),
            sa.PrimaryKeyConstraint("place_id", "case_number", "number"),
            _reference(case),
        )
        return cls(_clock_table(metadata, names, case), pause, extension, _consent(metadata, names))


def _of_case(counter: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("case_number", Key(_NUMBER), nullable=False),
        sa.Column(counter, sa.Integer(), nullable=False),
    )


def _reference(case: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
    )


def _clock_table(metadata: sa.MetaData, names: Names, case: str) -> sa.Table:
    clock = sa.Table(
        names("case_clock"),
        metadata,
        place_column(),
        sa.Column("case_number", Key(_NUMBER), nullable=False),
        sa.Column("clock", Key(_NAME), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", Key(_NAME), nullable=False),
        sa.Column("zh", sa.String(_NAME), nullable=False),
        sa.Column("term_length", sa.Integer(), nullable=False),
        enum_column("term_unit", TimeUnit),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("due_on", Day(), nullable=True),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("event", sa.String(_NAME), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("pauses", Json(), nullable=False),
        sa.Column("extensions", Json(), nullable=False),
        sa.Column("stopped_on", Day(), nullable=True),
        sa.Column("told_on", Day(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "case_number", "clock", "sequence"),
        _reference(case),
    )
    sa.Index(None, clock.c.place_id, clock.c.stopped_on, clock.c.due_on)
    return clock


def _consent(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("case_extension_consent"),
        metadata,
        *_of_case("number"),
        sa.Column("party", Key(_NUMBER), nullable=False),
        sa.Column("agreed_on", Day(), nullable=False),
        sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "case_number", "number", "party"),
        sa.ForeignKeyConstraint(
            ["place_id", "case_number", "number"],
            [
                f"{names.qualified('case_extension')}.{column}"
                for column in ("place_id", "case_number", "number")
            ],
            name=f"fk_{names('case_extension_consent')}_extension",
        ),
    )
