"""Buying by votes, with a minimum of votes."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.traces import Needed, Why
from gongtong.voting.methods.pb_greedy_threshold import METHOD

BALLOTS = Approvals.from_ballots(("路灯", "树"), [({0}, 40), ({1}, 19)])


@pytest.mark.parametrize(("minimum", "bought"), [(18, 2), (19, 2), (20, 1)])
def test_a_project_needs_at_least_the_minimum(minimum: int, bought: int) -> None:
    """With 19 votes a project is bought under a minimum of 18 or 19, and not of 20."""
    votes = ProjectVotes(BALLOTS, (60, 10), 100, minimum_score=minimum)
    counted = METHOD.run(votes, CountSettings())
    assert len(counted.elected) == bought
    assert counted.rounds[-1].needed == Needed(Fraction(minimum))
    why = counted.rounds[-1].steps[0].why
    assert why is (Why.MOST if bought == 2 else Why.BELOW_THRESHOLD)


def test_without_a_minimum_it_is_none() -> None:
    """Every project reaches 0, and each round says that 0 was needed."""
    counted = METHOD.run(ProjectVotes(BALLOTS, (60, 10), 100), CountSettings())
    assert counted.elected == ("路灯", "树")
    assert {one.needed for one in counted.rounds} == {Needed(Fraction(0))}
    assert counted.method == "pb-greedy-threshold"
