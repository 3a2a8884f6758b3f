"""A shift from the code on the wall to hours on record: marks that come late and twice, closing, confirming."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.storage.engines import sqlite_engine
from gongtong.rostering.attendance.closing import CloseShift, NoteAttendance
from gongtong.rostering.attendance.marks import MarkKind
from gongtong.rostering.attendance.reconciling import Presence
from gongtong.rostering.hours.entries import ServiceLine
from gongtong.rostering.hours.recording import RecordService
from gongtong.testing.examples.attendance import AFTERWARDS, MARKS, note
from gongtong.testing.examples.rosters import CHEN, SATURDAY, WEEKEND, publish
from gongtong.testing.examples.volunteers import LIU
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from pathlib import Path

CLOSE = CloseShift(WEEKEND.code, SATURDAY.code)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A place whose roster of a weekend is up."""
    stage = build(Gongtong(), sqlite_engine(tmp_path / "court.db"))
    publish(stage)
    return stage


def test_marks_come_in_halves_and_twice_and_time_is_on_record_once(stage: Stage) -> None:
    """Two phones send what they have, one of them again; closing records 121 and 100 minutes."""
    for key, marks in (("a", MARKS[2:]), ("b", MARKS[:2]), ("c", MARKS)):
        request = NoteAttendance(WEEKEND.code, marks)
        noted = stage.run("rostering.note_attendance", request, key=key, now=AFTERWARDS)
        assert noted.new == (0 if key == "c" else 2)
    closed = stage.run("rostering.close_shift", CLOSE, key="close", now=AFTERWARDS)
    assert closed.who(Presence.THERE) == (LIU.code,)
    assert closed.who(Presence.LATE) == (CHEN.code,)
    with stage.work(now=AFTERWARDS) as work:
        entries = work.rostering.hours.entries()
        assert [one.line.minutes for one in entries] == [121, 100]
        assert [one.number for one in entries] == [one.entry for one in closed.people]
        assert work.rostering.attendance.closed(WEEKEND.code) == (closed,)
        assert work.rostering.attendance.marks(WEEKEND.code) == tuple(
            sorted(MARKS, key=lambda one: one.at)
        )


def test_a_mark_that_comes_after_closing_is_kept_and_told(stage: Stage) -> None:
    """It changes nothing that was fixed; the hours are corrected by their own command."""
    note(stage)
    stage.run("rostering.close_shift", CLOSE, key="close", now=AFTERWARDS)
    late = [one for one in MARKS if one.volunteer == CHEN.code and one.kind is MarkKind.WENT]
    later = [evolve(one, at=one.at + timedelta(minutes=9)) for one in late]
    more = NoteAttendance(WEEKEND.code, (*late, *later))
    noted = stage.run("rostering.note_attendance", more, key="late", now=AFTERWARDS)
    assert (noted.new, noted.known, noted.after_closing) == (1, 1, 1)
    with stage.work(now=AFTERWARDS) as work:
        assert len(work.rostering.hours.entries()) == 2


def test_time_that_is_on_record_already_keeps_a_shift_open(stage: Stage) -> None:
    """Nobody serves twice at once: the refusal names it, nothing is written, the marks stay."""
    note(stage)
    twice = ServiceLine(LIU.code, "便民", SATURDAY.starts_at, SATURDAY.ends_at)
    stage.run("rostering.record_service", RecordService((twice,)), key="twice", now=AFTERWARDS)
    with pytest.raises(RefusedError, match="twice_at_once"):
        stage.run("rostering.close_shift", CLOSE, key="close", now=AFTERWARDS)
    with stage.work(now=AFTERWARDS) as work:
        assert work.rostering.attendance.closed(WEEKEND.code) == ()
        there = work.rostering.attendance.attendance(WEEKEND.code, SATURDAY.code)
        assert [one.presence for one in there.people] == [Presence.THERE, Presence.LATE]


def test_a_shift_that_is_none_is_told(stage: Stage) -> None:
    """By name."""
    with pytest.raises(UnknownReferenceError, match="2025-06-99"):
        stage.run("rostering.close_shift", CloseShift(WEEKEND.code, "2025-06-99"), key="x")
