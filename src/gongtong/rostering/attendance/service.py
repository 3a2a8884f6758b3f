"""On the day: marks brought in, shifts closed, and their time put on record in the same transaction (签到服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.attendance import store
from gongtong.rostering.attendance.closing import (
    AttendanceNoted,
    CloseShift,
    MarkedRoster,
    NoteAttendance,
    ShiftClosed,
    rule_on_closing,
    rule_on_noting,
    service_lines,
)
from gongtong.rostering.attendance.policies import ATTENDANCE_TERMS
from gongtong.rostering.attendance.reconciling import ShiftAttendance, reconcile
from gongtong.rostering.hours.recording import RecordService
from gongtong.rostering.hours.service import put_on_record
from gongtong.rostering.rosters.store import list_versions
from gongtong.rostering.volunteers.store import load_volunteers

if TYPE_CHECKING:
    from collections.abc import Collection

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.attendance.marks import AttendanceMark
    from gongtong.rostering.attendance.reconciling import AttendanceTerms
    from gongtong.rostering.rosters.publishing import PublishedRoster
    from gongtong.rostering.rosters.shifts import Shift


def _roster(unit: UnitOfWork, code: str) -> PublishedRoster:
    return list_versions(unit, code)[-1]


def _shift(held: PublishedRoster, code: str) -> Shift:
    for one in held.facts.shifts:
        if one.code == code:
            return one
    kind = "shift"
    raise UnknownReferenceError(kind, code)


def _on_noting(unit: UnitOfWork, request: NoteAttendance) -> Granted[AttendanceNoted] | Refused:
    held = MarkedRoster(
        {one.code for one in _roster(unit, request.roster).facts.shifts},
        load_volunteers(unit).keys(),
        set(store.load_marks(unit, request.roster)),
        {one.shift for one in store.load_closed(unit, request.roster)},
    )
    return rule_on_noting(request, held, now=unit.now, by=unit.actor.id)


def _note(unit: UnitOfWork, request: NoteAttendance) -> AttendanceNoted:
    event = unit.granted(_on_noting(unit, request))
    known = set(store.load_marks(unit, request.roster))
    new = [one for one in dict.fromkeys(request.marks) if one not in known]
    store.add_marks(unit, request.roster, new)
    unit.record(event)
    return event


def _attendance(
    unit: UnitOfWork, held: PublishedRoster, shift: Shift, excused: Collection[str]
) -> tuple[ShiftAttendance, AttendanceTerms]:
    terms = unit.decide(ATTENDANCE_TERMS, on=shift.day)
    marks = store.load_marks(unit, held.code, shift.code)
    team = held.roster.team(shift.code)
    return reconcile(shift, team, marks, terms, excused=excused), terms


def _close(unit: UnitOfWork, request: CloseShift) -> ShiftClosed:
    held = _roster(unit, request.roster)
    shift = _shift(held, request.shift)
    attendance, terms = _attendance(unit, held, shift, request.excused)
    closed = {one.shift for one in store.load_closed(unit, request.roster)}
    ruling = rule_on_closing(
        request,
        shift,
        attendance,
        terms,
        is_closed=shift.code in closed,
        now=unit.now,
        by=unit.actor.id,
    )
    event = unit.granted(ruling)
    lines = service_lines(shift, attendance.people)
    numbers: dict[str, int] = {}
    if lines:
        recorded = put_on_record(unit, RecordService(lines))
        numbers = {one.line.volunteer: one.number for one in recorded.lines}
    people = tuple(evolve(one, entry=numbers.get(one.volunteer)) for one in event.people)
    event = evolve(event, people=people)
    store.save_closed(unit, event)
    unit.record(event)
    return event


NOTE_ATTENDANCE: Final = Command(
    "rostering.note_attendance", NoteAttendance, AttendanceNoted, _note, zh="登记签到"
)
CLOSE_SHIFT: Final = Command(
    "rostering.close_shift", CloseShift, ShiftClosed, _close, zh="结束班次"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (NOTE_ATTENDANCE, CLOSE_SHIFT)


class Attendance:
    """On the day: who came and went (签到台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def note_attendance(self, request: NoteAttendance, *, key: str) -> AttendanceNoted:
        """Bring in marks whose codes were checked, in any order and as often as phones send them (登记签到)."""
        return self._unit.run(NOTE_ATTENDANCE, request, key=key)

    def close_shift(self, request: CloseShift, *, key: str) -> ShiftClosed:
        """Close a shift that is over; the time of everybody goes on record, for another person to confirm (结束班次)."""
        return self._unit.run(CLOSE_SHIFT, request, key=key)

    def marks(self, roster: str) -> tuple[AttendanceMark, ...]:
        """Give the marks of a roster, by time (签到记录)."""
        return store.load_marks(self._unit, roster)

    def attendance(self, roster: str, shift: str) -> ShiftAttendance:
        """Read the marks of a shift as they are now; raises `UnknownReferenceError` (当前到岗情况)."""
        held = _roster(self._unit, roster)
        return _attendance(self._unit, held, _shift(held, shift), ())[0]

    def closed(self, roster: str) -> tuple[ShiftClosed, ...]:
        """Give the closed shifts of a roster (已结束班次)."""
        return store.load_closed(self._unit, roster)
