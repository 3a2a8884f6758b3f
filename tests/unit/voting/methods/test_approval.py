"""Approval voting: any number of names."""

import pytest

from gongtong.core.shares import AtLeast
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods.approval import METHOD

BALLOTS = Approvals.from_ballots("甲乙丙", [({0, 1}, 3), ({1, 2}, 2), (set(), 1)])


def test_whoever_is_named_most_is_elected() -> None:
    """Three, five and two of six."""
    count = METHOD.run(BALLOTS, CountSettings())
    assert count.elected == ("乙",)
    assert [amount.amount for amount in count.scores] == [3, 5, 2]


def test_a_majority_is_of_all_ballots() -> None:
    """Half of six is three; the blank one counts."""
    count = METHOD.run(BALLOTS, CountSettings(seats=3, majority=AtLeast(1, 2)))
    assert count.elected == ("乙", "甲")
    assert count.seats_open == 1


@pytest.mark.parametrize(
    "ballots",
    [Rankings.from_ballots("甲乙", [([[0]], 1)]), Scores.from_ballots("甲乙", [({0: 5}, 1)])],
)
def test_other_ballots_are_refused_with_what_to_do(ballots: object) -> None:
    """From which score somebody is approved of cannot be guessed."""
    with pytest.raises(UncountableError, match="lay down before the vote from which score"):
        METHOD.run(ballots, CountSettings())
