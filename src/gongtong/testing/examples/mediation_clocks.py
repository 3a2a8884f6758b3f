"""Examples of the commands of this desk (期限命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.cases.case_states import CaseState
from gongtong.mediation.clocks.extending import AgreeToExtension, ProposeExtension
from gongtong.mediation.clocks.pausing import PauseClocks, PauseGround, ResumeClocks
from gongtong.mediation.clocks.recomputing import RecomputeClocks
from gongtong.testing.examples.dispute_walk import DisputeWalk
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_parties import CASE, DEVELOPER

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

PAUSE: Final = PauseClocks(CASE, PauseGround.APPRAISAL, "房屋渗漏鉴定", date(2025, 7, 1))
MORE_TIME: Final = ProposeExtension(CASE, date(2025, 8, 10), "等待鉴定结果")


def _pause(stage: Stage) -> PauseClocks:
    DisputeWalk(stage).reach(CaseState.READY)
    return PAUSE


def _resumption(stage: Stage) -> ResumeClocks:
    stage.run("mediation.pause_clocks", _pause(stage), key="pause")
    return ResumeClocks(CASE)


def _proposal(stage: Stage) -> ProposeExtension:
    DisputeWalk(stage).reach(CaseState.READY)
    return MORE_TIME


def _agreement(stage: Stage) -> AgreeToExtension:
    stage.run("mediation.propose_extension", _proposal(stage), key="propose")
    return AgreeToExtension(CASE, DEVELOPER)


def _recomputing(stage: Stage) -> RecomputeClocks:
    DisputeWalk(stage).reach(CaseState.READY)
    return RecomputeClocks(CASE)


EXAMPLES: Final = (
    CommandExample(
        "mediation.pause_clocks", _pause, refused=lambda request: evolve(request, words=" ")
    ),
    CommandExample(
        "mediation.resume_clocks",
        _resumption,
        altered=lambda request: evolve(request, case="2025-009"),
    ),
    CommandExample(
        "mediation.propose_extension",
        _proposal,
        refused=lambda request: evolve(request, clock="acceptance"),
    ),
    CommandExample(
        "mediation.agree_extension",
        _agreement,
        refused=lambda request: evolve(request, party="nobody"),
    ),
    CommandExample(
        "mediation.recompute_clocks",
        _recomputing,
        altered=lambda request: evolve(request, case=None),
    ),
)
