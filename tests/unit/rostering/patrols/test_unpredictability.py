"""What a law keeps secret and what it guarantees, told together."""

from fractions import Fraction

import pytest

from gongtong.rostering.patrols.laws import PatrolLaw, open_day
from gongtong.rostering.patrols.unpredictability import (
    PatrolFloors,
    below_floors,
    unpredictability_of,
)

DAY = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
FIXED = PatrolLaw(480, 60, 1, 1, 1, (1, 0, 0))
EVEN = PatrolLaw(480, 60, 1, 1, 1, (1, 1, 1, 1))
FLOORS = PatrolFloors(Fraction(1, 4), 60, Fraction(1, 4))


def test_a_report_says_bits_and_encounters() -> None:
    """With what is left when the roster's windows are known."""
    windows = (range(24), range(24, 48), range(48, 72))
    told = unpredictability_of(DAY, durations=(2, 8), windows=windows)
    assert told.plans == 26_235
    assert told.guess == Fraction(1, 26_235)
    assert told.bits == told.most_bits
    assert round(told.bits_left, 2) == 13.4
    assert [one.duration for one in told.encounters] == [2, 8]
    assert told.encounters[0].worst < told.encounters[0].mean < told.encounters[0].best
    text = told.zh(DAY.slot_minutes)
    assert "14.68比特" in text
    assert "公布时段后剩13.40比特" in text
    assert "30分钟的事件" in text
    assert unpredictability_of(DAY, durations=()).bits_left == told.bits


def test_fixed_times_keep_nothing_secret() -> None:
    """One plan, no bit, and hours in which nobody comes by."""
    told = unpredictability_of(FIXED, durations=(1,))
    assert (told.plans, told.guess, told.bits) == (1, Fraction(1), 0.0)
    assert told.encounters[0].worst == 0
    assert told.encounters[0].best == 1
    assert [one.code for one in below_floors(FIXED, FLOORS)] == [
        "rostering.patrols_too_easy_to_guess",
        "rostering.patrols_leave_a_time_out",
    ]


@pytest.mark.parametrize(
    ("guess", "granted"),
    [(Fraction(26, 100), True), (Fraction(25, 100), True), (Fraction(24, 100), False)],
)
def test_a_guess_at_the_limit_is_allowed(guess: Fraction, granted: bool) -> None:
    """Four plans, each as likely."""
    assert (not below_floors(EVEN, PatrolFloors(guess, 60, Fraction(1, 4)))) is granted


@pytest.mark.parametrize(
    ("met", "granted"),
    [(Fraction(24, 100), True), (Fraction(25, 100), True), (Fraction(26, 100), False)],
)
def test_an_encounter_at_the_limit_is_enough(met: Fraction, granted: bool) -> None:
    """Whenever it happens, one of four."""
    assert (not below_floors(EVEN, PatrolFloors(Fraction(1, 4), 60, met))) is granted


@pytest.mark.parametrize(("minutes", "met"), [(1, 1), (60, 1), (119, 1), (120, 2)])
def test_minutes_are_whole_slots_and_one_at_least(minutes: int, met: int) -> None:
    """Two hours meet one of four starts twice as often as one at the end of the day."""
    floors = PatrolFloors(Fraction(1), minutes, Fraction(met, 4))
    assert below_floors(EVEN, floors) == ()
    above = PatrolFloors(Fraction(1), minutes, Fraction(met, 4) + Fraction(1, 100))
    assert len(below_floors(EVEN, above)) == 1
