"""The tables of topics: who belongs to them, and what became of them (议题表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.digests import DIGEST_LENGTH
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.deliberation.opinions import MAX_NUMBER_LENGTH
from gongtong.deliberation.topics.handling_machine import HandlingEvent, HandlingState
from gongtong.deliberation.topics.replies import (
    MOST_REFERENCE,
    LinkKind,
    Satisfaction,
)
from gongtong.deliberation.topics.topics import MAX_CODE_LENGTH, MAX_TITLE_LENGTH, Turn

_LABEL: Final = ("building", "unit", "room")


@frozen
class TopicTables:
    """Topics, their opinions, links and signatures, what was decided, who was told and asked again (议题登记表)."""

    topic: sa.Table
    opinion: sa.Table
    merge: sa.Table
    signature: sa.Table
    handling: sa.Table
    link: sa.Table
    told: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        return cls(
            _topic(metadata, names),
            _opinion(metadata, names),
            _merge(metadata, names),
            _signature(metadata, names),
            _handling(metadata, names),
            _link(metadata, names),
            _told(metadata, names),
        )


def _topic(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("topic"),
        metadata,
        place_column(),
        sa.Column("code", Key(MAX_CODE_LENGTH), nullable=False),
        sa.Column("title", sa.String(MAX_TITLE_LENGTH), nullable=False),
        sa.Column("opened_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("opened_on", Day(), nullable=False),
        enum_column("state", HandlingState),
        sa.Column("answer_by", Day(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "code"),
        sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
    )


def _opinion(metadata: sa.MetaData, names: Names) -> sa.Table:
    opinion = names.qualified("opinion")
    table = sa.Table(
        names("topic_opinion"),
        metadata,
        *_of_topic(),
        sa.Column("number", Key(MAX_NUMBER_LENGTH), nullable=False),
        *_turn(),
        sa.PrimaryKeyConstraint("place_id", "topic", "number", "turn_number"),
        _to_topic(names),
        sa.ForeignKeyConstraint(
            ["place_id", "number"], [f"{opinion}.place_id", f"{opinion}.number"]
        ),
    )
    sa.Index(None, table.c.place_id, table.c.number)
    return table


def _merge(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("topic_merge"),
        metadata,
        *_of_topic(),
        sa.Column("into", Key(MAX_CODE_LENGTH), nullable=False),
        *_turn(),
        sa.PrimaryKeyConstraint("place_id", "topic", "turn_number"),
        _to_topic(names),
    )


def _signature(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("topic_signature"),
        metadata,
        *_of_topic(),
        *_label(),
        *_turn(),
        sa.PrimaryKeyConstraint("place_id", "topic", *_LABEL, "turn_number"),
        _to_topic(names),
    )


def _handling(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("topic_handling"),
        metadata,
        *_of_topic(),
        sa.Column("number", sa.Integer(), nullable=False),
        enum_column("event", HandlingEvent),
        enum_column("entered", HandlingState),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(DIGEST_LENGTH), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        *_entered(),
        sa.PrimaryKeyConstraint("place_id", "topic", "number"),
        _to_topic(names),
    )


def _link(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("topic_link"),
        metadata,
        *_of_topic(),
        enum_column("kind", LinkKind),
        sa.Column("reference", Key(MOST_REFERENCE), nullable=False),
        *_entered(),
        sa.PrimaryKeyConstraint("place_id", "topic", "kind", "reference"),
        _to_topic(names),
    )


def _told(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("topic_told"),
        metadata,
        *_of_topic(),
        *_label(),
        sa.Column("sequence", sa.Integer(), nullable=False),
        # told in some way, or asked again: then without a way, and with an answer if there was one
        sa.Column("how", sa.String(MOST_REFERENCE), nullable=True),
        enum_column("answer", Satisfaction, nullable=True),
        sa.Column("told_on", Day(), nullable=False),
        *_entered(),
        sa.PrimaryKeyConstraint("place_id", "topic", *_LABEL, "sequence"),
        _to_topic(names),
    )


def _of_topic() -> tuple[sa.schema.SchemaItem, ...]:
    return (place_column(), sa.Column("topic", Key(MAX_CODE_LENGTH), nullable=False))


def _label() -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Integer(), nullable=False) for name in _LABEL)


def _turn() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("turn_number", sa.Integer(), nullable=False),
        enum_column("turn", Turn),
        sa.Column("reason", sa.Text(), nullable=False),
        *_entered(),
    )


def _entered() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("entered_on", Day(), nullable=False),
    )


def _to_topic(names: Names) -> sa.ForeignKeyConstraint:
    topic = names.qualified("topic")
    return sa.ForeignKeyConstraint(["place_id", "topic"], [f"{topic}.place_id", f"{topic}.code"])
