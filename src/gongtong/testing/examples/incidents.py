"""Examples of the commands for incidents: an old man who does not find home (突发情况命令示例)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.incidents.incident import (
    HandOver,
    IncidentEnd,
    IncidentKind,
    Outcome,
    Receiver,
)
from gongtong.rostering.incidents.reporting import EndIncident, HandOverIncident, ReportIncident
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.volunteers import LIU, enrol

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

FOUND_AT: Final = datetime(2025, 6, 9, 12, 40, tzinfo=UTC)
LOST_ELDER: Final = ReportIncident(
    IncidentKind.LOST_PERSON,
    FOUND_AT,
    LIU.code,
    "三号楼后面的小路",
    "夜间巡逻时遇到一位老人，说不清住址，衣着单薄",
    "男，八十岁左右，灰色外套，自称姓吴",
    ("5e" * 32,),
)
"""What the patrol notes at 20:40 (走失老人上报)."""

TO_POLICE: Final = HandOverIncident(
    1, HandOver(Receiver.POLICE, FOUND_AT + timedelta(minutes=8), "民警周某", "电话报警")
)
TO_GRID: Final = HandOverIncident(
    1, HandOver(Receiver.GRID, FOUND_AT + timedelta(minutes=15), "网格员郑某")
)
HOME_AGAIN: Final = EndIncident(
    1,
    IncidentEnd(Outcome.FAMILY_FOUND, FOUND_AT + timedelta(minutes=70), "女儿到派出所接回，已致谢"),
)


def report(stage: Stage) -> None:
    """Note that an old man was found (登记走失老人)."""
    enrol(stage)
    stage.run("rostering.report_incident", LOST_ELDER, key="lost")


def hand_over(stage: Stage) -> None:
    """Tell the police and the grid (移交走失老人)."""
    report(stage)
    stage.run("rostering.hand_over_incident", TO_POLICE, key="police")
    stage.run("rostering.hand_over_incident", TO_GRID, key="grid")


def _reporting(stage: Stage) -> ReportIncident:
    enrol(stage)
    return LOST_ELDER


def _handing_over(stage: Stage) -> HandOverIncident:
    report(stage)
    return TO_POLICE


def _ending(stage: Stage) -> EndIncident:
    hand_over(stage)
    return HOME_AGAIN


EXAMPLES: Final = (
    CommandExample(
        "rostering.report_incident",
        _reporting,
        refused=lambda request: evolve(request, where=" "),
    ),
    CommandExample(
        "rostering.hand_over_incident",
        _handing_over,
        refused=lambda request: evolve(request, hand_over=evolve(request.hand_over, taken_by=" ")),
    ),
    CommandExample(
        "rostering.end_incident",
        _ending,
        refused=lambda request: evolve(
            request, end=evolve(request.end, at=FOUND_AT - timedelta(minutes=1))
        ),
    ),
)
