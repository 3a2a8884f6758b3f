"""A method checks what it is given before it counts."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods.plurality import METHOD

APPROVALS = Approvals.from_ballots("ab", [({0}, 2), ({1}, 1)])


def test_a_method_counts_the_ballots_it_takes() -> None:
    """Plurality takes choices and rankings, and no scores."""
    assert METHOD.run(APPROVALS, CountSettings()).elected == ("a",)
    with pytest.raises(UncountableError, match="not Scores"):
        METHOD.run(Scores.from_ballots("ab", []), CountSettings())


@pytest.mark.parametrize("seats", [0, -1])
def test_somebody_must_be_elected(seats: int) -> None:
    """No seat is no election."""
    with pytest.raises(UncountableError, match="at least 1"):
        METHOD.run(APPROVALS, CountSettings(seats=seats))


def test_the_rule_for_shared_ranks_is_applied_before_the_count() -> None:
    """Split, a has 3 1/2 of 5; exhausted, the shared ballot counts for nobody."""
    ballots = Rankings.from_ballots("ab", [([[0], [1]], 3), ([[0, 1]], 1), ([[1]], 1)])
    split = METHOD.run(ballots, CountSettings())
    assert [str(one.amount) for one in split.scores] == ["7/2", "3/2"]
    ended = METHOD.run(ballots, CountSettings(shared_ranks=SharedRanks.EXHAUST))
    assert [str(one.amount) for one in ended.scores] == ["3", "1"]
