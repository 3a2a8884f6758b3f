"""Where dwellings, owners, offices and house rules are kept (名册表)."""

from __future__ import annotations

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.register import AreaEvidence, DwellingStatus, PartUse
from gongtong.core.storage.column_types import (
    Day,
    Fen,
    Id,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names


@frozen
class RegistryTables:
    """Parties, dwellings and their lines through time, appointments, house rules (名册表)."""

    party: sa.Table
    party_member: sa.Table
    dwelling: sa.Table
    dwelling_line: sa.Table
    appointment: sa.Table
    house_rule: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        party = sa.Table(
            names("party"),
            metadata,
            place_column(),
            sa.Column("id", Id(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "id"),
            _of_place(names),
        )
        party_member = sa.Table(
            names("party_member"),
            metadata,
            place_column(),
            sa.Column("party_id", Id(), nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("owner_id", Id(), nullable=False),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("phone", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "party_id", "position"),
            sa.ForeignKeyConstraint(["place_id", "party_id"], [party.c.place_id, party.c.id]),
        )
        dwelling = sa.Table(
            names("dwelling"),
            metadata,
            place_column(),
            sa.Column("id", Id(), nullable=False),
            sa.Column("building", sa.Integer, nullable=False),
            sa.Column("unit", sa.Integer, nullable=False),
            sa.Column("room", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "id"),
            sa.UniqueConstraint("place_id", "building", "unit", "room"),
            _of_place(names),
        )
        return cls(
            party,
            party_member,
            dwelling,
            _dwelling_line(metadata, names, dwelling, party),
            _appointment(metadata, names),
            _house_rule(metadata, names),
        )


def _of_place(names: Names) -> sa.ForeignKeyConstraint:
    place = names.qualified("place")
    return sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"])


def _dwelling_line(
    metadata: sa.MetaData, names: Names, dwelling: sa.Table, party: sa.Table
) -> sa.Table:
    """Define the lines of a dwelling: from a day on, until the day of the next line."""
    return sa.Table(
        names("dwelling_line"),
        metadata,
        place_column(),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("valid_from", Day(), nullable=False),
        sa.Column("valid_until", Day()),
        sa.Column("party_id", Id(), nullable=False),
        enum_column("status", DwellingStatus),
        enum_column("part_use", PartUse),
        sa.Column("area_cm2", Fen(), nullable=False),
        enum_column("area_evidence", AreaEvidence),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "dwelling_id", "valid_from"),
        sa.ForeignKeyConstraint(["place_id", "dwelling_id"], [dwelling.c.place_id, dwelling.c.id]),
        sa.ForeignKeyConstraint(["place_id", "party_id"], [party.c.place_id, party.c.id]),
        sa.CheckConstraint("valid_until > valid_from", name="ends_after_start"),
        sa.CheckConstraint("area_cm2 > 0", name="area_is_positive"),
    )


def _appointment(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("appointment"),
        metadata,
        place_column(),
        sa.Column("id", Id(), nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        enum_column("office", Office),
        sa.Column("starts_on", Day(), nullable=False),
        sa.Column("ends_on", Day()),
        # the decisions that gave the office and, perhaps, took it before its term
        sa.Column("mandate", Json(), nullable=False),
        sa.Column("ended_by", Json()),
        sa.Column("relative_ids", Json(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id"),
        sa.CheckConstraint("ends_on > starts_on", name="ends_after_start"),
        _of_place(names),
    )


def _house_rule(metadata: sa.MetaData, names: Names) -> sa.Table:
    """Define the texts of house rules: a rule that is amended has a further text of its id."""
    return sa.Table(
        names("house_rule"),
        metadata,
        place_column(),
        sa.Column("rule_id", Key(120), nullable=False),
        sa.Column("text_number", sa.Integer, nullable=False),
        sa.Column("point", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("starts_on", Day(), nullable=False),
        sa.Column("ends_on", Day()),
        sa.Column("decision", Json(), nullable=False),
        sa.Column("recorded_on", Day(), nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "rule_id", "text_number"),
        _of_place(names),
    )
