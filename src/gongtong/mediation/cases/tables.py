"""The tables of cases: the disputes, and the definitions that they run on (案件表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.cases.cases import CaseSource, Openness, Risk

NUMBER_LENGTH: Final = 32
NAME_LENGTH: Final = 40
SUBJECT_LENGTH: Final = 200


@frozen
class CaseTables:
    """The cases, how their risk was judged, and the pinned definitions (案件登记表)."""

    case: sa.Table
    case_definition: sa.Table
    case_risk: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        place = names.qualified("place")
        definition = sa.Table(
            names("case_definition"),
            metadata,
            place_column(),
            sa.Column("digest", sa.String(64), nullable=False),
            sa.Column("name", Key(NAME_LENGTH), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("machine", Json(), nullable=False),
            sa.Column("pinned_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "digest"),
            sa.ForeignKeyConstraint(["place_id"], [f"{place}.place_id"]),
        )
        case = _case_table(metadata, names)
        risk = sa.Table(
            names("case_risk"),
            metadata,
            place_column(),
            sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
            sa.Column("sequence", sa.Integer(), nullable=False),
            enum_column("risk", Risk),
            sa.Column("must_report", sa.Boolean(), nullable=False),
            sa.Column("reported_to", sa.String(SUBJECT_LENGTH), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("set_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("set_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "case_number", "sequence"),
            sa.ForeignKeyConstraint(
                ["place_id", "case_number"],
                [f"{names.qualified('case')}.{column}" for column in ("place_id", "number")],
            ),
        )
        return cls(case, definition, risk)


def _case_table(metadata: sa.MetaData, names: Names) -> sa.Table:
    pinned = names.qualified("case_definition")
    case = sa.Table(
        names("case"),
        metadata,
        place_column(),
        sa.Column("number", Key(NUMBER_LENGTH), nullable=False),
        sa.Column("kind", Key(NAME_LENGTH), nullable=False),
        sa.Column("subject", sa.String(SUBJECT_LENGTH), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        enum_column("source", CaseSource),
        sa.Column("channel", Key(NAME_LENGTH), nullable=False),
        sa.Column("level", Key(NAME_LENGTH), nullable=False),
        sa.Column("state", Key(NAME_LENGTH), nullable=False),
        sa.Column("definition", sa.String(64), nullable=False),
        enum_column("risk", Risk),
        sa.Column("must_report", sa.Boolean(), nullable=False),
        enum_column("openness", Openness),
        sa.Column("opened_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("opened_on", Day(), nullable=False),
        sa.Column("applied_on", Day(), nullable=True),
        sa.Column("accepted_on", Day(), nullable=True),
        sa.Column("is_ended", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "number"),
        sa.ForeignKeyConstraint(
            ["place_id", "definition"], [f"{pinned}.place_id", f"{pinned}.digest"]
        ),
    )
    sa.Index(None, case.c.place_id, case.c.is_ended, case.c.state)
    return case
