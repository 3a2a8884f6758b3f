"""What a law keeps secret and what it guarantees, told together."""

from fractions import Fraction

import pytest

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.patrols.laws import PatrolLaw, open_day
from gongtong.rostering.patrols.unpredictability import (
    DeclareLaw,
    PatrolFloors,
    rule_on_law,
    unpredictability_of,
)

DAY = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
FIXED = PatrolLaw(480, 60, 1, 1, 1, (1, 0, 0))
EVEN = PatrolLaw(480, 60, 1, 1, 1, (1, 1, 1, 1))
FLOORS = PatrolFloors(Fraction(1, 4), 1, Fraction(1, 4))


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
    ruling = rule_on_law(DeclareLaw(FIXED), FLOORS)
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "rostering.patrols_too_easy_to_guess",
        "rostering.patrols_leave_a_time_out",
    )


@pytest.mark.parametrize(
    ("guess", "granted"),
    [(Fraction(26, 100), True), (Fraction(25, 100), True), (Fraction(24, 100), False)],
)
def test_a_guess_at_the_limit_is_allowed(guess: Fraction, granted: bool) -> None:
    """Four plans, each as likely."""
    ruling = rule_on_law(DeclareLaw(EVEN), PatrolFloors(guess, 1, Fraction(1, 4)))
    assert isinstance(ruling, Granted) is granted


@pytest.mark.parametrize(
    ("met", "granted"),
    [(Fraction(24, 100), True), (Fraction(25, 100), True), (Fraction(26, 100), False)],
)
def test_an_encounter_at_the_limit_is_enough(met: Fraction, granted: bool) -> None:
    """Whenever it happens, one of four."""
    ruling = rule_on_law(DeclareLaw(EVEN), PatrolFloors(Fraction(1, 4), 1, met))
    assert isinstance(ruling, Granted) is granted
    if isinstance(ruling, Granted):
        assert (ruling.event.law, ruling.event.worst) == (EVEN.digest, Fraction(1, 4))
