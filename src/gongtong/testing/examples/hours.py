"""Examples of the commands for hours (服务时长命令示例)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.hours.entries import ServiceLine
from gongtong.rostering.hours.recording import (
    ConfirmService,
    CorrectService,
    DisputeService,
    RecordService,
)
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.volunteers import LIU, enrol

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

EVENING: Final = ServiceLine(
    LIU.code,
    "夜间巡逻",
    datetime(2025, 6, 6, 11, 0, tzinfo=UTC),
    datetime(2025, 6, 6, 13, 30, tzinfo=UTC),
)
CAPTAIN: Final = "u-captain"
"""Who confirms (确认人)."""


def record(stage: Stage) -> None:
    """Record two hours and a half (登记示例时长)."""
    enrol(stage)
    stage.run("rostering.record_service", RecordService((EVENING,)), key="evening")


def _recording(stage: Stage) -> RecordService:
    enrol(stage)
    return RecordService((EVENING,))


def _confirming(stage: Stage) -> ConfirmService:
    record(stage)
    return ConfirmService((1,))


def _disputing(stage: Stage) -> DisputeService:
    record(stage)
    return DisputeService(1, "到二十一点就散了")


def _correcting(stage: Stage) -> CorrectService:
    record(stage)
    earlier = evolve(EVENING, ended_at=datetime(2025, 6, 6, 13, 0, tzinfo=UTC))
    return CorrectService(1, "到二十一点就散了", earlier)


EXAMPLES: Final = (
    CommandExample(
        "rostering.record_service", _recording, refused=lambda request: evolve(request, lines=())
    ),
    CommandExample(
        "rostering.confirm_service",
        _confirming,
        refused=lambda request: evolve(request, numbers=(2,)),
        actor=CAPTAIN,
    ),
    CommandExample(
        "rostering.dispute_service",
        _disputing,
        refused=lambda request: evolve(request, reason=" "),
    ),
    CommandExample(
        "rostering.correct_service",
        _correcting,
        refused=lambda request: evolve(request, number=2),
    ),
)
