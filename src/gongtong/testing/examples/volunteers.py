"""Examples of the commands for volunteers (志愿者命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.volunteers.enrolling import (
    ChangeVolunteer,
    EndService,
    EnrolVolunteers,
    InsureVolunteers,
    TellRisks,
)
from gongtong.rostering.volunteers.volunteer import Band, Gender, Skill, Volunteer
from gongtong.testing.examples.example import CommandExample

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

TODAY: Final = date(2025, 6, 10)
POLICY: Final = "0f" * 32
LIU: Final = Volunteer(
    "v-liu",
    "刘思远",
    date(1993, 12, 23),
    "综合巡逻队",
    (Band.WEEKDAY_EVENING, Band.WEEKEND),
    3,
    date(2025, 6, 1),
    (Skill("急救", date(2025, 12, 31)), Skill("普通话")),
    Gender.WOMAN,
)
BOY: Final = Volunteer(
    "v-boy", "王小明", date(2009, 6, 11), "文艺队", (Band.ANY_TIME,), 1, date(2025, 6, 1)
)


def enrol(stage: Stage) -> None:
    """Put a woman of thirty and a boy of fifteen on the register (登记示例志愿者)."""
    request = EnrolVolunteers((LIU, BOY))
    stage.run("rostering.enrol_volunteers", request, key="volunteers")


def _enrolling(_: Stage) -> EnrolVolunteers:
    return EnrolVolunteers((LIU, BOY))


def _telling(stage: Stage) -> TellRisks:
    enrol(stage)
    return TellRisks((LIU.code, BOY.code), TODAY)


def _insuring(stage: Stage) -> InsureVolunteers:
    enrol(stage)
    return InsureVolunteers((LIU.code,), date(2026, 5, 31), POLICY)


def _changing(stage: Stage) -> ChangeVolunteer:
    enrol(stage)
    return ChangeVolunteer(BOY.code, BOY.team, BOY.bands, 2, guardian_agreed=True)


def _ending(stage: Stage) -> EndService:
    enrol(stage)
    return EndService(BOY.code, TODAY)


EXAMPLES: Final = (
    CommandExample(
        "rostering.enrol_volunteers",
        _enrolling,
        refused=lambda request: evolve(request, volunteers=()),
    ),
    CommandExample(
        "rostering.tell_risks", _telling, refused=lambda request: evolve(request, codes=())
    ),
    CommandExample(
        "rostering.insure_volunteers",
        _insuring,
        refused=lambda request: evolve(request, document=""),
    ),
    CommandExample(
        "rostering.change_volunteer",
        _changing,
        refused=lambda request: evolve(request, most_per_week=0),
    ),
    CommandExample(
        "rostering.end_service", _ending, refused=lambda request: evolve(request, code="none")
    ),
)
