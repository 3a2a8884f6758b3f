"""What marks come to."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.rostering.attendance.marks import AttendanceMark, MarkKind, MarkMeans
from gongtong.rostering.attendance.reconciling import AttendanceTerms, Attended, Presence, reconcile
from gongtong.rostering.rosters.shifts import Shift

SHIFT = Shift(date(2026, 9, 4), 19 * 60, 21 * 60, "evening")
TERMS = AttendanceTerms(before=30, after=60, late=10, early=10)


def _at(seconds: int) -> datetime:
    return SHIFT.starts_at + timedelta(seconds=seconds)


def _mark(
    kind: MarkKind, minutes: float, who: str = "V1", shift: str = SHIFT.code
) -> AttendanceMark:
    return AttendanceMark(shift, who, kind, _at(int(minutes * 60)))


def came(minutes: float, who: str = "V1") -> AttendanceMark:
    return _mark(MarkKind.CAME, minutes, who)


def went(minutes: float, who: str = "V1") -> AttendanceMark:
    return _mark(MarkKind.WENT, minutes, who)


def _one(*marks: AttendanceMark, excused: tuple[str, ...] = ()) -> Attended:
    (attended,) = reconcile(SHIFT, ("V1",), marks, TERMS, excused=excused).people
    return attended


@pytest.mark.parametrize(
    ("marks", "presence"),
    [
        pytest.param((came(0), went(120)), Presence.THERE, id="to the minute"),
        pytest.param((came(10), went(120)), Presence.THERE, id="exactly as late as is allowed"),
        pytest.param((came(10 + 1 / 60), went(120)), Presence.LATE, id="a second later"),
        pytest.param((came(0), went(110)), Presence.THERE, id="exactly as early as is allowed"),
        pytest.param((came(0), went(110 - 1 / 60)), Presence.LEFT_EARLY, id="a second earlier"),
        pytest.param((came(0),), Presence.NEVER_WENT, id="no mark of going"),
        pytest.param((went(120),), Presence.ONLY_WENT, id="no mark of coming"),
        pytest.param((), Presence.NO_SHOW, id="no mark at all"),
        pytest.param((came(-30), went(180)), Presence.THERE, id="the first and last moment"),
        pytest.param((came(-31), went(120)), Presence.ONLY_WENT, id="a mark of before is none"),
        pytest.param((came(0), went(181)), Presence.NEVER_WENT, id="a mark of after is none"),
    ],
)
def test_how_somebody_was_there(marks: tuple[AttendanceMark, ...], presence: Presence) -> None:
    """By the minutes that the place allows, to the second."""
    assert _one(*marks).presence is presence


def test_time_counts_from_the_beginning_of_the_shift_or_from_coming_later_until_going() -> None:
    """In whole minutes: one that was begun counts for nobody."""
    assert _one(came(-20), went(150)).counts == (_at(0), _at(150 * 60))
    assert _one(came(20.5), went(119.9)).counts == (_at(21 * 60), _at(119 * 60))
    assert _one(came(20), went(20.5)).counts is None
    assert _one(came(20)).counts is None


def test_the_first_coming_and_the_last_going_count() -> None:
    """However often somebody scanned; a going before any coming is not one."""
    marks = (went(-5), came(0), went(60), came(70), went(120))
    assert _one(*marks).counts == (_at(0), _at(120 * 60))


def test_who_said_in_time_that_he_cannot_come_is_no_no_show() -> None:
    """Unless he came."""
    assert _one(excused=("V1",)).presence is Presence.EXCUSED
    assert _one(came(0), went(120), excused=("V1",)).presence is Presence.THERE


def test_who_helped_out_is_named_and_what_is_not_of_this_time_too() -> None:
    """People outside the roster come after those in it; marks of other shifts are nobody's here."""
    other = AttendanceMark("2026-09-05/evening", "V1", MarkKind.CAME, _at(0))
    found = reconcile(SHIFT, ("V1",), (came(0, "V9"), went(120, "V9"), came(400), other), TERMS)
    assert [(one.volunteer, one.is_planned) for one in found.people] == [
        ("V1", True),
        ("V9", False),
    ]
    assert found.stray == (came(400),)


@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from(MarkKind),
            st.integers(-40, 200),
            st.sampled_from(("V1", "V2", "V9")),
            st.sampled_from(MarkMeans),
        ),
        max_size=8,
    ),
    seed=st.integers(0, 99),
)
def test_the_order_of_arrival_and_repeats_change_nothing(
    drawn: list[tuple[MarkKind, int, str, MarkMeans]], seed: int
) -> None:
    """Phones send late and twice."""
    marks = [
        AttendanceMark(SHIFT.code, who, kind, _at(minutes * 60), means)
        for kind, minutes, who, means in drawn
    ]
    again = [*marks, *marks]
    Random(seed).shuffle(again)  # noqa: S311 - an order for a test
    expected = reconcile(SHIFT, ("V1", "V2"), marks, TERMS)
    found = reconcile(SHIFT, ("V1", "V2"), again, TERMS)
    assert found.people == expected.people
    assert set(found.stray) == set(expected.stray)
