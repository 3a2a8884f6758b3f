"""The tables of payments and of how suspense was settled (收款表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import (
    Fen,
    Id,
    Instant,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.ledger.exchange.bills import Channel, Direction
from gongtong.ledger.payments.matching import MatchedBy, OtherKind, SuspenseReason
from gongtong.ledger.payments.payments import PaymentState, SettledAs

_CODE = 40
_TRANSACTION = 80
_ACTOR = 120


@frozen
class PaymentsTables:
    """Payments, each transaction once, and settlements, each payment once (收款表)."""

    payment: sa.Table
    settlement: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        payment = _payment(metadata, names)
        settlement = sa.Table(
            names("settlement"),
            metadata,
            place_column(),
            sa.Column("payment_id", Id(), nullable=False),
            enum_column("settled_as", SettledAs),
            sa.Column("dwelling_id", Id()),
            sa.Column("reason", sa.Text, nullable=False),
            sa.Column("settled_by", sa.String(_ACTOR), nullable=False),
            sa.Column("settled_at", Instant(), nullable=False),
            sa.Column("entry_id", Id(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "payment_id"),
            sa.ForeignKeyConstraint(
                ["place_id", "payment_id"], [payment.c.place_id, payment.c.payment_id]
            ),
            _entry_key(names),
        )
        return cls(payment, settlement)


def _entry_key(names: Names) -> sa.ForeignKeyConstraint:
    entry = names.qualified("entry")
    return sa.ForeignKeyConstraint(
        ["place_id", "entry_id"], [f"{entry}.place_id", f"{entry}.entry_id"]
    )


def _payment(metadata: sa.MetaData, names: Names) -> sa.Table:
    payment = sa.Table(
        names("payment"),
        metadata,
        place_column(),
        sa.Column("payment_id", Id(), nullable=False),
        enum_column("channel", Channel),
        sa.Column("transaction_id", Key(_TRANSACTION), nullable=False),
        sa.Column("paid_at", Instant(), nullable=False),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("payer_account", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        enum_column("direction", Direction),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        enum_column("state", PaymentState),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("dwelling_id", Id()),
        enum_column("matched_by", MatchedBy, nullable=True),
        sa.Column("flags", Json(), nullable=False),
        enum_column("suspended_for", SuspenseReason, nullable=True),
        enum_column("other", OtherKind, nullable=True),
        sa.Column("candidates", Json(), nullable=False),
        sa.Column("entry_id", Id()),
        sa.PrimaryKeyConstraint("place_id", "payment_id"),
        sa.UniqueConstraint("place_id", "channel", "transaction_id"),
        _entry_key(names),
    )
    sa.Index(None, payment.c.place_id, payment.c.state)
    sa.Index(None, payment.c.place_id, payment.c.dwelling_id)
    return payment
