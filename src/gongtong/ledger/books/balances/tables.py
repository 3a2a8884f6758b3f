"""The tables of reserved entries (预留表结构)."""

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
from gongtong.ledger.books.balances.reservations import ReservationState
from gongtong.ledger.books.entries import MOST_NARRATION, EntryKind

_CODE = 40
_PERSON = 120


@frozen
class ReservationTables:
    """Reserved entries and their postings (预留凭证表)."""

    reservation: sa.Table
    reserved_posting: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        reservation = _reservation_table(metadata, names)
        return cls(reservation, _posting_table(metadata, names, reservation))


def _reservation_table(metadata: sa.MetaData, names: Names) -> sa.Table:
    reservation = sa.Table(
        names("reservation"),
        metadata,
        place_column(),
        sa.Column("reservation_id", Id(), nullable=False),
        enum_column("state", ReservationState),
        enum_column("kind", EntryKind),
        sa.Column("effective_on", Day(), nullable=False),
        sa.Column("expires_on", Day(), nullable=False),
        sa.Column("narration", sa.String(MOST_NARRATION), nullable=False),
        sa.Column("documents", Json()),
        sa.Column("reserved_by", sa.String(_PERSON), nullable=False),
        sa.Column("reserved_at", Instant(), nullable=False),
        sa.Column("resolved_by", sa.String(_PERSON), nullable=False),
        sa.Column("entry_id", Id()),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "reservation_id"),
        # one entry comes of one reservation
        sa.UniqueConstraint("place_id", "entry_id"),
        _refers(names, ("entry_id",), "entry", ("entry_id",)),
        _refers(names, (), "place", ()),
    )
    sa.Index(None, reservation.c.place_id, reservation.c.state)
    return reservation


def _posting_table(metadata: sa.MetaData, names: Names, reservation: sa.Table) -> sa.Table:
    return sa.Table(
        names("reserved_posting"),
        metadata,
        place_column(),
        sa.Column("reservation_id", Id(), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("account", Key(_CODE), nullable=False),
        sa.Column("fund", Key(_CODE), nullable=False),
        sa.Column("dwelling_id", Id()),
        sa.Column("amount_fen", Fen(), nullable=False),
        sa.Column("memo", sa.String(MOST_NARRATION), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "reservation_id", "line"),
        sa.ForeignKeyConstraint(
            ["place_id", "reservation_id"],
            [reservation.c.place_id, reservation.c.reservation_id],
        ),
        _refers(names, ("account",), "account", ("code",)),
        _refers(names, ("fund",), "fund", ("code",)),
    )


def _refers(
    names: Names, columns: tuple[str, ...], table: str, targets: tuple[str, ...]
) -> sa.ForeignKeyConstraint:
    there = names.qualified(table)
    return sa.ForeignKeyConstraint(
        ["place_id", *columns], [f"{there}.{name}" for name in ("place_id", *targets)]
    )
