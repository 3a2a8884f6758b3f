"""The tables of agreements and their signatures (协议表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.agreements.agreement import SigningWay
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.cases.tables import NUMBER_LENGTH

_KEY: Final = ("place_id", "case_number", "number")
PARTY_LENGTH: Final = 32
_DIGEST: Final = 64
_COURT: Final = 200


@frozen
class AgreementTables:
    """Agreements, who has signed them, and what courts have said (协议登记表)."""

    agreement: sa.Table
    signature: sa.Table
    confirmation: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        agreement = _agreement(metadata, names)
        target = names.qualified("agreement")
        to_agreement = [f"{target}.{column}" for column in _KEY]
        signature = sa.Table(
            names("agreement_signature"),
            metadata,
            *_key_columns(),
            sa.Column("sequence", sa.Integer(), nullable=False),
            sa.Column("party", Key(PARTY_LENGTH), nullable=False),
            enum_column("way", SigningWay),
            sa.Column("signed_on", Day(), nullable=False),
            *(sa.Column(name, sa.Integer(), nullable=False) for name in _LABEL),
            sa.Column("mandate", sa.Integer(), nullable=True),
            sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY, "sequence"),
            sa.ForeignKeyConstraint(list(_KEY), to_agreement),
        )
        confirmation = sa.Table(
            names("agreement_court"),
            metadata,
            *_key_columns(),
            sa.Column("sequence", sa.Integer(), nullable=False),
            sa.Column("step", Key(PARTY_LENGTH), nullable=False),
            sa.Column("court", sa.String(_COURT), nullable=False),
            sa.Column("happened_on", Day(), nullable=False),
            sa.Column("document", sa.String(_DIGEST), nullable=False),
            sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY, "sequence"),
            sa.ForeignKeyConstraint(list(_KEY), to_agreement),
        )
        return cls(agreement, signature, confirmation)


_LABEL: Final = ("building", "unit", "room")


def _key_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def _agreement(metadata: sa.MetaData, names: Names) -> sa.Table:
    case = names.qualified("case")
    return sa.Table(
        names("agreement"),
        metadata,
        *_key_columns(),
        enum_column("form", AgreementForm),
        enum_column("state", AgreementState),
        # what it says, word by word, and its obligations as they were agreed
        sa.Column("terms", Json(), nullable=False),
        sa.Column("drafted_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("drafted_on", Day(), nullable=False),
        sa.Column("hints_checked", Json(), nullable=False),
        sa.Column("mediator", sa.String(MAX_ACTOR_LENGTH), nullable=True),
        sa.Column("mediator_signed_on", Day(), nullable=True),
        sa.Column("sealed_on", Day(), nullable=True),
        sa.Column("seal_document", sa.String(_DIGEST), nullable=True),
        sa.Column("waived_by", Json(), nullable=False),
        sa.Column("agreed_on", Day(), nullable=True),
        sa.Column("effective_on", Day(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY),
        sa.ForeignKeyConstraint(
            ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
        ),
    )
