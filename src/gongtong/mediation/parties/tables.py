"""The tables of parties: who they are, their rosters, mandates and what they said (当事人表结构)."""

from typing import Any, Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Fen, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.parties.consent import ConsentStance, HowGiven
from gongtong.mediation.parties.contact import ContactOutcome, ContactWay
from gongtong.mediation.parties.participants import ParticipantRole
from gongtong.mediation.parties.party import MAX_CODE, MAX_TEXT, ActingBasis
from gongtong.mediation.parties.standing import PartyKind

CASE_LENGTH: Final = 32
_DIGEST: Final = 64
_PARTY: Final = ("place_id", "case_number", "party")


@frozen
class PartyTables:
    """Parties, their households and representatives, and what was said and told (当事人登记表)."""

    party: sa.Table
    household: sa.Table
    mandate: sa.Table
    mandate_household: sa.Table
    consent_sheet: sa.Table
    consent: sa.Table
    contact: sa.Table
    participant: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        return cls(
            _party(metadata, names),
            _household(metadata, names),
            _mandate(metadata, names),
            _mandate_household(metadata, names),
            _consent_sheet(metadata, names),
            _consent(metadata, names),
            _contact(metadata, names),
            _participant(metadata, names),
        )


def case_column() -> sa.Column[str]:
    """Make the column that says to which case a row belongs (案件列)."""
    return sa.Column("case_number", Key(CASE_LENGTH), nullable=False)


def party_column() -> sa.Column[str]:
    """Make the column that says to which party of a case a row belongs (当事人列)."""
    return sa.Column("party", Key(MAX_CODE), nullable=False)


def label_columns() -> tuple[sa.Column[int], ...]:
    """Make the columns of a household; noughts stand for the party itself (住户列)."""
    return tuple(
        sa.Column(name, sa.Integer(), nullable=False) for name in ("building", "unit", "room")
    )


def to_case(names: Names) -> sa.ForeignKeyConstraint:
    """Refer to the case (引用案件)."""
    case = names.qualified("case")
    return sa.ForeignKeyConstraint(
        ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
    )


def to_party(names: Names) -> sa.ForeignKeyConstraint:
    """Refer to a party of the case (引用当事人)."""
    party = names.qualified("case_party")
    return sa.ForeignKeyConstraint(
        list(_PARTY), [f"{party}.place_id", f"{party}.case_number", f"{party}.code"]
    )


def actor_column(name: str) -> sa.Column[str]:
    """Make a column for the id of somebody who acts (操作人列)."""
    return sa.Column(name, sa.String(MAX_ACTOR_LENGTH), nullable=False)


def _of_party(
    metadata: sa.MetaData, names: Names, table: str, *columns: sa.schema.SchemaItem
) -> sa.Table:
    return sa.Table(
        names(table),
        metadata,
        place_column(),
        case_column(),
        party_column(),
        *columns,
        to_party(names),
    )


def _party(metadata: sa.MetaData, names: Names) -> sa.Table:
    empty: dict[str, Any] = {"nullable": True}
    return sa.Table(
        names("case_party"),
        metadata,
        place_column(),
        case_column(),
        sa.Column("code", Key(MAX_CODE), nullable=False),
        enum_column("kind", PartyKind),
        sa.Column("name", sa.String(MAX_TEXT), nullable=False),
        sa.Column("contact", sa.String(MAX_TEXT), nullable=False),
        sa.Column("building", sa.Integer(), **empty),
        sa.Column("unit", sa.Integer(), **empty),
        sa.Column("room", sa.Integer(), **empty),
        sa.Column("acts_for_name", sa.String(MAX_TEXT), **empty),
        enum_column("acts_for_basis", ActingBasis, nullable=True),
        sa.Column("rule", Json(), **empty),
        sa.Column("joining", Json(), **empty),
        sa.Column("added_on", Day(), nullable=False),
        sa.Column("told_on", Day(), **empty),
        enum_column("told_how", HowGiven, nullable=True),
        sa.Column("told_by", sa.String(MAX_ACTOR_LENGTH), **empty),
        sa.PrimaryKeyConstraint("place_id", "case_number", "code"),
        to_case(names),
    )


