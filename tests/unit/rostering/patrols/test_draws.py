"""A seed that was promised gives the same plans to everybody."""

from collections import Counter
from datetime import date, timedelta

import pytest
from attrs import evolve

from gongtong.rostering.patrols.chances import chances_of
from gongtong.rostering.patrols.draws import commitment, drawn
from gongtong.rostering.patrols.laws import PatrolLaw

LAW = PatrolLaw(480, 60, 1, 1, 1, (1, 2, 3))
SEED = bytes(range(32))
DAY = date(2026, 9, 1)


def test_the_same_seed_law_and_day_give_the_same_plan() -> None:
    """And another seed, law or day another stream."""
    days = [DAY + timedelta(number) for number in range(40)]
    plans = [drawn(SEED, LAW, day) for day in days]
    assert plans == [drawn(SEED, LAW, day) for day in days]
    assert plans != [drawn(SEED[::-1], LAW, day) for day in days]
    assert plans != [drawn(SEED, evolve(LAW, opens_at=540), day) for day in days]


def test_a_promise_binds_seed_and_law() -> None:
    """It is 64 digits, and tells neither."""
    promise = commitment(SEED, LAW)
    assert len(promise) == 64
    assert promise != commitment(SEED[::-1], LAW)
    assert promise != commitment(SEED, evolve(LAW, gap=2))
    assert SEED.hex() not in promise


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_has_32_bytes(length: int) -> None:
    """No more and no less."""
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"x" * length, LAW)
    with pytest.raises(ValueError, match="32 bytes"):
        drawn(b"x" * length, LAW, DAY)


def test_plans_come_as_often_as_declared() -> None:
    """Of six thousand days about one, two and three thousand; the seed is fixed, so this is no chance."""
    counted = Counter(drawn(SEED, LAW, DAY + timedelta(number))[0] for number in range(6_000))
    for slot, weight in enumerate(LAW.weights):
        assert abs(counted[slot] - 1_000 * weight) < 150


def test_a_law_with_one_plan_draws_it() -> None:
    """And a total that is a power of two, or just above one, is drawn from evenly."""
    one = PatrolLaw(480, 60, 1, 1, 1, (0, 1))
    assert chances_of(one).total == 1
    assert drawn(SEED, one, DAY) == (1,)
    wide = PatrolLaw(480, 60, 1, 1, 1, (2**64, 1))
    assert drawn(SEED, wide, DAY) == (0,)
