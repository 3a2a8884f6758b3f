"""Examples of the commands for canvasses (走访命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.canvassing.campaigns import OpenCanvass
from gongtong.deliberation.canvassing.visits import (
    MayPublish,
    RecordVisits,
    VisitLine,
    VisitOutcome,
)
from gongtong.testing.examples.deliberation import record_opinions
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, HOMES, move_in, take_office

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

SPRING: Final = OpenCanvass("2025-spring", "春季走访")
TODAY: Final = date(2025, 6, 10)
PAIR: Final = ("u-liu", "u-zhou")
HOME: Final = DwellingLabel(1, 1, 101)
TALKED: Final = VisitLine(
    HOME,
    TODAY,
    PAIR,
    VisitOutcome.TALKED,
    "Y0001",
    "换成声控灯",
    MayPublish.YES,
    read_back=True,
)
ABSENT: Final = VisitLine(HOMES[1].label, TODAY, PAIR, VisitOutcome.ABSENT)


def open_canvass(stage: Stage) -> None:
    """Begin the canvass, with opinions on record (开展走访)."""
    move_in(stage)
    take_office(stage)
    record_opinions(stage)
    stage.run("deliberation.open_canvass", SPRING, key="canvass", actor=CHAIR)


def _opening(stage: Stage) -> OpenCanvass:
    move_in(stage)
    take_office(stage)
    return SPRING


def _visits(stage: Stage) -> RecordVisits:
    open_canvass(stage)
    return RecordVisits(SPRING.code, (TALKED, ABSENT))


EXAMPLES: Final = (
    CommandExample(
        "deliberation.open_canvass",
        _opening,
        refused=lambda request: evolve(request, title=" "),
        actor=CHAIR,
    ),
    CommandExample(
        "deliberation.record_visits", _visits, refused=lambda request: evolve(request, lines=())
    ),
)
