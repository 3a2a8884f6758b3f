"""Where opinions are kept (意见表)."""

from __future__ import annotations

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import (
    Day,
    Digest,
    Instant,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.deliberation.categories import Clarity
from gongtong.deliberation.opinions import MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, OpinionState


@frozen
class DeliberationTables:
    """Opinions, and the files that brought them (意见表)."""

    opinion_file: sa.Table
    opinion: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        opinion_file = sa.Table(
            names("opinion_file"),
            metadata,
            place_column(),
            sa.Column("digest", Digest(), nullable=False),
            sa.Column("name", sa.String(200), nullable=False),
            sa.Column("recorded_at", Instant(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "digest"),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        return cls(opinion_file, _opinion(metadata, names, opinion_file))


def _opinion(metadata: sa.MetaData, names: Names, opinion_file: sa.Table) -> sa.Table:
    return sa.Table(
        names("opinion"),
        metadata,
        place_column(),
        sa.Column("number", Key(MAX_NUMBER_LENGTH), nullable=False),
        sa.Column("file_digest", Digest(), nullable=False),
        sa.Column("visited_on", Day(), nullable=False),
        sa.Column("building", sa.Integer, nullable=False),
        sa.Column("unit", sa.Integer, nullable=False),
        sa.Column("room", sa.Integer, nullable=False),
        sa.Column("recorded_by", sa.String(MAX_NAME_LENGTH), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        # the whole suggestion, as the words stood then: they may be others by now
        sa.Column("suggestion", Json(), nullable=False),
        enum_column("clarity", Clarity),
        enum_column("state", OpinionState),
        # the suggested category until a person confirms one
        sa.Column("category", Key(40), nullable=False),
        sa.Column("confirmed_by", sa.String(120), nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "number"),
        sa.ForeignKeyConstraint(
            ["place_id", "file_digest"], [opinion_file.c.place_id, opinion_file.c.digest]
        ),
        sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        sa.Index(None, "place_id", "category", "state"),
    )
