"""The tables of the books (账簿表结构).

Entries and postings are only ever inserted. Kept balances are two tables, because a dwelling cannot be part of a key
where there is none: one row for an account in a fund, and one row for a dwelling in an account that is kept by dwelling.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

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
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.entries import MOST_NARRATION, EntryKind
from gongtong.ledger.books.periods import PeriodState

_CODE = 40
_MOST_HELD = 9 * 10**18
CLUSTERED: Final[Mapping[str, Any]] = {"sqlite_with_rowid": False}
"""SQLite keeps such a table in the order of its key, and not a second time in an order of its own.

Not for tables that are also read by another index: without statistics SQLite takes the key for it.
"""


@frozen
class BooksTables:
    """Accounts, funds, entries, postings, kept balances and periods (账簿表)."""

    books: sa.Table
    account: sa.Table
    fund: sa.Table
    voucher_counter: sa.Table
    entry: sa.Table
    posting: sa.Table
    balance: sa.Table
    dwelling_balance: sa.Table
    period: sa.Table

    @property
    def same_entry(self) -> sa.ColumnElement[bool]:
        """Join postings with the entry that they stand in (分录所属凭证)."""
        entry, posting = self.entry.c, self.posting.c
        return sa.and_(entry.place_id == posting.place_id, entry.entry_id == posting.entry_id)

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        chart = _chart_tables(metadata, names)
        calendar = _calendar_tables(metadata, names)
        entry = _entry_table(metadata, names)
        posting = _posting_table(metadata, names, entry, chart)
        balances = _balance_tables(metadata, names, chart)
        return cls(**chart, **calendar, entry=entry, posting=posting, **balances)


def _of_place(names: Names) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"])


def _of(column: str, table: sa.Table) -> sa.ForeignKeyConstraint:
    target = list(table.primary_key.columns)
    return sa.ForeignKeyConstraint(["place_id", column], target)


def _named() -> list[sa.Column[str]]:
    return [
        sa.Column("code", Key(_CODE), nullable=False),
        sa.Column("zh", sa.String(100), nullable=False),
        sa.Column("en", sa.String(100), nullable=False),
    ]


def _chart_tables(metadata: sa.MetaData, names: Names) -> dict[str, sa.Table]:
    return {
        "books": sa.Table(
            names("books"),
            metadata,
            place_column(),
            sa.Column("opened_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id"),
            _of_place(names),
        ),
        "account": sa.Table(
            names("account"),
            metadata,
            place_column(),
            *_named(),
            enum_column("kind", AccountKind),
            sa.Column("per_dwelling", sa.Boolean, nullable=False),
            sa.Column("holds_money", sa.Boolean, nullable=False),
            sa.Column("may_be_negative", sa.Boolean, nullable=False),
            sa.Column("clears_through", Key(_CODE)),
            sa.Column("closed_on", Day()),
            sa.PrimaryKeyConstraint("place_id", "code"),
            _of_place(names),
        ),
        "fund": sa.Table(
            names("fund"),
            metadata,
            place_column(),
            *_named(),
            sa.Column("currency", Key(3), nullable=False),
            sa.Column("restricted", sa.Boolean, nullable=False),
            sa.Column("closed_on", Day()),
            sa.PrimaryKeyConstraint("place_id", "code"),
            _of_place(names),
        ),
    }


def _calendar_tables(metadata: sa.MetaData, names: Names) -> dict[str, sa.Table]:
    return {
        "voucher_counter": sa.Table(
            names("voucher_counter"),
            metadata,
            place_column(),
            sa.Column("year", sa.Integer, nullable=False),
            sa.Column("last_number", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "year"),
            _of_place(names),
            **CLUSTERED,
        ),
        "period": sa.Table(
            names("period"),
            metadata,
            place_column(),
            sa.Column("year", sa.Integer, nullable=False),
            sa.Column("month", sa.Integer, nullable=False),
            enum_column("state", PeriodState),
            sa.Column("changed_by", sa.String(120), nullable=False),
            sa.Column("changed_at", Instant(), nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "year", "month"),
            _of_place(names),
        ),
    }


def _entry_table(metadata: sa.MetaData, names: Names) -> sa.Table:
    own = names.qualified("entry")
    entry = sa.Table(
        names("entry"),
        metadata,
        place_column(),
        sa.Column("entry_id", Id(), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        enum_column("kind", EntryKind),
        sa.Column("effective_on", Day(), nullable=False),
        sa.Column("booked_at", Instant(), nullable=False),
        sa.Column("booked_by", sa.String(120), nullable=False),
        sa.Column("narration", sa.String(MOST_NARRATION), nullable=False),
        sa.Column("documents", Json()),
        sa.Column("reverses", Id()),
        sa.PrimaryKeyConstraint("place_id", "entry_id"),
        sa.UniqueConstraint("place_id", "year", "number"),
        # an entry is reversed at most once, whatever two people do at the same moment
        sa.UniqueConstraint("place_id", "reverses"),
        sa.ForeignKeyConstraint(["place_id", "reverses"], [f"{own}.place_id", f"{own}.entry_id"]),
        _of_place(names),
    )
    sa.Index(None, entry.c.place_id, entry.c.effective_on)
    return entry


def _posting_table(
    metadata: sa.MetaData, names: Names, entry: sa.Table, chart: dict[str, sa.Table]
) -> sa.Table:
    posting = sa.Table(
        names("posting"),
        metadata,
        place_column(),
        sa.Column("entry_id", Id(), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("dwelling_id", Id()),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("memo", sa.String(MOST_NARRATION), nullable=False),
        sa.CheckConstraint("amount_fen <> 0", name="amount_not_zero"),
        sa.PrimaryKeyConstraint("place_id", "entry_id", "line"),
        _of("entry_id", entry),
        _of("account", chart["account"]),
        _of("fund", chart["fund"]),
    )
    sa.Index(None, posting.c.place_id, posting.c.dwelling_id)
    sa.Index(None, posting.c.place_id, posting.c.account)
    return posting


def _balance_tables(
    metadata: sa.MetaData, names: Names, chart: dict[str, sa.Table]
) -> dict[str, sa.Table]:
    def held() -> list[sa.schema.SchemaItem]:
        return [
            sa.Column("account", Key(_CODE), nullable=False),
            sa.Column("fund", Key(_CODE), nullable=False),
            sa.Column("amount_fen", Fen(), nullable=False),
            # SQLite would go on in floating point beyond 64 bits; no sum comes near it unseen
            sa.CheckConstraint(
                f"amount_fen BETWEEN -{_MOST_HELD} AND {_MOST_HELD}", name="amount_in_range"
            ),
        ]

    return {
        "balance": sa.Table(
            names("balance"),
            metadata,
            place_column(),
            *held(),
            sa.PrimaryKeyConstraint("place_id", "account", "fund"),
            _of("account", chart["account"]),
            _of("fund", chart["fund"]),
            **CLUSTERED,
        ),
        "dwelling_balance": sa.Table(
            names("dwelling_balance"),
            metadata,
            place_column(),
            sa.Column("dwelling_id", Id(), nullable=False),
            *held(),
            sa.PrimaryKeyConstraint("place_id", "dwelling_id", "account", "fund"),
            _of("account", chart["account"]),
            _of("fund", chart["fund"]),
            **CLUSTERED,
        ),
    }
