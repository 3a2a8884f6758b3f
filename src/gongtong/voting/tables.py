"""Where elections are kept: the rules, the electorate, every ballot as it came (选举表结构)."""

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
from gongtong.voting.elections.ballot_sheet import MAX_FILE_NAME_LENGTH
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.elections.election_opening import MAX_TITLE_LENGTH
from gongtong.voting.elections.election_states import ElectionState


@frozen
class VotingTables:
    """Elections, their electorates, and the files of ballots that came in (选举表).

    Rows of the electorate and of ballots are only ever inserted.
    """

    election: sa.Table
    electorate_part: sa.Table
    ballot_file: sa.Table
    ballot: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        election = _election(metadata, names)
        ballot_file = _ballot_file(metadata, names, election)
        return cls(
            election,
            _electorate_part(metadata, names, election),
            ballot_file,
            _ballot(metadata, names, ballot_file),
        )


def _election(metadata: sa.MetaData, names: Names) -> sa.Table:
    place = names.qualified("place")
    return sa.Table(
        names("election"),
        metadata,
        place_column(),
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("title", sa.String(MAX_TITLE_LENGTH), nullable=False),
        sa.Column("contest", Json(), nullable=False),
        # the provisions that hold to the end, as they were answered at the opening
        sa.Column("rules", Json(), nullable=False),
        sa.Column("electorate_on", Day(), nullable=False),
        sa.Column("electorate_digest", Digest(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        enum_column("state", ElectionState),
        sa.Column("result", Json(), nullable=True),
        sa.Column("counted_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "election_id"),
        sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
    )


def _electorate_part(metadata: sa.MetaData, names: Names, election: sa.Table) -> sa.Table:
    return sa.Table(
        names("electorate_part"),
        metadata,
        place_column(),
        sa.Column("election_id", Id(), nullable=False),
        *_label_columns(),
        sa.Column("voter_id", Id(), nullable=False),
        sa.Column("area_cm2", Fen(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "election_id", "building", "unit", "room"),
        _of("election_id", election),
    )


def _ballot_file(metadata: sa.MetaData, names: Names, election: sa.Table) -> sa.Table:
    return sa.Table(
        names("ballot_file"),
        metadata,
        place_column(),
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("digest", Digest(), nullable=False),
        enum_column("channel", Channel),
        sa.Column("file", Key(MAX_FILE_NAME_LENGTH), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("received_by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "election_id", "digest"),
        sa.UniqueConstraint("place_id", "election_id", "channel", "file"),
        _of("election_id", election),
    )


def _ballot(metadata: sa.MetaData, names: Names, ballot_file: sa.Table) -> sa.Table:
    keys = ("place_id", "election_id", "file_digest")
    return sa.Table(
        names("ballot"),
        metadata,
        place_column(),
        sa.Column("election_id", Id(), nullable=False),
        sa.Column("file_digest", Digest(), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        *_label_columns(),
        sa.Column("cast_at", Instant(), nullable=False),
        sa.Column("choices", Json(), nullable=False),
        sa.PrimaryKeyConstraint(*keys, "line"),
        sa.ForeignKeyConstraint(keys, list(ballot_file.primary_key.columns)),
    )


def _label_columns() -> tuple[sa.Column[int], ...]:
    return tuple(
        sa.Column(name, sa.Integer, nullable=False, autoincrement=False)
        for name in ("building", "unit", "room")
    )


def _of(column: str, table: sa.Table) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["place_id", column], list(table.primary_key.columns))
