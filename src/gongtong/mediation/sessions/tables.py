"""The tables of sessions, their minutes, and concessions (调解会表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.sessions.session import MOST_WORDS, SessionOutcome

_KEY: Final = ("place_id", "case_number", "number")
_PARTY: Final = 32


@frozen
class SessionTables:
    """Sessions, their minutes, who signed them, and concessions (调解会登记表)."""

    session: sa.Table
    minutes: sa.Table
    signature: sa.Table
    concession: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        case = names.qualified("case")
        session = sa.Table(
            names("session"),
            metadata,
            *_key_columns(),
            sa.Column("held_on", Day(), nullable=False),
            sa.Column("venue", sa.String(MOST_WORDS), nullable=False),
            sa.Column("mediators", Json(), nullable=False),
            sa.Column("present", Json(), nullable=False),
            sa.Column("participants", Json(), nullable=False),
            sa.Column("opened_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            enum_column("outcome", SessionOutcome, nullable=True),
            sa.Column("reason", sa.String(MOST_WORDS), nullable=False),
            sa.Column("next_on", Day(), nullable=True),
            sa.Column("closed_on", Day(), nullable=True),
            sa.PrimaryKeyConstraint(*_KEY),
            sa.ForeignKeyConstraint(
                ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
            ),
        )
        return cls(
            session,
            _minutes(metadata, names),
            _signature(metadata, names),
            _concession(metadata, names),
        )


def _minutes(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("session_minutes"),
        metadata,
        *_key_columns(),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("kept_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, "entry"),
        _to_session(names),
    )


def _signature(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("session_signature"),
        metadata,
        *_key_columns(),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("party", Key(_PARTY), nullable=False),
        sa.Column("signed_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, "entry", "party"),
        _to_session(names),
    )


def _concession(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("session_concession"),
        metadata,
        *_key_columns(),
        sa.Column("concession", sa.Integer(), nullable=False),
        sa.Column("party", Key(_PARTY), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("released_on", Day(), nullable=True),
        sa.PrimaryKeyConstraint(*_KEY, "concession"),
        _to_session(names),
    )


def _key_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def _to_session(names: Names) -> sa.ForeignKeyConstraint:
    target = names.qualified("session")
    return sa.ForeignKeyConstraint(list(_KEY), [f"{target}.{column}" for column in _KEY])
