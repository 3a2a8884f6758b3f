"""The tables of accounts and delegates (同一双手表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Id, Key, place_column
from gongtong.core.storage.names import Names

_TEXT: Final = 200


@frozen
class HandsTables:
    """Accounts of one person, and who acts for whom (同一双手表)."""

    same_person: sa.Table
    delegation: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        place = names.qualified("place")
        same_person = sa.Table(
            names("same_person"),
            metadata,
            place_column(),
            sa.Column("account", Key(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("person", Key(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "account"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        delegation = sa.Table(
            names("delegation"),
            metadata,
            place_column(),
            sa.Column("delegation_id", Id(), nullable=False),
            sa.Column("delegate", Key(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("principal", Key(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("starts_on", Day(), nullable=False),
            sa.Column("ends_on", Day(), nullable=False),
            sa.Column("mandate_title", sa.String(_TEXT), nullable=False),
            sa.Column("mandate_number", sa.String(_TEXT), nullable=False),
            sa.Column("mandate_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "delegation_id"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        return cls(same_person, delegation)
