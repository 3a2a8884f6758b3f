"""A habit that bets on the past is paid by the declared law: on average it wins nothing from honest draws."""

from fractions import Fraction

import pytest

from gongtong.rostering.patrols.chances import Chances, Plan, chances_of
from gongtong.rostering.patrols.habits import ONE, Moment, habits_of
from gongtong.rostering.patrols.laws import PatrolLaw

LAW = PatrolLaw(480, 30, 2, 1, 2, (1, 2, 0, 1, 3, 1))
DAYS = ((0, 3), (1, 4), (1, 3), (0, 4), (3, 5), (1, 5), (0, 5), (1, 4), (1, 4))


def moments(plan: Plan, day: int, past: list[Plan]) -> list[tuple[Moment, int]]:
    first, second = plan
    return [
        (Moment(0, day % 7, 0, past), first),
        (Moment(1, day % 7, first + LAW.gap, past), second),
    ]


@pytest.mark.parametrize("name", habits_of(chances_of(LAW)))
def test_nobody_wins_on_average_from_what_was_drawn(name: str) -> None:
    """Over all that could come next, weighed as declared, the ratio is one at most, and hardly less."""
    chances = Chances(LAW)
    habit = habits_of(chances)[name]
    past: list[Plan] = []
    for day, plan in enumerate(DAYS):
        for moment, slot in moments(plan, day, past):
            step = chances.step(moment.rank, moment.earliest)
            total = sum(weight for _, weight in step)
            mean = sum(
                Fraction(weight, total) * Fraction(habit.ratio(moment, one), ONE)
                for one, weight in step
            )
            assert Fraction(999_999, 1_000_000) < mean <= 1
            assert habit.ratio(moment, slot) > 0
        for moment, slot in moments(plan, day, past):
            habit.learn(moment, slot)
        past.append(plan)


@pytest.mark.parametrize("name", habits_of(chances_of(LAW)))
def test_what_was_seen_again_and_again_wins(name: str) -> None:
    """Or the habit has nothing to do with it, and wins nothing."""
    habit = habits_of(Chances(LAW))[name]
    past: list[Plan] = []
    win = ONE
    for day in range(21):
        for moment, slot in moments((1, 4), day, past):
            win = win * habit.ratio(moment, slot) // ONE
        for moment, slot in moments((1, 4), day, past):
            habit.learn(moment, slot)
        past.append((1, 4))
    assert win >= ONE // 2
