"""Marks brought in, and a shift closed: every ground of a refusal."""

from datetime import timedelta

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.attendance.closing import (
    CloseShift,
    MarkedRoster,
    NoteAttendance,
    PersonThere,
    rule_on_closing,
    rule_on_noting,
    service_lines,
)
from gongtong.rostering.attendance.reconciling import AttendanceTerms, Presence, reconcile
from gongtong.testing.examples.attendance import AFTERWARDS, MARKS
from gongtong.testing.examples.rosters import CHEN, SATURDAY, SUN, WEEKEND
from gongtong.testing.examples.volunteers import LIU

HELD = MarkedRoster({SATURDAY.code}, {LIU.code, CHEN.code}, frozenset(), frozenset())
TERMS = AttendanceTerms()
TEAM = (LIU.code, CHEN.code, SUN.code)
OVER = SATURDAY.ends_at + timedelta(minutes=TERMS.after)


def test_marks_that_are_known_are_counted_and_nothing_else() -> None:
    """The same file again brings nothing new; marks of a closed shift are kept and told apart."""
    request = NoteAttendance(WEEKEND.code, (*MARKS, MARKS[0]))
    held = evolve(HELD, known={MARKS[1]}, closed={SATURDAY.code})
    match rule_on_noting(request, held, now=AFTERWARDS, by="u"):
        case Granted(event):
            assert (event.new, event.known, event.after_closing) == (3, 2, 3)
        case Refused(reasons):
            pytest.fail(str(reasons))


def test_every_ground_against_marks_is_told_at_once() -> None:
    """A code still there, no such shift, nobody of that code, a moment that has not come; or nothing at all."""
    wrong = evolve(MARKS[0], shift="x", volunteer="v-no", at=AFTERWARDS, code="GT1")
    before = AFTERWARDS - timedelta(seconds=1)
    ruling = rule_on_noting(NoteAttendance("r", (wrong,)), HELD, now=before, by="u")
    assert isinstance(ruling, Refused)
    assert [one.code for one in ruling.reasons] == [
        "rostering.mark_with_code",
        "rostering.no_shift",
        "rostering.no_volunteer",
        "rostering.mark_of_tomorrow",
    ]
    nothing = rule_on_noting(NoteAttendance("r", ()), HELD, now=before, by="u")
    assert isinstance(nothing, Refused)
    assert [one.code for one in nothing.reasons] == ["rostering.no_marks"]


def test_a_mark_of_this_very_moment_is_let_in() -> None:
    """Only later ones have not come."""
    (mark,) = (evolve(MARKS[0], at=AFTERWARDS),)
    ruling = rule_on_noting(NoteAttendance("r", (mark,)), HELD, now=AFTERWARDS, by="u")
    assert isinstance(ruling, Granted)


def _codes(request: CloseShift, *, is_closed: bool = False, seconds: int = 0) -> list[str]:
    there = reconcile(SATURDAY, TEAM, MARKS, TERMS, excused=request.excused)
    now = OVER + timedelta(seconds=seconds)
    ruling = rule_on_closing(request, SATURDAY, there, TERMS, is_closed=is_closed, now=now, by="u")
    return [one.code for one in ruling.reasons] if isinstance(ruling, Refused) else []


def test_a_shift_is_closed_once_and_only_when_marks_can_no_longer_be_made() -> None:
    """An hour after its end, to the second."""
    request = CloseShift(WEEKEND.code, SATURDAY.code)
    assert _codes(request) == []
    assert _codes(request, seconds=-1) == ["rostering.shift_not_over"]
    assert _codes(request, is_closed=True) == ["rostering.shift_is_closed"]


def test_nobody_is_excused_who_is_not_in_it_or_came() -> None:
    """Whoever is excused has said that he cannot come (志愿服务条例 第22条), and is planned."""
    request = CloseShift(WEEKEND.code, SATURDAY.code, ("v-no", LIU.code, SUN.code))
    assert _codes(request) == ["rostering.excused_not_in_it", "rostering.excused_but_came"]


def test_what_a_closed_shift_says() -> None:
    """Liu was there, Chen late, Sun did not come; time counts for two of them."""
    there = reconcile(SATURDAY, TEAM, MARKS, TERMS)
    ruling = rule_on_closing(
        CloseShift(WEEKEND.code, SATURDAY.code),
        SATURDAY,
        there,
        TERMS,
        is_closed=False,
        now=OVER,
        by="u",
    )
    assert isinstance(ruling, Granted)
    assert ruling.event.people == (
        PersonThere(LIU.code, Presence.THERE),
        PersonThere(CHEN.code, Presence.LATE),
        PersonThere(SUN.code, Presence.NO_SHOW),
    )
    assert ruling.event.who(Presence.NO_SHOW, Presence.EXCUSED) == (SUN.code,)
    lines = service_lines(SATURDAY, there.people)
    assert [(one.volunteer, one.activity, one.minutes) for one in lines] == [
        (LIU.code, "周末便民服务", 121),
        (CHEN.code, "周末便民服务", 100),
    ]
