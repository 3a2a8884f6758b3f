"""The tables of disclosure (公示表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Id, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.ledger.disclosure.calendar import DisclosurePrivacy, DisclosureSubject

_LABEL: Final = 80
_TEXT: Final = 200


@frozen
class DisclosureTables:
    """What was made public, what happened that must be, and what was missed (公示登记表)."""

    disclosure: sa.Table
    disclosure_occasion: sa.Table
    disclosure_missed: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        place = names.qualified("place")
        occasion = sa.Table(
            names("disclosure_occasion"),
            metadata,
            place_column(),
            enum_column("subject", DisclosureSubject),
            sa.Column("label", Key(_LABEL), nullable=False),
            sa.Column("happened_on", Day(), nullable=False),
            sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "subject", "label"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        missed = sa.Table(
            names("disclosure_missed"),
            metadata,
            place_column(),
            enum_column("subject", DisclosureSubject),
            sa.Column("label", Key(_LABEL), nullable=False),
            sa.Column("due_on", Day(), nullable=False),
            sa.Column("noted_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "subject", "label"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        return cls(_disclosure_table(metadata, names, place), occasion, missed)


def _disclosure_table(metadata: sa.MetaData, names: Names, place: str) -> sa.Table:
    disclosure = sa.Table(
        names("disclosure"),
        metadata,
        place_column(),
        sa.Column("disclosure_id", Id(), nullable=False),
        enum_column("subject", DisclosureSubject),
        sa.Column("label", Key(_LABEL), nullable=False),
        sa.Column("document_name", sa.String(_TEXT), nullable=False),
        sa.Column("document_digest", sa.String(64), nullable=False),
        sa.Column("shown_at", sa.String(_TEXT), nullable=False),
        sa.Column("shown_from", Day(), nullable=False),
        sa.Column("shown_through", Day(), nullable=False),
        sa.Column("fields", Json(), nullable=False),
        enum_column("privacy", DisclosurePrivacy),
        sa.Column("signed_by", Json(), nullable=False),
        sa.Column("noted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("noted_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "disclosure_id"),
        sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
    )
    sa.Index(None, disclosure.c.place_id, disclosure.c.subject, disclosure.c.label)
    return disclosure
