"""The tables of spending (支出表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import (
    Day,
    Digest,
    Fen,
    Id,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.ledger.spending.requests import MOST_TEXT, EmergencyGround, SpendingState
from gongtong.ledger.spending.two_keys import SpendingStep

_CODE = 40
_PERSON = 120
_TITLE = 400


@frozen
class SpendingTables:
    """Spendings and the approvals they have (支出表)."""

    spending: sa.Table
    spending_approval: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        spending = _spending_table(metadata, names)
        spending_approval = sa.Table(
            names("spending_approval"),
            metadata,
            place_column(),
            sa.Column("spending_id", Id(), nullable=False),
            sa.Column("approver", Key(_PERSON), nullable=False),
            sa.Column("approved_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "spending_id", "approver"),
            sa.ForeignKeyConstraint(
                ["place_id", "spending_id"], [spending.c.place_id, spending.c.spending_id]
            ),
        )
        return cls(spending, spending_approval)


def _spending_table(metadata: sa.MetaData, names: Names) -> sa.Table:
    place = names.qualified("place")
    spending = sa.Table(
        names("spending"),
        metadata,
        place_column(),
        sa.Column("spending_id", Id(), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("expense_account", Key(_CODE), nullable=False),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("purpose", sa.String(MOST_TEXT), nullable=False),
        sa.Column("payee", sa.String(MOST_TEXT), nullable=False),
        sa.Column("applicant", sa.String(_PERSON), nullable=False),
        sa.Column("requested_on", Day(), nullable=False),
        sa.Column("decision", sa.String(MOST_TEXT), nullable=False),
        sa.Column("documents", Json()),
        enum_column("state", SpendingState),
        sa.Column("cashier", sa.String(_PERSON)),
        sa.Column("paid_from", Key(_CODE)),
        sa.Column("paid_on", Day()),
        sa.Column("reference", Key(MOST_TEXT)),
        sa.Column("booked_by", sa.String(_PERSON), nullable=False),
        sa.Column("entry_id", Id()),
        sa.Column("ended_by", sa.String(_PERSON), nullable=False),
        sa.Column("ended_because", sa.String(MOST_TEXT), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "spending_id"),
        # a line of a statement pays one spending
        sa.UniqueConstraint("place_id", "paid_from", "reference"),
        sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        sa.CheckConstraint("amount_fen > 0", name="amount_positive"),
    )
    sa.Index(None, spending.c.place_id, spending.c.state)
    return spending


@frozen
class SpendingControlTables:
    """What is kept of a spending beside who asked, approved, paid and booked (支出管控表).

    Consents of supervisors and ratifications, the decision that it rests on, and how far an emergency is
    settled. Every spending has one row of control.
    """

    spending_control: sa.Table
    spending_consent: sa.Table
    spending_decision: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        decision = _decision_table(metadata, names)
        control = _control_table(metadata, names, decision)
        consent = sa.Table(
            names("spending_consent"),
            metadata,
            place_column(),
            sa.Column("spending_id", Id(), nullable=False),
            enum_column("step", SpendingStep),
            sa.Column("person", Key(_PERSON), nullable=False),
            sa.Column("given_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "spending_id", "step", "person"),
            sa.ForeignKeyConstraint(
                ["place_id", "spending_id"], [control.c.place_id, control.c.spending_id]
            ),
        )
        return cls(control, consent, decision)


def _decision_table(metadata: sa.MetaData, names: Names) -> sa.Table:
    place = names.qualified("place")
    return sa.Table(
        names("spending_decision"),
        metadata,
        place_column(),
        sa.Column("decision_id", Key(_PERSON), nullable=False),
        sa.Column("title", sa.String(_TITLE), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("purpose", sa.String(MOST_TEXT), nullable=False),
        sa.Column("most_fen", Fen(), nullable=False),
        sa.Column("payee", sa.String(MOST_TEXT), nullable=False),
        sa.Column("decided_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "decision_id"),
        sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
    )


def _control_table(metadata: sa.MetaData, names: Names, decision: sa.Table) -> sa.Table:
    spending = names.qualified("spending")
    control = sa.Table(
        names("spending_control"),
        metadata,
        place_column(),
        sa.Column("spending_id", Id(), nullable=False),
        sa.Column("decision_id", Key(_PERSON)),
        enum_column("emergency", EmergencyGround, nullable=True),
        sa.Column("ratify_by", Day()),
        sa.Column("ratified_on", Day()),
        sa.Column("missed_on", Day()),
        sa.Column("approved_terms", Digest()),
        sa.PrimaryKeyConstraint("place_id", "spending_id"),
        sa.ForeignKeyConstraint(
            ["place_id", "spending_id"], [f"{spending}.place_id", f"{spending}.spending_id"]
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "decision_id"], [decision.c.place_id, decision.c.decision_id]
        ),
    )
    sa.Index(None, control.c.place_id, control.c.decision_id)
    return control
