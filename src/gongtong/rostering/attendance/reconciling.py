"""What marks come to: who was there from when to when, too late, not to the end, or not at all (签到核对)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from attrs import frozen

from gongtong.rostering.attendance.marks import AttendanceMark, MarkKind
from gongtong.rostering.rosters.shifts import Shift

_MINUTE = timedelta(minutes=1)


@frozen
class AttendanceTerms:
    """From how many minutes before a shift until how many after it marks are its own, and how late is late: a habit of the place (签到规则).

    Nothing here is law; the record must be true (志愿服务条例 第19条), and a place says how it reads its marks.
    """

    before: int = 30
    after: int = 60
    late: int = 10
    early: int = 10


class Presence(StrEnum):
    """How somebody was there; who has a mark of one end only has his time settled by whoever saw it (到岗情况)."""

    THERE = "there"
    LATE = "late"
    LEFT_EARLY = "left_early"
    NEVER_WENT = "never_went"
    ONLY_WENT = "only_went"
    EXCUSED = "excused"
    NO_SHOW = "no_show"


@frozen
class Attended:
    """Somebody and a shift, as the marks have it (到岗结果).

    `is_planned` is false for who helped out without being in the roster. Time counts from the beginning of the shift, or from when he came later,
    until he went; without a mark of going none counts until somebody who saw it says when.
    """

    volunteer: str
    presence: Presence
    came_at: datetime | None = None
    went_at: datetime | None = None
    is_planned: bool = True

    @property
    def counts(self) -> tuple[datetime, datetime] | None:
        """From when to when time counts, if any does (计时区间)."""
        if self.came_at is None or self.went_at is None:
            return None
        return (self.came_at, self.went_at) if self.went_at - self.came_at >= _MINUTE else None


@frozen
class ShiftAttendance:
    """Everybody of a shift, and the marks that are not of its time (班次到岗情况)."""

    people: tuple[Attended, ...]
    stray: tuple[AttendanceMark, ...]


def reconcile(
    shift: Shift,
    team: Iterable[str],
    marks: Iterable[AttendanceMark],
    terms: AttendanceTerms,
    *,
    excused: Collection[str] = (),
) -> ShiftAttendance:
    """Read the marks of a shift, in whatever order and however often they came in (核对签到).

    The first coming and the last going count; whole minutes, what was begun not counted.
    """
    first, last = shift.starts_at - terms.before * _MINUTE, shift.ends_at + terms.after * _MINUTE
    own = [one for one in dict.fromkeys(marks) if one.shift == shift.code]
    inside = [one for one in own if first <= one.at <= last]
    planned = tuple(dict.fromkeys(team))
    others = sorted({one.volunteer for one in inside} - set(planned))
    people = tuple(
        _attended(
            shift,
            who,
            [one for one in inside if one.volunteer == who],
            terms,
            is_excused=who in excused,
            is_planned=who in planned,
        )
        for who in (*planned, *others)
    )
    stray = sorted(set(own) - set(inside), key=lambda one: (one.at, one.volunteer, one.kind))
    return ShiftAttendance(people, tuple(stray))


def _attended(
    shift: Shift,
    who: str,
    marks: list[AttendanceMark],
    terms: AttendanceTerms,
    *,
    is_excused: bool,
    is_planned: bool,
) -> Attended:
    comings = [one.at for one in marks if one.kind is MarkKind.CAME]
    came = min(comings, default=None)
    if came is None:
        absent = Presence.EXCUSED if is_excused else Presence.NO_SHOW
        return Attended(who, Presence.ONLY_WENT if marks else absent, is_planned=is_planned)
    goings = [one.at for one in marks if one.kind is MarkKind.WENT and one.at >= came]
    went = max(goings, default=None)
    begins = _whole(max(came, shift.starts_at), up=True)
    ends = None if went is None else max(begins, _whole(went, up=False))
    return Attended(who, _presence(shift, came, went, terms), begins, ends, is_planned)


def _presence(
    shift: Shift, came: datetime, went: datetime | None, terms: AttendanceTerms
) -> Presence:
    if went is None:
        return Presence.NEVER_WENT
    if came > shift.starts_at + terms.late * _MINUTE:
        return Presence.LATE
    if went < shift.ends_at - terms.early * _MINUTE:
        return Presence.LEFT_EARLY
    return Presence.THERE


def _whole(moment: datetime, *, up: bool) -> datetime:
    down = moment.replace(second=0, microsecond=0)
    return down + _MINUTE if up and down < moment else down
