"""The tables of ratings (评价表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.digests import DIGEST_LENGTH
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, place_column
from gongtong.core.storage.names import Names
from gongtong.deliberation.ratings.schemes import MAX_CODE


@frozen
class RatingTables:
    """Criteria in versions, and entries about companies (评价登记表)."""

    scheme: sa.Table
    entry: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        place = names.qualified("place")
        scheme = sa.Table(
            names("rating_scheme"),
            metadata,
            place_column(),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("scheme", Json(), nullable=False),
            sa.Column("adopted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("adopted_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "version"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        target = names.qualified("rating_scheme")
        entry = sa.Table(
            names("rating_entry"),
            metadata,
            place_column(),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("company", Key(MAX_CODE), nullable=False),
            sa.Column("criterion", Key(MAX_CODE), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("points", sa.Integer(), nullable=False),
            sa.Column("happened_on", Day(), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            sa.Column("evidence", sa.String(DIGEST_LENGTH), nullable=False),
            sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("entered_on", Day(), nullable=False),
            sa.Column("reply_by", Day(), nullable=False),
            sa.Column("valid_months", sa.Integer(), nullable=False),
            sa.Column("reply", sa.Text(), nullable=True),
            sa.Column("published_on", Day(), nullable=True),
            sa.Column("withdrawn_on", Day(), nullable=True),
            sa.Column("withdrawn_because", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "number"),
            sa.ForeignKeyConstraint(
                ["place_id", "version"], [f"{target}.place_id", f"{target}.version"]
            ),
        )
        return cls(scheme, entry)
