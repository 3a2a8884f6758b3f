"""The table of aliases: what was remembered of payers, and what was forgotten again (别名表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Id, Instant, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.ledger.payments.alias_book import AliasKind


@frozen
class AliasTables:
    """Aliases of payers; none is ever deleted (别名表)."""

    alias: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        payment = names.qualified("payment")
        alias = sa.Table(
            names("payment_alias"),
            metadata,
            place_column(),
            sa.Column("alias_id", Id(), nullable=False),
            enum_column("kind", AliasKind),
            sa.Column("said", sa.Text, nullable=False),
            sa.Column("dwelling_id", Id(), nullable=False),
            sa.Column("party_id", Id(), nullable=False),
            sa.Column("payment_id", Id(), nullable=False),
            sa.Column("reason", sa.Text, nullable=False),
            sa.Column("learned_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("learned_at", Instant(), nullable=False),
            sa.Column("forgotten_by", sa.String(MAX_ACTOR_LENGTH)),
            sa.Column("forgotten_at", Instant()),
            sa.PrimaryKeyConstraint("place_id", "alias_id"),
            sa.ForeignKeyConstraint(
                ["place_id", "payment_id"], [f"{payment}.place_id", f"{payment}.payment_id"]
            ),
        )
        return cls(alias)
