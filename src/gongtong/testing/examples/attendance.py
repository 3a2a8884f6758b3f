"""Examples of the commands for the day itself (签到命令示例)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.attendance.closing import CloseShift, NoteAttendance
from gongtong.rostering.attendance.marks import AttendanceMark, MarkKind
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.rosters import CHEN, SATURDAY, WEEKEND, publish
from gongtong.testing.examples.volunteers import LIU

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

AFTERWARDS: Final = datetime(2025, 6, 14, 5, 0, tzinfo=UTC)
"""When the shift of Saturday is over, with the hour in which marks may still be made (班后时刻)."""

_BEGINS: Final = SATURDAY.starts_at
MARKS: Final = (
    AttendanceMark(SATURDAY.code, LIU.code, MarkKind.CAME, _BEGINS - timedelta(minutes=5)),
    AttendanceMark(SATURDAY.code, LIU.code, MarkKind.WENT, _BEGINS + timedelta(minutes=121)),
    AttendanceMark(SATURDAY.code, CHEN.code, MarkKind.CAME, _BEGINS + timedelta(minutes=20)),
    AttendanceMark(SATURDAY.code, CHEN.code, MarkKind.WENT, _BEGINS + timedelta(minutes=120)),
)
"""Liu comes early and stays, Chen comes late (示例签到)."""


def note(stage: Stage) -> None:
    """Bring in the marks of Saturday (登记示例签到)."""
    publish(stage)
    request = NoteAttendance(WEEKEND.code, MARKS)
    stage.run("rostering.note_attendance", request, key="marks", now=AFTERWARDS)


def _noting(stage: Stage) -> NoteAttendance:
    publish(stage)
    return NoteAttendance(WEEKEND.code, MARKS)


def _closing(stage: Stage) -> CloseShift:
    note(stage)
    return CloseShift(WEEKEND.code, SATURDAY.code)


EXAMPLES: Final = (
    CommandExample(
        "rostering.note_attendance",
        _noting,
        refused=lambda request: evolve(request, marks=()),
        now=AFTERWARDS,
    ),
    CommandExample(
        "rostering.close_shift",
        _closing,
        refused=lambda request: evolve(request, excused=(LIU.code,)),
        now=AFTERWARDS,
    ),
)
