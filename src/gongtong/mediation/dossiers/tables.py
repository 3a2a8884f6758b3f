"""The tables of dossiers: papers, what was told, visits (卷宗表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.digests import DIGEST_LENGTH
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.dossiers.papers import PaperKind
from gongtong.mediation.dossiers.telling import VisitFinding
from gongtong.mediation.parties.consent import HowGiven

_KEY: Final = ("place_id", "case_number", "number")


@frozen
class DossierTables:
    """Papers of cases, what parties were told at the end, and visits (卷宗登记表)."""

    paper: sa.Table
    remedies: sa.Table
    visit: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        paper = sa.Table(
            names("case_paper"),
            metadata,
            *_key_columns(),
            enum_column("kind", PaperKind),
            sa.Column("document", sa.String(DIGEST_LENGTH), nullable=False),
            sa.Column("pages", sa.Integer(), nullable=False),
            sa.Column("dated", Day(), nullable=False),
            *_entered(),
            *_constraints(names),
        )
        remedies = sa.Table(
            names("case_remedies"),
            metadata,
            *_key_columns(),
            sa.Column("parties", Json(), nullable=False),
            sa.Column("told_on", Day(), nullable=False),
            enum_column("how", HowGiven),
            *_entered(),
            *_constraints(names),
        )
        visit = sa.Table(
            names("case_visit"),
            metadata,
            *_key_columns(),
            sa.Column("visited_on", Day(), nullable=False),
            enum_column("finding", VisitFinding),
            sa.Column("survey_offered", sa.Boolean(), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            *_entered(),
            *_constraints(names),
        )
        return cls(paper, remedies, visit)


def _key_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("case_number", Key(NUMBER_LENGTH), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def _entered() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
        sa.Column("entered_on", Day(), nullable=False),
    )


def _constraints(names: Names) -> tuple[sa.schema.SchemaItem, ...]:
    case = names.qualified("case")
    return (
        sa.PrimaryKeyConstraint(*_KEY),
        sa.ForeignKeyConstraint(
            ["place_id", "case_number"], [f"{case}.place_id", f"{case}.number"]
        ),
    )
