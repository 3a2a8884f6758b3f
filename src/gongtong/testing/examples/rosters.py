"""Examples of the commands for rosters (排班命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.rosters.publishing import ChangeRoster, PublishRoster, RosterFacts
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.volunteers.enrolling import EnrolVolunteers
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.volunteers import LIU

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

CHEN: Final = evolve(LIU, code="v-chen", name="陈国强")
SUN: Final = evolve(LIU, code="v-sun", name="孙丽华")
SATURDAY: Final = Shift(date(2025, 6, 14), 9 * 60, 11 * 60, "morning", zh="周末便民服务")
SUNDAY: Final = evolve(SATURDAY, day=date(2025, 6, 15))
FACTS: Final = RosterFacts(
    (SATURDAY, SUNDAY),
    (LIU.code, CHEN.code, SUN.code),
    experienced=(LIU.code, CHEN.code, SUN.code),
)
WEEKEND: Final = PublishRoster(
    "2025-06-weekend",
    FACTS,
    ((SATURDAY.code, (LIU.code, CHEN.code)), (SUNDAY.code, (CHEN.code, SUN.code))),
)
"""A weekend with two people on each day (示例排班)."""


def enrol_three(stage: Stage) -> None:
    """Put three on the register who are free on weekends (登记三名志愿者)."""
    request = EnrolVolunteers((LIU, CHEN, SUN))
    stage.run("rostering.enrol_volunteers", request, key="three")


def publish(stage: Stage) -> None:
    """Put up the roster of the weekend (公布示例排班)."""
    enrol_three(stage)
    stage.run("rostering.publish_roster", WEEKEND, key="weekend")


def _publishing(stage: Stage) -> PublishRoster:
    enrol_three(stage)
    return WEEKEND


def _changing(stage: Stage) -> ChangeRoster:
    publish(stage)
    teams = ((SATURDAY.code, (LIU.code, SUN.code)), WEEKEND.teams[1])
    return ChangeRoster(WEEKEND.code, teams, "陈国强临时有事")


EXAMPLES: Final = (
    CommandExample(
        "rostering.publish_roster",
        _publishing,
        refused=lambda request: evolve(request, teams=((SATURDAY.code, (LIU.code,)),)),
    ),
    CommandExample(
        "rostering.change_roster",
        _changing,
        refused=lambda request: evolve(request, reason=" "),
    ),
)
