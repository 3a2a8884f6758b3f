"""The tables of obligations, their performances, and what happened that they wait for (义务表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Fen, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.cases.tables import NAME_LENGTH, NUMBER_LENGTH
from gongtong.mediation.obligations.obligation_machine import ObligationState

_DIGEST: Final = 64
_KEY: Final = ("place_id", "case_number", "number")


@frozen
class ObligationTables:
    """Obligations as they stand, their performances, and events that they wait for (义务登记表)."""

    obligation: sa.Table
    performance: sa.Table
    happening: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        case = names.qualified("case")
        to_case = [f"{case}.{column}" for column in ("place_id", "number")]
        obligation = sa.Table(
            names("obligation"),
            metadata,
            place_column(),
            sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("agreement", sa.Integer(), nullable=False),
            sa.Column("duty", Json(), nullable=False),
            enum_column("state", ObligationState),
            sa.Column("in_force_on", Day(), nullable=True),
            sa.Column("unlocked_on", Day(), nullable=True),
            sa.Column("schedule", Json(), nullable=False),
            sa.Column("due_on", Day(), nullable=True),
            sa.Column("provisional", sa.Boolean(), nullable=False),
            sa.Column("paid_fen", Fen(), nullable=False),
            sa.Column("demanded_on", Day(), nullable=True),
            sa.Column("cure_until", Json(), nullable=True),
            sa.Column("counts_as_done", sa.Boolean(), nullable=False),
            sa.Column("replaced_by", Json(), nullable=False),
            sa.Column("is_late", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY),
            sa.ForeignKeyConstraint(["place_id", "case_number"], to_case),
        )
        sa.Index(None, obligation.c.place_id, obligation.c.state, obligation.c.due_on)
        happening = sa.Table(
            names("case_happening"),
            metadata,
            place_column(),
            sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
            sa.Column("name", Key(NAME_LENGTH), nullable=False),
            sa.Column("happened_on", Day(), nullable=False),
            sa.Column("document", sa.String(_DIGEST), nullable=False),
            sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("noted_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "case_number", "name"),
            sa.ForeignKeyConstraint(["place_id", "case_number"], to_case),
        )
        return cls(obligation, _performance(metadata, names), happening)


def _performance(metadata: sa.MetaData, names: Names) -> sa.Table:
    target = names.qualified("obligation")
    return sa.Table(
        names("performance"),
        metadata,
        place_column(),
        sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("performed_on", Day(), nullable=False),
        sa.Column("amount_fen", Fen(), nullable=True),
        sa.Column("evidence", sa.String(_DIGEST), nullable=False),
        sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("entered_on", Day(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.String(MAX_ACTOR_LENGTH), nullable=True),
        sa.Column("verified_on", Day(), nullable=True),
        sa.PrimaryKeyConstraint(*_KEY, "sequence"),
        sa.ForeignKeyConstraint(list(_KEY), [f"{target}.{column}" for column in _KEY]),
    )
