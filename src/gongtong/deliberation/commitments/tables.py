"""Where campaigns of commitments are kept (承诺活动表)."""

from __future__ import annotations

from typing import Any, Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import (
    Day,
    Digest,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.deliberation.commitments.commitments import MAX_CAMPAIGN, CommitmentAnswer

_CODE: Final = 80


@frozen
class CommitmentTables:
    """Campaigns, the households that are asked, and the visits (承诺活动表)."""

    commitment_campaign: sa.Table
    commitment: sa.Table
    commitment_visit: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        campaign = sa.Table(
            names("commitment_campaign"),
            metadata,
            place_column(),
            sa.Column("number", Key(MAX_CAMPAIGN), nullable=False),
            sa.Column("what", sa.Text, nullable=False),
            sa.Column("until", Day(), nullable=False),
            sa.Column("asked_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("rests_on", Key(_CODE), nullable=False),
            sa.Column("opened_on", Day(), nullable=False),
            sa.Column("closed_on", Day(), nullable=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "number"),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        commitment = sa.Table(
            names("commitment"),
            metadata,
            *_household(),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("visits", sa.Integer, nullable=False),
            enum_column("answer", CommitmentAnswer, nullable=True),
            sa.Column("asked_on", Day(), nullable=True),
            sa.Column("answered_on", Day(), nullable=True),
            sa.Column("evidence_digest", Digest(), nullable=True),
            sa.Column("evidence_by", sa.String(MAX_ACTOR_LENGTH), nullable=True),
            sa.Column("verified_by", sa.String(MAX_ACTOR_LENGTH), nullable=True),
            sa.Column("verified_on", Day(), nullable=True),
            sa.Column("handed_to", Key(_CODE), nullable=True),
            sa.PrimaryKeyConstraint("place_id", "campaign", "building", "unit", "room"),
            sa.ForeignKeyConstraint(
                ["place_id", "campaign"], [campaign.c.place_id, campaign.c.number]
            ),
        )
        return cls(campaign, commitment, _visit(metadata, names, commitment))


def _household() -> list[sa.Column[Any]]:
    return [
        place_column(),
        sa.Column("campaign", Key(MAX_CAMPAIGN), nullable=False),
        sa.Column("building", sa.Integer, nullable=False),
        sa.Column("unit", sa.Integer, nullable=False),
        sa.Column("room", sa.Integer, nullable=False),
    ]


def _visit(metadata: sa.MetaData, names: Names, commitment: sa.Table) -> sa.Table:
    keys = ("place_id", "campaign", "building", "unit", "room")
    return sa.Table(
        names("commitment_visit"),
        metadata,
        *_household(),
        sa.Column("visit", sa.Integer, nullable=False),
        sa.Column("visited_on", Day(), nullable=False),
        sa.Column("visitors", Json(), nullable=False),
        enum_column("answer", CommitmentAnswer, nullable=True),
        sa.PrimaryKeyConstraint(*keys, "visit"),
        sa.ForeignKeyConstraint(
            keys,
            [commitment.c[key] for key in keys],
            # the names of all five columns would be too long a name
            name=f"fk_{names('commitment_visit')}_commitment",
        ),
    )
