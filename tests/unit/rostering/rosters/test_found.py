"""What a search came to is held to the independent check."""

import pytest

from gongtong.rostering.rosters.found import (
    Proof,
    SearchProgress,
    SolverDisagreesError,
    found,
    infeasible,
    watch_nothing,
)
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import Cap, Need

PROBLEM = RosterProblem(
    ("a",), ("s",), (Need("seats", "s", ("a",), 2, 5), Cap("few", "s", ("a",), 1))
)
FULL = Roster({"s": ("a",)})


def test_a_bound_that_is_reached_is_a_proof() -> None:
    """One point below it is none."""
    assert found(PROBLEM, FULL, "x", bound=5, said=5).proof is Proof.OPTIMAL
    below = found(PROBLEM, FULL, "x", bound=4, said=5)
    assert (below.proof, below.gap) == (Proof.NOTHING, 1)
    assert found(PROBLEM, FULL, "x").gap is None


def test_a_solver_may_say_too_many_points_but_never_too_few() -> None:
    """Nor may it prove a bound above what there is, nor give what breaks a rule that must be kept."""
    assert found(PROBLEM, FULL, "x", said=6).check.points == 5
    with pytest.raises(SolverDisagreesError, match="says 4 points, the check 5"):
        found(PROBLEM, FULL, "x", said=4)
    with pytest.raises(SolverDisagreesError, match="6 as bound of 5"):
        found(PROBLEM, FULL, "x", bound=6)
    hard = PROBLEM.plus((Cap("none", "s", ("a",), 0),))
    with pytest.raises(SolverDisagreesError, match="1 breaches"):
        found(hard, FULL, "x", said=5)


def test_the_gap_is_what_could_still_be_gained() -> None:
    """It is not known before there are both."""
    assert SearchProgress(1, 10, 7).gap == 3
    assert SearchProgress(1, 10).gap is None
    assert watch_nothing(SearchProgress(0, None))


def test_who_says_there_is_no_roster_was_given_none() -> None:
    """What it began with is given back with what it breaks."""
    hard = PROBLEM.plus((Need("two", "s", ("a",), 2),))
    answer = infeasible(hard, FULL, "x")
    assert (answer.proof, answer.roster, answer.check.holds) == (Proof.INFEASIBLE, FULL, False)
    with pytest.raises(SolverDisagreesError, match="was given one"):
        infeasible(PROBLEM, FULL, "x")
