"""The tables of surveys and answers (调查表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, place_column
from gongtong.core.storage.names import Names
from gongtong.deliberation.surveys.questions import MAX_CODE

_KEY: Final = ("place_id", "code", "round")
_LABEL: Final = ("building", "unit", "room")


@frozen
class SurveyTables:
    """Surveys by round, and what each household answered (调查登记表)."""

    survey: sa.Table
    answer: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        survey = sa.Table(
            names("survey"),
            metadata,
            *_key_columns(),
            sa.Column("question_set", Key(MAX_CODE), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("digest", sa.String(64), nullable=False),
            sa.Column("questions", Json(), nullable=False),
            sa.Column("households", Json(), nullable=False),
            sa.Column("opened_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("opened_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        target = names.qualified("survey")
        answer = sa.Table(
            names("survey_answer"),
            metadata,
            *_key_columns(),
            *(sa.Column(name, sa.Integer(), nullable=False) for name in _LABEL),
            sa.Column("question", Key(MAX_CODE), nullable=False),
            sa.Column("choice", sa.Integer(), nullable=False),
            sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("entered_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint(*_KEY, *_LABEL, "question"),
            sa.ForeignKeyConstraint(list(_KEY), [f"{target}.{column}" for column in _KEY]),
        )
        return cls(survey, answer)


def _key_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        place_column(),
        sa.Column("code", Key(MAX_CODE), nullable=False),
        sa.Column("round", Key(MAX_CODE), nullable=False),
    )
