"""An audit says what it found, and what a quiet verdict does not mean."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from gongtong.rostering.patrols.audit import FLAG_AT, WalkedDay, audit_patrols
from gongtong.rostering.patrols.draws import drawn
from gongtong.rostering.patrols.laws import open_day

LAW = open_day(opens_at=480, hours=12, slot_minutes=30, patrols=2, length=2, gap=4)
FIRST = date(2026, 9, 7)


def walked(plans: list[tuple[int, ...]]) -> list[WalkedDay]:
    return [WalkedDay(FIRST + timedelta(number), plan) for number, plan in enumerate(plans)]


def test_the_same_times_every_day_are_found_and_told() -> None:
    """With the day from which on it was clear, and by which habit."""
    told = audit_patrols(LAW, walked([(3, 12)] * 28))
    assert told.flagged_on is not None
    assert told.flagged_on < FIRST + timedelta(14)
    assert told.win >= FLAG_AT
    assert told.habit in told.habits
    assert "有规律可循" in told.zh()


def test_a_quiet_verdict_names_what_was_looked_for() -> None:
    """It is not called unpredictable."""
    days = [FIRST + timedelta(number) for number in range(28)]
    told = audit_patrols(LAW, [WalkedDay(day, drawn(b"7" * 32, LAW, day)) for day in days])
    assert (told.flagged_on, told.habit, told.days) == (None, None, 28)
    assert 0 < told.win < FLAG_AT
    assert "这不等于巡逻时间不可预测" in told.zh()
    assert all(name in told.zh() for name in told.habits)


def test_nothing_walked_wins_nothing() -> None:
    """Whoever has not bet holds what he began with."""
    assert audit_patrols(LAW, []).win == Fraction(1)


def test_what_the_law_could_not_give_is_refused() -> None:
    """So are days that are out of order."""
    with pytest.raises(ValueError, match="could not have given"):
        audit_patrols(LAW, walked([(3, 4)]))
    one = WalkedDay(FIRST, (3, 12))
    with pytest.raises(ValueError, match="in their order"):
        audit_patrols(LAW, [one, one])
