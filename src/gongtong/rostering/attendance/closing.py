"""Marks brought in, and a shift closed: what the marks come to is fixed, and the time goes on record (登记与结束班次)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.rostering.attendance.marks import AttendanceMark
from gongtong.rostering.attendance.reconciling import (
    AttendanceTerms,
    Attended,
    Presence,
    ShiftAttendance,
)
from gongtong.rostering.hours.entries import RECORDED_BY_LAW, ServiceLine
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS

MOST_MARKS: Final = 5_000
_MINUTE: Final = timedelta(minutes=1)


@frozen
class NoteAttendance:
    """A request to bring in marks of shifts of a roster, in any order, again and again (登记签到申请).

    The codes were checked before: a mark here has none.
    """

    roster: str
    marks: tuple[AttendanceMark, ...]


@frozen
class AttendanceNoted:
    """Marks are on record; those that were there already are only counted, and so are those of a closed shift (签到已登记)."""

    roster: str
    new: int
    known: int
    after_closing: int
    noted_by: str


@frozen
class CloseShift:
    """A request to close a shift that is over; `excused` said in time that they cannot come (结束班次申请)."""

    roster: str
    shift: str
    excused: tuple[str, ...] = ()


@frozen
class PersonThere:
    """How somebody was there, and the number of the entry that has his time, if any counts (到岗登记)."""

    volunteer: str
    presence: Presence
    entry: int | None = None


@frozen
class ShiftClosed:
    """A shift is closed (班次已结束)."""

    roster: str
    shift: str
    people: tuple[PersonThere, ...]
    stray_marks: int
    closed_by: str

    def who(self, *presences: Presence) -> tuple[str, ...]:
        """Give the volunteers who were there in one of some ways (按到岗情况查)."""
        return tuple(one.volunteer for one in self.people if one.presence in presences)


@frozen
class MarkedRoster:
    """A roster with everything that marks of it are held against: shifts, people, marks that are known, shifts that are closed (签到依据)."""

    shifts: Collection[str]
    volunteers: Collection[str]
    known: Collection[AttendanceMark]
    closed: Collection[str]


def rule_on_noting(
    request: NoteAttendance, held: MarkedRoster, *, now: datetime, by: str
) -> Granted[AttendanceNoted] | Refused:
    """Let marks be brought in (登记签到审核).

    Grounds, in this order: none or too many, a mark with its code still there, a shift or a volunteer that is none, a moment that has not come.
    """
    reasons = [*_of_marks(request.marks, held, now)]
    if reasons:
        return Refused(tuple(reasons))
    marks = tuple(dict.fromkeys(request.marks))
    new = [one for one in marks if one not in held.known]
    late = sum(one.shift in held.closed for one in new)
    repeated = len(request.marks) - len(new)
    return Granted(AttendanceNoted(request.roster, len(new), repeated, late, by))


def rule_on_closing(
    request: CloseShift,
    shift: Shift,
    attendance: ShiftAttendance,
    terms: AttendanceTerms,
    *,
    is_closed: bool,
    now: datetime,
    by: str,
) -> Granted[ShiftClosed] | Refused:
    """Let a shift be closed (结束班次审核).

    Grounds, in this order: it is closed, it is not over with the time in which marks may still be made, somebody is excused who is not
    in it or came after all.
    """
    reasons = []
    if is_closed:
        reasons.append(
            _reason("shift_is_closed", f"{shift.code}已结束登记", f"{shift.code} is closed")
        )
    if now < (over := shift.ends_at + terms.after * _MINUTE):
        zh, en = f"{shift.code}要到{over:%m-%d %H:%M}才能结束登记", f"{shift.code} is not over"
        reasons.append(_reason("shift_not_over", zh, en))
    there = {one.volunteer: one for one in attendance.people}
    for who in request.excused:
        if who not in there or not there[who].is_planned:
            reasons.append(_reason("excused_not_in_it", f"{who}不在该班", f"{who} is not in it"))
        elif there[who].presence is not Presence.EXCUSED:
            reasons.append(_reason("excused_but_came", f"{who}已到岗", f"{who} came after all"))
    if reasons:
        return Refused(tuple(reasons))
    people = tuple(PersonThere(one.volunteer, one.presence) for one in attendance.people)
    return Granted(ShiftClosed(request.roster, shift.code, people, len(attendance.stray), by))


def service_lines(shift: Shift, people: Iterable[Attended]) -> tuple[ServiceLine, ...]:
    """Give a line of service for everybody whose time counts (生成服务明细)."""
    return tuple(
        ServiceLine(one.volunteer, shift.zh or shift.kind, *one.counts)
        for one in people
        if one.counts is not None
    )


def _of_marks(
    marks: tuple[AttendanceMark, ...], held: MarkedRoster, now: datetime
) -> Iterator[Reason]:
    if not 0 < len(marks) <= MOST_MARKS:
        yield _reason("no_marks", f"一次登记1至{MOST_MARKS}条签到", f"1 to {MOST_MARKS} marks")
    if any(one.code for one in marks):
        yield _reason(
            "mark_with_code",
            "签到码须先核验并去除",
            "check the codes first: they do not go into the database",
        )
    for code in sorted({one.shift for one in marks} - set(held.shifts)):
        yield _reason("no_shift", f"排班中没有班次{code}", f"the roster has no shift {code!r}")
    for who in sorted({one.volunteer for one in marks} - set(held.volunteers)):
        yield Reason(
            "rostering.no_volunteer", f"没有志愿者{who}", f"no volunteer {who!r}", RECORDED_BY_LAW
        )
    if any(one.at > now for one in marks):
        yield _reason(
            "mark_of_tomorrow", "签到时间还没有到", "a mark of a moment that has not come"
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"rostering.{code}", zh, en, HOUSE_VOLUNTEERS)
