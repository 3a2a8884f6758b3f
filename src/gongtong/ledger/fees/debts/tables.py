"""The tables of debts: allocations, corrections, instalment plans and letters (债务表结构).

Allocations are only ever inserted. That one has ended is not written down: its entry, or the entry of
its charge, was reversed.
"""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import (
    Day,
    Digest,
    Fen,
    Id,
    Instant,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.ledger.fees.debts.corrections import CorrectionKind, CorrectionState

_CODE = 40


@frozen
class DebtsTables:
    """What settled charges, and what was agreed about them (债务表)."""

    allocation: sa.Table
    correction: sa.Table
    instalment_plan: sa.Table
    arrears_letter: sa.Table
    moved_credit: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        return cls(
            _allocation(metadata, names),
            _correction(metadata, names),
            _instalment_plan(metadata, names),
            _arrears_letter(metadata, names),
            _moved_credit(metadata, names),
        )


def _key(names: Names, table: str, column: str) -> sa.ForeignKeyConstraint:
    target = names.qualified(table)
    return sa.ForeignKeyConstraint(
        ["place_id", column], [f"{target}.place_id", f"{target}.{column}"]
    )


def _actor(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(MAX_ACTOR_LENGTH), nullable=nullable)


def _allocation(metadata: sa.MetaData, names: Names) -> sa.Table:
    allocation = sa.Table(
        names("allocation"),
        metadata,
        place_column(),
        sa.Column("allocation_id", Id(), nullable=False),
        sa.Column("charge_id", Id(), nullable=False),
        sa.Column("entry_id", Id(), nullable=False),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("effective_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "allocation_id"),
        sa.CheckConstraint("amount_fen <> 0", name="amount_not_zero"),
        _key(names, "charge", "charge_id"),
        _key(names, "entry", "entry_id"),
    )
    sa.Index(None, allocation.c.place_id, allocation.c.dwelling_id)
    sa.Index(None, allocation.c.place_id, allocation.c.charge_id)
    return allocation


def _correction(metadata: sa.MetaData, names: Names) -> sa.Table:
    correction = sa.Table(
        names("correction"),
        metadata,
        place_column(),
        sa.Column("correction_id", Id(), nullable=False),
        enum_column("kind", CorrectionKind),
        enum_column("state", CorrectionState),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("charge_id", Id()),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("documents", Json(), nullable=False),
        _actor("asked_by"),
        sa.Column("asked_at", Instant(), nullable=False),
        _actor("decided_by", nullable=True),
        sa.Column("account", Key(_CODE)),
        _actor("paid_by", nullable=True),
        sa.Column("paid_on", Day()),
        sa.Column("entry_id", Id()),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "correction_id"),
        sa.CheckConstraint("amount_fen > 0", name="amount_is_positive"),
        _key(names, "charge", "charge_id"),
        _key(names, "entry", "entry_id"),
    )
    sa.Index(None, correction.c.place_id, correction.c.dwelling_id)
    return correction


def _instalment_plan(metadata: sa.MetaData, names: Names) -> sa.Table:
    plan = sa.Table(
        names("instalment_plan"),
        metadata,
        place_column(),
        sa.Column("plan_id", Id(), nullable=False),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("agreed_on", Day(), nullable=False),
        sa.Column("charge_ids", Json(), nullable=False),
        sa.Column("parts", Json(), nullable=False),
        sa.Column("grace_days", sa.Integer, nullable=False),
        sa.Column("rest_due_at_once", sa.Boolean, nullable=False),
        sa.Column("household_signed_by", sa.Text, nullable=False),
        _actor("signed_by"),
        sa.Column("documents", Json(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "plan_id"),
    )
    sa.Index(None, plan.c.place_id, plan.c.dwelling_id)
    return plan


def _arrears_letter(metadata: sa.MetaData, names: Names) -> sa.Table:
    letter = sa.Table(
        names("arrears_letter"),
        metadata,
        place_column(),
        sa.Column("letter_id", Id(), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("written_on", Day(), nullable=False),
        sa.Column("due_fen", Fen(), nullable=False),
        sa.Column("digest", Digest(), nullable=False),
        sa.Column("delivery", sa.Text, nullable=False),
        _actor("sent_by"),
        sa.PrimaryKeyConstraint("place_id", "letter_id"),
        sa.UniqueConstraint("place_id", "year", "number"),
    )
    sa.Index(None, letter.c.place_id, letter.c.dwelling_id)
    return letter


def _moved_credit(metadata: sa.MetaData, names: Names) -> sa.Table:
    moved = sa.Table(
        names("moved_credit"),
        metadata,
        place_column(),
        # the entry that moved the money
        sa.Column("entry_id", Id(), nullable=False),
        sa.Column("received_by", Id(), nullable=False),
        sa.Column("from_dwelling_id", Id(), nullable=False),
        sa.Column("to_dwelling_id", Id(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "entry_id"),
        _key(names, "entry", "entry_id"),
    )
    sa.Index(None, moved.c.place_id, moved.c.received_by)
    return moved
