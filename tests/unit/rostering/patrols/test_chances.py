"""Every chance of a law, held against the list of all its plans."""

from fractions import Fraction
from itertools import combinations
from math import log2, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.rostering.patrols.chances import (
    Chances,
    best_guess,
    chances_of,
    count_plans,
    encounters,
)
from gongtong.rostering.patrols.laws import PatrolLaw, open_day


def listed(law: PatrolLaw) -> dict[tuple[int, ...], int]:
    """List every plan with its weight, the slow way."""
    slots = range(len(law.weights))
    plans = (plan for plan in combinations(slots, law.patrols) if law.keeps(plan))
    return {plan: prod(law.weights[slot] for slot in plan) for plan in plans}


@st.composite
def laws(draw: st.DrawFn) -> PatrolLaw:
    """Small laws with a plan at least."""
    patrols, length, gap = draw(st.integers(1, 3)), draw(st.integers(1, 2)), draw(st.integers(1, 3))
    size = draw(st.integers((patrols - 1) * gap + length, 9))
    weights = draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    weights[size - length + 1 :] = [0] * (length - 1)
    for rank in range(patrols):
        weights[rank * gap] = max(1, weights[rank * gap])
    return PatrolLaw(480, 60, patrols, length, gap, tuple(weights))


@given(laws())
def test_totals_and_margins_are_those_of_the_list(law: PatrolLaw) -> None:
    """Plan by plan."""
    plans, chances = listed(law), Chances(law)
    assert chances.total == sum(plans.values())
    assert count_plans(law) == len(plans)
    for rank, here in enumerate(chances.ranks):
        assert here == [
            sum(weight for plan, weight in plans.items() if plan[rank] == slot)
            for slot in range(len(law.weights))
        ]
    assert best_guess(law) == Fraction(max(plans.values()), chances.total)


@given(laws())
def test_each_plan_has_as_many_numbers_as_its_weight(law: PatrolLaw) -> None:
    """From nothing to the total, and none beyond."""
    chances = Chances(law)
    counted: dict[tuple[int, ...], int] = {}
    for number in range(chances.total):
        plan = chances.plan(number)
        counted[plan] = counted.get(plan, 0) + 1
    assert counted == listed(law)
    for outside in (-1, chances.total):
        with pytest.raises(ValueError, match="below the total"):
            chances.plan(outside)


@given(laws(), st.integers(1, 3))
def test_an_event_meets_a_patrol_as_often_as_in_the_list(law: PatrolLaw, duration: int) -> None:
    """A patrol that ends where the event begins does not meet it."""
    plans = listed(law)
    total = sum(plans.values())
    duration = min(duration, len(law.weights))
    for begins, met in enumerate(encounters(law, duration)):
        wanted = range(begins, begins + duration)
        found = sum(
            weight
            for plan, weight in plans.items()
            if any(slot + step in wanted for slot in plan for step in range(law.length))
        )
        assert met == Fraction(found, total)


@given(laws())
def test_entropy_is_that_of_the_list(law: PatrolLaw) -> None:
    """To the ninth digit: it is a figure and decides nothing."""
    plans = listed(law)
    total = sum(plans.values())
    bits = -sum(weight / total * log2(weight / total) for weight in plans.values())
    assert abs(chances_of(law).bits - bits) < 1e-9


@given(laws())
def test_a_window_for_each_patrol_leaves_what_fits_into_them(law: PatrolLaw) -> None:
    """The first half of the day and the whole of it."""
    windows = (range(len(law.weights) // 2 + 1), *[range(len(law.weights))] * (law.patrols - 1))
    plans = {plan: weight for plan, weight in listed(law).items() if plan[0] in windows[0]}
    if plans:
        assert Chances(law, windows).total == sum(plans.values())
    else:
        with pytest.raises(ValueError, match="no plan"):
            Chances(law, windows)


def test_a_day_in_quarters_of_an_hour() -> None:
    """Three patrols of an hour from six to midnight, starts two hours apart: 26,235 plans, 14.679 bits."""
    law = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
    assert count_plans(law) == 26_235
    assert round(chances_of(law).bits, 3) == 14.679
    met = encounters(law, 2)
    assert [round(float(one), 3) for one in (min(met), sum(met) / len(met), max(met))] == [
        0.107,
        0.210,
        0.253,
    ]
    assert chances_of(law).expected(range(72)) == 3


@pytest.mark.parametrize("duration", [0, 5])
def test_an_event_fits_into_the_day(duration: int) -> None:
    """One slot at least, and as many as there are at most."""
    law = PatrolLaw(480, 60, 1, 1, 1, (1, 1, 1, 1))
    assert len(encounters(law, 4)) == 1
    with pytest.raises(ValueError, match="fits into the day"):
        encounters(law, duration)


def test_a_law_without_a_plan_is_refused() -> None:
    """So are windows that are not one for each patrol."""
    with pytest.raises(ValueError, match="no plan"):
        Chances(PatrolLaw(480, 60, 2, 1, 3, (1, 1)))
    with pytest.raises(ValueError, match="a window for each"):
        Chances(PatrolLaw(480, 60, 2, 1, 1, (1, 1)), (range(1),))
