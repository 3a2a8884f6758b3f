"""The tables of mediators (调解员表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.mediators.complaints import MAX_BODY, ComplaintOutcome, MisconductGround
from gongtong.mediation.mediators.conflicts import ConflictKind
from gongtong.mediation.mediators.naming import NamedBy, ReplacementReason
from gongtong.mediation.mediators.register import MAX_NAME, MediatorBasis

CASE: Final = 32
PARTY: Final = 32
_SEAT: Final = ("place_id", "case_number", "seat")


@frozen
class MediatorTables:
    """The register, the seats in cases, answers, conflicts and complaints (调解员登记表)."""

    mediator: sa.Table
    case_mediator: sa.Table
    mediator_answer: sa.Table
    mediator_conflict: sa.Table
    conflict_waiver: sa.Table
    mediator_complaint: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        return cls(
            _mediator(metadata, names),
            _case_mediator(metadata, names),
            _answer(metadata, names),
            _conflict(metadata, names),
            _waiver(metadata, names),
            _complaint(metadata, names),
        )


def _mediator(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("mediator"),
        metadata,
        place_column(),
        sa.Column("person", Key(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("name", sa.String(MAX_NAME), nullable=False),
        enum_column("basis", MediatorBasis),
        sa.Column("since_day", Day(), nullable=False),
        sa.Column("until_day", Day(), nullable=True),
        sa.Column("suitability", Json(), nullable=False),
        sa.Column("ties", Json(), nullable=False),
        sa.Column("removed_on", Day(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "person"),
        sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
    )


def _case_mediator(metadata: sa.MetaData, names: Names) -> sa.Table:
    case, mediator = names.qualified("case"), names.qualified("mediator")
    return sa.Table(
        names("case_mediator"),
        metadata,
        *_seat_columns(),
        sa.Column("person", Key(MAX_ACTOR_LENGTH), nullable=False),
        enum_column("named_by", NamedBy),
        sa.Column("named_on", Day(), nullable=False),
        sa.Column("ended_on", Day(), nullable=True),
        enum_column("ended_because", ReplacementReason, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(*_SEAT),
        sa.ForeignKeyConstraint(
            ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "person"], [f"{mediator}.place_id", f"{mediator}.person"]
        ),
    )


def _answer(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("mediator_answer"),
        metadata,
        *_seat_columns(),
        sa.Column("party", Key(PARTY), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("accepts", sa.Boolean(), nullable=False),
        sa.Column("said_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint(*_SEAT, "sequence"),
        _of_seat(names),
    )


def _conflict(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("mediator_conflict"),
        metadata,
        *_seat_columns(),
        sa.Column("conflict", sa.Integer(), nullable=False),
        enum_column("kind", ConflictKind),
        sa.Column("party", Key(PARTY), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("noted_on", Day(), nullable=False),
        sa.Column("disclosed_on", Day(), nullable=True),
        sa.PrimaryKeyConstraint(*_SEAT, "conflict"),
        _of_seat(names),
    )


def _waiver(metadata: sa.MetaData, names: Names) -> sa.Table:
    conflict = names.qualified("mediator_conflict")
    columns = (*_SEAT, "conflict")
    return sa.Table(
        names("conflict_waiver"),
        metadata,
        *_seat_columns(),
        sa.Column("conflict", sa.Integer(), nullable=False),
        sa.Column("party", Key(PARTY), nullable=False),
        sa.Column("waived_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint(*columns, "party"),
        sa.ForeignKeyConstraint(columns, [f"{conflict}.{name}" for name in columns]),
    )


def _complaint(metadata: sa.MetaData, names: Names) -> sa.Table:
    case, mediator = names.qualified("case"), names.qualified("mediator")
    return sa.Table(
        names("mediator_complaint"),
        metadata,
        place_column(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_number", Key(CASE), nullable=False),
        sa.Column("person", Key(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("party", Key(PARTY), nullable=False),
        enum_column("ground", MisconductGround),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_on", Day(), nullable=False),
        enum_column("outcome", ComplaintOutcome, nullable=True),
        sa.Column("decided_by", sa.String(MAX_BODY), nullable=True),
        sa.Column("decided_on", Day(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "number"),
        sa.ForeignKeyConstraint(
            ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "person"], [f"{mediator}.place_id", f"{mediator}.person"]
        ),
    )


def _seat_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("case_number", Key(CASE), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
    )


def _of_seat(names: Names) -> sa.ForeignKeyConstraint:
    seat = names.qualified("case_mediator")
    return sa.ForeignKeyConstraint(_SEAT, [f"{seat}.{name}" for name in _SEAT])
