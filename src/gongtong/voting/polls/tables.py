"""Where polls are kept: the roll, who voted, the ballots, and what was done when (表决活动表结构).

Secret ballots stand in a table of their own that shares no column with the register of who voted
but the poll. Their key is the commitment, a digest that nobody can tell in advance; on SQLite the
table is kept in the order of that key and has no row numbers.
"""

from __future__ import annotations

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import (
    Day,
    Digest,
    Fen,
    Id,
    Instant,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.franchise.proxies import MandateForm
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.polls.mandates import MAX_HOLDER_LENGTH
from gongtong.voting.polls.poll_on_file import LinkKind
from gongtong.voting.polls.poll_roll import MAX_GROUNDS_LENGTH, MAX_LABEL_LENGTH, ObjectedTo
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.questions import MAX_TITLE_LENGTH
from gongtong.voting.polls.requests import CastingChannel

_ACTOR_LENGTH = 120


@frozen
class PollTables:
    """Polls, their steps, rolls, objections, deliveries, mandates and ballots (表决活动表)."""

    poll: sa.Table
    move: sa.Table
    roll: sa.Table
    objection: sa.Table
    delivery: sa.Table
    ballot: sa.Table
    secret_ballot: sa.Table
    turnout: sa.Table
    mandate: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        poll = _poll(metadata, names)
        roll = _roll(metadata, names, poll)
        return cls(
            poll,
            _move(metadata, names, poll),
            roll,
            _objection(metadata, names, poll),
            _delivery(metadata, names, roll),
            _ballot(metadata, names, roll),
            _secret_ballot(metadata, names, poll),
            _turnout(metadata, names, poll),
            _mandate(metadata, names, poll),
        )


def _poll(metadata: sa.MetaData, names: Names) -> sa.Table:
    place = names.qualified("place")
    return sa.Table(
        names("poll"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("title", sa.String(MAX_TITLE_LENGTH), nullable=False),
        sa.Column("questions", Json(), nullable=False),
        enum_column("secrecy", Secrecy),
        sa.Column("opens_at", Instant(), nullable=False),
        sa.Column("closes_at", Instant(), nullable=False),
        sa.Column("electorate_on", Day(), nullable=False),
        enum_column("body", VotingBody),
        enum_column("state", PollState),
        # the provisions that hold to the end, as they were answered at the announcement
        sa.Column("rules", Json(), nullable=True),
        sa.Column("roll_digest", Digest(), nullable=True),
        sa.Column("root", Digest(), nullable=True),
        sa.Column("result", Json(), nullable=True),
        sa.Column("ties", Json(), nullable=True),
        sa.Column("follows_id", Id(), nullable=True),
        enum_column("follows_kind", LinkKind, nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id"),
        sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
    )


def _of(table: sa.Table) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        list(table.primary_key.columns.keys()), list(table.primary_key.columns)
    )


def _move(metadata: sa.MetaData, names: Names, poll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_move"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        enum_column("step", PollStep),
        enum_column("state", PollState),
        sa.Column("moved_at", Instant(), nullable=False),
        sa.Column("moved_by", sa.String(_ACTOR_LENGTH), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decision", Json(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "number"),
        _of(poll),
    )


def _roll(metadata: sa.MetaData, names: Names, poll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_roll"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("label", Key(MAX_LABEL_LENGTH), nullable=False),
        sa.Column("voter_id", Id(), nullable=False),
        sa.Column("area_cm2", Fen(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "label"),
        _of(poll),
        sa.Index(None, "place_id", "poll_id", "voter_id"),
    )


def _objection(metadata: sa.MetaData, names: Names, poll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_objection"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("objection_id", Id(), nullable=False),
        enum_column("about", ObjectedTo),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("raised_by", sa.String(MAX_GROUNDS_LENGTH), nullable=False),
        sa.Column("grounds", sa.String(MAX_GROUNDS_LENGTH), nullable=False),
        sa.Column("label", sa.String(MAX_LABEL_LENGTH), nullable=False),
        sa.Column("ruling_due_on", Day(), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.String(_ACTOR_LENGTH), nullable=False),
        sa.Column("is_upheld", sa.Boolean, nullable=True),
        sa.Column("ruling", sa.Text, nullable=False),
        sa.Column("correction", Json(), nullable=True),
        sa.Column("is_late", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "objection_id"),
        _of(poll),
    )


def _delivery(metadata: sa.MetaData, names: Names, roll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_delivery"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("label", Key(MAX_LABEL_LENGTH), nullable=False),
        enum_column("channel", CastingChannel),
        sa.Column("delivered_at", Instant(), nullable=False),
        sa.Column("noted_by", sa.String(_ACTOR_LENGTH), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "label"),
        _of(roll),
    )


def _ballot(metadata: sa.MetaData, names: Names, roll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_ballot"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("commitment", Digest(), nullable=False),
        sa.Column("label", Key(MAX_LABEL_LENGTH), nullable=False),
        enum_column("channel", CastingChannel),
        sa.Column("cast_at", Instant(), nullable=False),
        sa.Column("cast_by", sa.String(MAX_HOLDER_LENGTH), nullable=False),
        sa.Column("salt", Digest(), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "commitment"),
        sa.ForeignKeyConstraint(["place_id", "poll_id", "label"], list(roll.primary_key.columns)),
    )


def _secret_ballot(metadata: sa.MetaData, names: Names, poll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_secret_ballot"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("commitment", Digest(), nullable=False),
        sa.Column("salt", Digest(), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        # only where area counts, and then so many voters weigh the same that it names nobody
        sa.Column("area_cm2", Fen(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "commitment"),
        _of(poll),
        # no row numbers: they would tell the order in which ballots were cast
        sqlite_with_rowid=False,
    )


def _turnout(metadata: sa.MetaData, names: Names, poll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_turnout"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("voter_id", Id(), nullable=False),
        enum_column("channel", CastingChannel),
        sa.Column("cast_at", Instant(), nullable=False),
        sa.Column("cast_by", sa.String(MAX_HOLDER_LENGTH), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "voter_id"),
        _of(poll),
    )


def _mandate(metadata: sa.MetaData, names: Names, poll: sa.Table) -> sa.Table:
    return sa.Table(
        names("poll_mandate"),
        metadata,
        place_column(),
        sa.Column("poll_id", Id(), nullable=False),
        sa.Column("mandate_id", Id(), nullable=False),
        sa.Column("label", Key(MAX_LABEL_LENGTH), nullable=False),
        sa.Column("voter_id", Id(), nullable=False),
        sa.Column("holder", sa.String(MAX_HOLDER_LENGTH), nullable=False),
        sa.Column("holder_id", Id(), nullable=True),
        enum_column("form", MandateForm),
        enum_column("capacity", Capacity),
        sa.Column("roles", Json(), nullable=False),
        # never in a secret poll: they would tell what the ballot says
        sa.Column("instructions", Json(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(_ACTOR_LENGTH), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("revoked_by", sa.String(_ACTOR_LENGTH), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "poll_id", "mandate_id"),
        _of(poll),
    )
