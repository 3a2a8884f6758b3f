"""The tables of the cashier's desk (出纳表结构).

Lines of the cash book and signatures are only ever inserted; a receipt changes its state and nothing else.
"""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import (
    Day,
    Fen,
    Id,
    Instant,
    Json,
    Key,
    enum_column,
    place_column,
)
from gongtong.core.storage.names import Names
from gongtong.ledger.cash.cash_book import MOST_TEXT
from gongtong.ledger.cash.counting import CountSide
from gongtong.ledger.cash.receipts import ReceiptState

_CODE = 40
_PERSON = 120


@frozen
class CashTables:
    """Lines of the cash book, receipts, and signatures under counts (出纳表)."""

    cash_line: sa.Table
    receipt: sa.Table
    count_signature: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        cash_line = _cash_line(metadata, names)
        return cls(cash_line, _receipt(metadata, names, cash_line), _signature(metadata, names))


def _cash_line(metadata: sa.MetaData, names: Names) -> sa.Table:
    own, account = names.qualified("cash_line"), names.qualified("account")
    cash_line = sa.Table(
        names("cash_line"),
        metadata,
        place_column(),
        sa.Column("line_id", Id(), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        sa.Column("noted_on", Day(), nullable=False),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("counterparty", sa.String(MOST_TEXT), nullable=False),
        sa.Column("said", sa.String(2 * MOST_TEXT), nullable=False),
        sa.Column("reference", sa.String(MOST_TEXT), nullable=False),
        sa.Column("voucher", sa.String(MOST_TEXT), nullable=False),
        sa.Column("spending_id", Id()),
        sa.Column("document", Json()),
        sa.Column("counters", Id()),
        sa.Column("reason", sa.String(MOST_TEXT), nullable=False),
        sa.Column("noted_by", sa.String(_PERSON), nullable=False),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "line_id"),
        sa.UniqueConstraint("place_id", "position"),
        # a line is taken back at most once, whatever two people do at the same moment
        sa.UniqueConstraint("place_id", "counters"),
        sa.ForeignKeyConstraint(["place_id", "counters"], [f"{own}.place_id", f"{own}.line_id"]),
        sa.ForeignKeyConstraint(
            ["place_id", "account"], [f"{account}.place_id", f"{account}.code"]
        ),
        sa.CheckConstraint("amount_fen <> 0", name="amount_not_zero"),
    )
    sa.Index(None, cash_line.c.place_id, cash_line.c.account, cash_line.c.noted_on)
    return cash_line


def _receipt(metadata: sa.MetaData, names: Names, cash_line: sa.Table) -> sa.Table:
    entry = names.qualified("entry")
    receipt = sa.Table(
        names("receipt"),
        metadata,
        place_column(),
        sa.Column("receipt_id", Id(), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("dwelling_id", Id(), nullable=False),
        sa.Column("payer", sa.String(MOST_TEXT), nullable=False),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("received_on", Day(), nullable=False),
        sa.Column("said", sa.String(MOST_TEXT), nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("cash_line_id", Id(), nullable=False),
        sa.Column("issued_by", sa.String(_PERSON), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        enum_column("state", ReceiptState),
        sa.Column("entry_id", Id()),
        sa.Column("voided_by", sa.String(_PERSON), nullable=False),
        sa.Column("void_reason", sa.String(MOST_TEXT), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "receipt_id"),
        sa.UniqueConstraint("place_id", "year", "number"),
        sa.UniqueConstraint("place_id", "cash_line_id"),
        # an entry books one receipt
        sa.UniqueConstraint("place_id", "entry_id"),
        sa.ForeignKeyConstraint(
            ["place_id", "cash_line_id"], [cash_line.c.place_id, cash_line.c.line_id]
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "entry_id"], [f"{entry}.place_id", f"{entry}.entry_id"]
        ),
        sa.CheckConstraint("amount_fen > 0", name="amount_positive"),
    )
    sa.Index(None, receipt.c.place_id, receipt.c.state, receipt.c.received_on)
    return receipt


def _signature(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("count_signature"),
        metadata,
        place_column(),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        enum_column("side", CountSide),
        sa.Column("figures", Json(), nullable=False),
        sa.Column("reason", sa.String(MOST_TEXT), nullable=False),
        sa.Column("signed_by", sa.String(_PERSON), nullable=False),
        sa.Column("signed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "year", "month", "number"),
        sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
    )
