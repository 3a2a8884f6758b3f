"""Shifts are written out from the templates of a week."""

from datetime import date

from gongtong.core.periods import SHANGHAI
from gongtong.rostering.rosters.shifts import Shift, ShiftTemplate, shifts_of

FRIDAY = date(2026, 9, 4)
NIGHT = Shift(FRIDAY, 1320, 1500, "night", need=3)


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    """Minute 1500 of a day is one o'clock of the next."""
    assert NIGHT.starts_at.astimezone(SHANGHAI).isoformat() == "2026-09-04T22:00:00+08:00"
    assert NIGHT.ends_at.isoformat() == "2026-09-05T01:00:00+08:00"
    assert (NIGHT.minutes, NIGHT.code) == (180, "2026-09-04/night")


def test_rest_is_what_lies_between_and_is_negative_for_an_overlap() -> None:
    """From one o'clock to seven are six hours; a shift overlaps itself by its length."""
    assert NIGHT.rest_until(Shift(date(2026, 9, 5), 420, 540, "morning")) == 360
    assert NIGHT.rest_until(NIGHT) == -180


def test_a_template_gives_a_shift_on_each_of_its_weekdays() -> None:
    """Both ends of a period are in, and shifts come in the order in which they begin."""
    evening = ShiftTemplate("evening", "晚间巡逻", 1200, 1320, frozenset({4, 5}), 3, is_risky=True)
    morning = ShiftTemplate("morning", "早间巡逻", 420, 540, frozenset(range(7)))
    shifts = shifts_of((evening, morning), FRIDAY, date(2026, 9, 6))
    assert [one.code[8:] for one in shifts] == [
        "04/morning",
        "04/evening",
        "05/morning",
        "05/evening",
        "06/morning",
    ]
    assert (shifts[1].need, shifts[1].zh, shifts[1].is_risky) == (3, "晚间巡逻", True)
