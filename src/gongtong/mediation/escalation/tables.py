"""The table of what went up, and what came back (上报表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.cases.tables import NAME_LENGTH, NUMBER_LENGTH
from gongtong.mediation.escalation.answering import MOST_BODY, UpperAnswer


@frozen
class EscalationTables:
    """What went up, and what the upper level has answered (上报登记表)."""

    escalation: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        case = names.qualified("case")
        escalation = sa.Table(
            names("escalation"),
            metadata,
            place_column(),
            sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("from_level", Key(NAME_LENGTH), nullable=False),
            sa.Column("to_level", Key(NAME_LENGTH), nullable=False),
            sa.Column("sent_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("sent_on", Day(), nullable=False),
            sa.Column("due_on", Day(), nullable=False),
            sa.Column("is_provisional", sa.Boolean(), nullable=False),
            enum_column("answer", UpperAnswer, nullable=True),
            sa.Column("words", sa.Text(), nullable=False),
            sa.Column("body", sa.String(MOST_BODY), nullable=False),
            sa.Column("answered_on", Day(), nullable=True),
            sa.PrimaryKeyConstraint("place_id", "case_number", "number"),
            sa.ForeignKeyConstraint(
                ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
            ),
        )
        return cls(escalation)
