"""The tables of canvasses and visits (走访表结构)."""

from typing import Final, Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.storage.column_types import Day, Json, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.deliberation.canvassing.campaigns import MAX_CODE, MAX_TITLE
from gongtong.deliberation.canvassing.visits import MOST_ACTION, MayPublish, VisitOutcome
from gongtong.deliberation.opinions import MAX_NUMBER_LENGTH

_LABEL: Final = ("building", "unit", "room")


@frozen
class CanvassTables:
    """Canvasses, and every visit at every door (走访登记表)."""

    canvass: sa.Table
    visit: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        canvass = sa.Table(
            names("canvass"),
            metadata,
            place_column(),
            sa.Column("code", Key(MAX_CODE), nullable=False),
            sa.Column("title", sa.String(MAX_TITLE), nullable=False),
            sa.Column("households", Json(), nullable=False),
            sa.Column("opened_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.Column("opened_on", Day(), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "code"),
            sa.ForeignKeyConstraint(["place_id"], [f"{names.qualified('place')}.place_id"]),
        )
        target = names.qualified("canvass")
        visit = sa.Table(
            names("canvass_visit"),
            metadata,
            place_column(),
            sa.Column("campaign", Key(MAX_CODE), nullable=False),
            *(sa.Column(name, sa.Integer(), nullable=False) for name in _LABEL),
            sa.Column("attempt", sa.Integer(), nullable=False),
            enum_column("outcome", VisitOutcome),
            sa.Column("visited_on", Day(), nullable=False),
            sa.Column("canvassers", Json(), nullable=False),
            sa.Column("opinion", Key(MAX_NUMBER_LENGTH), nullable=True),
            sa.Column("asked_action", sa.String(MOST_ACTION), nullable=False),
            enum_column("may_publish", MayPublish),
            sa.Column("read_back", sa.Boolean(), nullable=False),
            sa.Column("entered_by", sa.String(MAX_ACTOR_LENGTH), nullable=False),
            sa.PrimaryKeyConstraint("place_id", "campaign", *_LABEL, "attempt"),
            sa.ForeignKeyConstraint(
                ["place_id", "campaign"], [f"{target}.place_id", f"{target}.code"]
            ),
        )
        return cls(canvass, visit)
