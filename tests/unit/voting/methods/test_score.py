"""Score voting: the total of points."""

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.traces import Measure
from gongtong.voting.methods.score import METHOD

TENNESSEE = ("Memphis", "Nashville", "Chattanooga", "Knoxville")
VOTERS = [
    ({0: 10, 1: 4, 2: 2, 3: 0}, 42),
    ({0: 0, 1: 10, 2: 4, 3: 2}, 26),
    ({0: 0, 1: 6, 2: 10, 3: 6}, 15),
    ({0: 0, 1: 5, 2: 7, 3: 10}, 17),
]


def test_tennessee_by_points() -> None:
    """420, 603, 457 and 312 points."""
    count = METHOD.run(Scores.from_ballots(TENNESSEE, VOTERS), CountSettings())
    assert [amount.amount for amount in count.scores] == [420, 603, 457, 312]
    assert count.elected == ("Nashville",)
    assert count.measure is count.rounds[0].measure is Measure.POINTS


def test_a_blank_is_nothing_and_no_mean_is_taken() -> None:
    """Five points from the only one who gave any lose against six from two."""
    ballots = Scores.from_ballots("甲乙", [({0: 5}, 1), ({1: 3}, 2)])
    assert METHOD.run(ballots, CountSettings()).elected == ("乙",)


def test_a_majority_is_refused() -> None:
    """Points are no ballots."""
    ballots = Scores.from_ballots("甲乙", [({0: 5}, 1)])
    with pytest.raises(UncountableError, match="no majority"):
        METHOD.run(ballots, CountSettings(majority=MoreThan(1, 2)))
