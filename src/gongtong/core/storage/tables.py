"""The tables that every place has: itself, its record, its keys, its outbox (基础表)."""

from __future__ import annotations

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.places import MAX_NAME_LENGTH
from gongtong.core.storage.column_types import Digest, Id, Instant, Json, Key, place_column
from gongtong.core.storage.names import Names

COMMAND_KEY_LENGTH: Final = 200


@frozen
class CoreTables:
    """Places, their events, idempotency keys and outbox cursors (基础表)."""

    place: sa.Table
    event: sa.Table
    command: sa.Table
    outbox_cursor: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        place = _place(metadata, names)
        return cls(
            place,
            _event(metadata, names, place),
            _command(metadata, names, place),
            _outbox_cursor(metadata, names, place),
        )


def _place(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("place"),
        metadata,
        sa.Column("place_id", Id(), primary_key=True),
        sa.Column("code", Key(64), nullable=False, unique=True),
        sa.Column("name_zh", sa.String(MAX_NAME_LENGTH), nullable=False),
        sa.Column("name_en", sa.String(MAX_NAME_LENGTH), nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        # the head of the chain; the row is also what a command locks first
        sa.Column("event_count", sa.BigInteger, nullable=False),
        sa.Column("head", Digest(), nullable=False),
    )


def _of(place: sa.Table) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["place_id"], [place.c.place_id])


def _event(metadata: sa.MetaData, names: Names, place: sa.Table) -> sa.Table:
    return sa.Table(
        names("event"),
        metadata,
        place_column(),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("command_key", Key(COMMAND_KEY_LENGTH), nullable=False),
        sa.Column("provisions", Json(), nullable=False),
        sa.Column("previous", Digest(), nullable=False),
        sa.Column("digest", Digest(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "sequence"),
        _of(place),
    )


def _command(metadata: sa.MetaData, names: Names, place: sa.Table) -> sa.Table:
    return sa.Table(
        names("command"),
        metadata,
        place_column(),
        sa.Column("command_key", Key(COMMAND_KEY_LENGTH), nullable=False),
        sa.Column("command", sa.String(80), nullable=False),
        sa.Column("payload_digest", Digest(), nullable=False),
        sa.Column("result", Json(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "command_key"),
        _of(place),
    )


def _outbox_cursor(metadata: sa.MetaData, names: Names, place: sa.Table) -> sa.Table:
    return sa.Table(
        names("outbox_cursor"),
        metadata,
        place_column(),
        sa.Column("consumer", Key(80), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "consumer"),
        _of(place),
    )
