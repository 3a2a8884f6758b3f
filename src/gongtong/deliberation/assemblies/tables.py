"""Where meetings are kept (会议表)."""

from __future__ import annotations

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
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
from gongtong.deliberation.assemblies.kinds import MeetingBasis
from gongtong.deliberation.assemblies.meetings import MAX_MEETING_NUMBER, ItemOutcome

_NAME: Final = 40


@frozen
class AssemblyTables:
    """Meetings, their agendas, who came, and their minutes (会议表)."""

    meeting: sa.Table
    agenda_item: sa.Table
    meeting_attendance: sa.Table
    meeting_minutes: sa.Table
    minutes_signature: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        meeting = _meeting(metadata, names)
        return cls(
            meeting,
            _agenda_item(metadata, names, meeting),
            _attendance(metadata, names, meeting),
            _minutes(metadata, names, meeting),
            _signature(metadata, names, meeting),
        )


def _of_meeting(meeting: sa.Table) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["place_id", "meeting"], [meeting.c.place_id, meeting.c.number])


def _number() -> sa.Column[str]:
    return sa.Column("meeting", Key(MAX_MEETING_NUMBER), nullable=False)


def _meeting(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("meeting"),
        metadata,
        place_column(),
        sa.Column("number", Key(MAX_MEETING_NUMBER), nullable=False),
        sa.Column("kind", Key(_NAME), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("machine_version", sa.Integer, nullable=False),
        sa.Column("state", Key(_NAME), nullable=False),
        sa.Column("called_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("called_on", Day(), nullable=False),
        sa.Column("petition", Json(), nullable=True),
        sa.Column("planned_for", Day(), nullable=False),
        enum_column("basis", MeetingBasis, nullable=True),
        sa.Column("entitled", sa.Integer, nullable=False),
        sa.Column("noticed_on", Day(), nullable=True),
        # in words why notice was shorter
        sa.Column("special", sa.Text, nullable=True),
        sa.Column("sitting", sa.Integer, nullable=False),
        sa.Column("present", sa.Integer, nullable=False),
        sa.Column("shown_at", sa.Text, nullable=True),
        sa.Column("shown_from", Day(), nullable=True),
        sa.Column("taken_down_on", Day(), nullable=True),
        sa.Column("annulled_by", Json(), nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "number"),
        sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
    )


def _agenda_item(metadata: sa.MetaData, names: Names, meeting: sa.Table) -> sa.Table:
    return sa.Table(
        names("agenda_item"),
        metadata,
        place_column(),
        _number(),
        sa.Column("item", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("is_weighty", sa.Boolean, nullable=False),
        sa.Column("studied_on", Day(), nullable=True),
        sa.Column("links", Json(), nullable=False),
        enum_column("outcome", ItemOutcome, nullable=True),
        sa.Column("show", Json(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "meeting", "item"),
        _of_meeting(meeting),
    )


def _attendance(metadata: sa.MetaData, names: Names, meeting: sa.Table) -> sa.Table:
    return sa.Table(
        names("meeting_attendance"),
        metadata,
        place_column(),
        _number(),
        sa.Column("sitting", sa.Integer, nullable=False),
        sa.Column("voter", Key(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("holder", Key(MAX_ACTOR_LENGTH), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "meeting", "sitting", "voter"),
        _of_meeting(meeting),
    )


def _minutes(metadata: sa.MetaData, names: Names, meeting: sa.Table) -> sa.Table:
    return sa.Table(
        names("meeting_minutes"),
        metadata,
        place_column(),
        _number(),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", Digest(), nullable=False),
        sa.Column("kept_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "meeting"),
        _of_meeting(meeting),
    )


def _signature(metadata: sa.MetaData, names: Names, meeting: sa.Table) -> sa.Table:
    return sa.Table(
        names("minutes_signature"),
        metadata,
        place_column(),
        _number(),
        sa.Column("person", Key(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("signed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "meeting", "person"),
        _of_meeting(meeting),
    )
