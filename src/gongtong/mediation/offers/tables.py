"""The tables of offers: their versions, amounts, and what was said to each (方案表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Fen, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.offers.offer import MoneyFlow
from gongtong.mediation.offers.stances import Stance
from gongtong.mediation.parties.consent import HowGiven

_CASE: Final = 32
_PARTY: Final = 32
_KEY: Final = ("place_id", "case_number", "number", "version")


@frozen
class OfferTables:
    """Offers by version, and the stances that each version met (方案登记表)."""

    offer: sa.Table
    amount: sa.Table
    sheet: sa.Table
    stance: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        offer = _offer(metadata, names)
        amount = sa.Table(
            names("offer_amount"),
            metadata,
            *_key_columns(),
            sa.Column("party", Key(_PARTY), nullable=False),
            *_label_columns(),
            enum_column("flow", MoneyFlow),
            sa.Column("amount_fen", Fen(), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY, "party", "building", "unit", "room", "flow"),
            _to(names, "offer_version", _KEY),
        )
        sheet = sa.Table(
            names("offer_sheet"),
            metadata,
            *_key_columns(),
            sa.Column("sheet", sa.Integer(), nullable=False),
            sa.Column("party", Key(_PARTY), nullable=False),
            enum_column("how", HowGiven),
            sa.Column("document", sa.String(64), nullable=True),
            sa.Column("mandates", Json(), nullable=False),
            sa.Column("recorded_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("recorded_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY, "sheet"),
            _to(names, "offer_version", _KEY),
        )
        return cls(offer, amount, sheet, _stance(metadata, names))


def _key_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("case_number", Key(_CASE), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _label_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(
        sa.Column(name, sa.Integer(), nullable=False) for name in ("building", "unit", "room")
    )


def _to(names: Names, table: str, key: tuple[str, ...]) -> sa.ForeignKeyConstraint:
    target = names.qualified(table)
    return sa.ForeignKeyConstraint(list(key), [f"{target}.{column}" for column in key])


def _offer(metadata: sa.MetaData, names: Names) -> sa.Table:
    case = names.qualified("case")
    return sa.Table(
        names("offer_version"),
        metadata,
        *_key_columns(),
        sa.Column("made_by_party", Key(_PARTY), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stands_until", Day(), nullable=True),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("made_on", Day(), nullable=False),
        sa.Column("made_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("counters", sa.Boolean(), nullable=False),
        sa.Column("closed_on", Day(), nullable=True),
        # who was bound when it was closed, and why, household by household
        sa.Column("report", Json(), nullable=True),
        sa.PrimaryKeyConstraint(*_KEY),
        sa.ForeignKeyConstraint(
            ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
        ),
    )


def _stance(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("offer_stance"),
        metadata,
        *_key_columns(),
        sa.Column("sheet", sa.Integer(), nullable=False),
        *_label_columns(),
        sa.Column("party", Key(_PARTY), nullable=False),
        enum_column("stance", Stance),
        sa.Column("given_on", Day(), nullable=False),
        sa.Column("by_mandate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(*_KEY, "sheet", "building", "unit", "room"),
        _to(names, "offer_version", _KEY),
    )