def _household(metadata: sa.MetaData, names: Names) -> sa.Table:
    return _of_party(
        metadata,
        names,
        "party_household",
        *label_columns(),
        sa.Column("joined_on", Day(), nullable=False),
        sa.Column("left_on", Day(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("head", sa.String(MAX_TEXT), nullable=False),
        sa.Column("contact", sa.String(MAX_TEXT), nullable=False),
        sa.PrimaryKeyConstraint(*_PARTY, "building", "unit", "room", "joined_on"),
    )


def _mandate(metadata: sa.MetaData, names: Names) -> sa.Table:
    return _of_party(
        metadata,
        names,
        "party_mandate",
        sa.Column("number", sa.Integer(), nullable=False),
        actor_column("representative"),
        sa.Column("name", sa.String(MAX_TEXT), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("since", Day(), nullable=False),
        sa.Column("until", Day(), nullable=False),
        sa.Column("document", sa.String(_DIGEST), nullable=False),
        sa.Column("may_settle", sa.Boolean(), nullable=False),
        sa.Column("acts_alone", sa.Boolean(), nullable=False),
        sa.Column("pays_at_most_fen", Fen(), nullable=True),
        sa.Column("all_pay_at_most_fen", Fen(), nullable=True),
        sa.Column("receives_at_least_fen", Fen(), nullable=True),
        sa.Column("all_receive_at_least_fen", Fen(), nullable=True),
        sa.Column("revoked_on", Day(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*_PARTY, "number"),
    )


def _mandate_household(metadata: sa.MetaData, names: Names) -> sa.Table:
    mandate = names.qualified("party_mandate")
    key = (*_PARTY, "number")
    return sa.Table(
        names("mandate_household"),
        metadata,
        place_column(),
        case_column(),
        party_column(),
        sa.Column("number", sa.Integer(), nullable=False),
        *label_columns(),
        sa.PrimaryKeyConstraint(*key, "building", "unit", "room"),
        sa.ForeignKeyConstraint(list(key), [f"{mandate}.{column}" for column in key]),
    )


def _consent_sheet(metadata: sa.MetaData, names: Names) -> sa.Table:
    return _of_party(
        metadata,
        names,
        "consent_sheet",
        sa.Column("sheet", sa.Integer(), nullable=False),
        enum_column("how", HowGiven),
        sa.Column("document", sa.String(_DIGEST), nullable=True),
        actor_column("recorded_by"),
        sa.Column("recorded_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint(*_PARTY, "sheet"),
    )


def _consent(metadata: sa.MetaData, names: Names) -> sa.Table:
    sheet = names.qualified("consent_sheet")
    key = (*_PARTY, "sheet")
    return sa.Table(
        names("consent"),
        metadata,
        place_column(),
        case_column(),
        party_column(),
        sa.Column("sheet", sa.Integer(), nullable=False),
        *label_columns(),
        enum_column("stance", ConsentStance),
        sa.Column("given_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint(*key, "building", "unit", "room"),
        sa.ForeignKeyConstraint(list(key), [f"{sheet}.{column}" for column in key]),
    )


def _contact(metadata: sa.MetaData, names: Names) -> sa.Table:
    return _of_party(
        metadata,
        names,
        "party_contact",
        sa.Column("number", sa.Integer(), nullable=False),
        *label_columns(),
        sa.Column("made_on", Day(), nullable=False),
        enum_column("way", ContactWay),
        enum_column("outcome", ContactOutcome),
        sa.Column("note", sa.Text(), nullable=False),
        actor_column("made_by"),
        sa.PrimaryKeyConstraint(*_PARTY, "number"),
    )


def _participant(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("case_participant"),
        metadata,
        place_column(),
        case_column(),
        sa.Column("number", sa.Integer(), nullable=False),
        enum_column("role", ParticipantRole),
        sa.Column("name", sa.String(MAX_TEXT), nullable=False),
        sa.Column("invited_on", Day(), nullable=False),
        actor_column("invited_by"),
        sa.Column("consents", Json(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "case_number", "number"),
        to_case(names),
    )
