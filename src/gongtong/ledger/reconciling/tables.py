"""The tables in which books are compared (对账表结构).

A line of a match has a row only as long as the match stands, so that no line is matched twice; the match itself
keeps its lines for good.
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
from gongtong.ledger.reconciling.matches import MOST_REASON, Against, BookSide
from gongtong.ledger.reconciling.pairing import PairedBy

_CODE = 40
_PERSON = 120
_LINE = 80


@frozen
class ReconcilingTables:
    """Statements with their lines, matches, and what was said about lines that have none (对账表)."""

    statement: sa.Table
    statement_line: sa.Table
    book_match: sa.Table
    book_match_line: sa.Table
    item_word: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        statement = _statement(metadata, names)
        book_match = _match(metadata, names)
        return cls(
            statement,
            _statement_line(metadata, names, statement),
            book_match,
            _match_line(metadata, names, book_match),
            _word(metadata, names),
        )


def _account_key(names: Names) -> sa.ForeignKeyConstraint:
    account = names.qualified("account")
    return sa.ForeignKeyConstraint(
        ["place_id", "account"], [f"{account}.place_id", f"{account}.code"]
    )


def _statement(metadata: sa.MetaData, names: Names) -> sa.Table:
    statement = sa.Table(
        names("statement"),
        metadata,
        place_column(),
        sa.Column("statement_id", Id(), nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        sa.Column("bank_account", sa.String(_PERSON), nullable=False),
        sa.Column("currency", Key(3), nullable=False),
        sa.Column("from_day", Day(), nullable=False),
        sa.Column("through_day", Day(), nullable=False),
        sa.Column("opening_fen", Fen()),
        sa.Column("closing_fen", Fen()),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kept_by", sa.String(_PERSON), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "statement_id"),
        _account_key(names),
    )
    sa.Index(None, statement.c.place_id, statement.c.account)
    return statement


def _statement_line(metadata: sa.MetaData, names: Names, statement: sa.Table) -> sa.Table:
    line = sa.Table(
        names("statement_line"),
        metadata,
        place_column(),
        sa.Column("line_id", Id(), nullable=False),
        sa.Column("statement_id", Id(), nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        sa.Column("identity", Key(_LINE), nullable=False),
        sa.Column("booked_on", Day(), nullable=False),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("counterparty", sa.Text, nullable=False),
        sa.Column("counterparty_account", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("transaction_id", sa.Text, nullable=False),
        sa.Column("is_opening", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "line_id"),
        sa.UniqueConstraint("place_id", "account", "identity"),
        sa.ForeignKeyConstraint(
            ["place_id", "statement_id"], [statement.c.place_id, statement.c.statement_id]
        ),
        sa.CheckConstraint("amount_fen <> 0", name="amount_not_zero"),
    )
    sa.Index(None, line.c.place_id, line.c.account, line.c.booked_on)
    return line


def _match(metadata: sa.MetaData, names: Names) -> sa.Table:
    match = sa.Table(
        names("book_match"),
        metadata,
        place_column(),
        sa.Column("match_id", Id(), nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        enum_column("against", Against),
        enum_column("paired_by", PairedBy),
        sa.Column("other_lines", Json(), nullable=False),
        sa.Column("ledger_lines", Json(), nullable=False),
        sa.Column("reason", sa.String(MOST_REASON), nullable=False),
        sa.Column("made_by", sa.String(_PERSON), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("undone_by", sa.String(_PERSON), nullable=False),
        sa.Column("undone_at", Instant()),
        sa.Column("undone_because", sa.String(MOST_REASON), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "match_id"),
        _account_key(names),
    )
    sa.Index(None, match.c.place_id, match.c.account, match.c.against)
    return match


def _match_line(metadata: sa.MetaData, names: Names, match: sa.Table) -> sa.Table:
    line = sa.Table(
        names("book_match_line"),
        metadata,
        place_column(),
        enum_column("against", Against),
        enum_column("side", BookSide),
        sa.Column("line_id", Key(_LINE), nullable=False),
        sa.Column("match_id", Id(), nullable=False),
        # a line is matched once at a time, whatever two people do at the same moment
        sa.PrimaryKeyConstraint("place_id", "against", "side", "line_id"),
        sa.ForeignKeyConstraint(["place_id", "match_id"], [match.c.place_id, match.c.match_id]),
    )
    sa.Index(None, line.c.place_id, line.c.match_id)
    return line


def _word(metadata: sa.MetaData, names: Names) -> sa.Table:
    return sa.Table(
        names("item_word"),
        metadata,
        place_column(),
        sa.Column("word_id", Id(), nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        enum_column("against", Against),
        enum_column("side", BookSide),
        sa.Column("line_id", Key(_LINE), nullable=False),
        sa.Column("reason", sa.String(MOST_REASON), nullable=False),
        sa.Column("said_by", sa.String(_PERSON), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "word_id"),
        _account_key(names),
    )
