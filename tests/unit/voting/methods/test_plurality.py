"""Plurality: the most votes are elected."""

from fractions import Fraction

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.methods.plurality import METHOD, tally_plurality

TENNESSEE = ("Memphis", "Nashville", "Chattanooga", "Knoxville")
VOTERS = [
    ([[0], [1], [2], [3]], 42),
    ([[1], [2], [3], [0]], 26),
    ([[2], [3], [1], [0]], 15),
    ([[3], [2], [1], [0]], 17),
]


def test_tennessee_elects_the_largest_city() -> None:
    """42 of 100 rank Memphis first, and that is enough; more than half it is not."""
    count = METHOD.run(Rankings.from_ballots(TENNESSEE, VOTERS), CountSettings())
    assert count.elected == ("Memphis",)
    assert [amount.amount for amount in count.scores] == [42, 26, 15, 17]
    needed = METHOD.run(
        Rankings.from_ballots(TENNESSEE, VOTERS), CountSettings(majority=MoreThan(1, 2))
    )
    assert (needed.elected, needed.seats_open) == ((), 1)


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        (SharedRanks.SPLIT, [Fraction(3, 2), Fraction(1, 2), 1]),
        (SharedRanks.SKIP, [1, 0, 2]),
        (SharedRanks.EXHAUST, [1, 0, 1]),
    ],
)
def test_a_shared_first_rank_is_treated_as_was_laid_down(
    rule: SharedRanks, figures: list[Fraction | int]
) -> None:
    """Equal parts, the next rank, or nobody."""
    ballots = Rankings.from_ballots("甲乙丙", [([[0]], 1), ([[0, 1], [2]], 1), ([[2]], 1)])
    settings = CountSettings(shared_ranks=rule)
    assert [amount.amount for amount in METHOD.run(ballots, settings).scores] == figures
    assert list(tally_plurality(ballots, settings).figures) == figures


def test_a_ballot_with_two_names_is_refused() -> None:
    """The refusal counts the ballots, and says what to do."""
    ballots = Approvals.from_ballots("甲乙", [({0, 1}, 7), ({0}, 2)])
    with pytest.raises(UncountableError, match=r"^7 ballots name more than 1.*block.*approval"):
        METHOD.run(ballots, CountSettings())


def test_abstainers_are_ballots() -> None:
    """Of those who take part, of whom some name nobody, more than half is asked."""
    for blank, elected in ((4, ("甲",)), (5, ())):
        ballots = Approvals.from_ballots("甲乙", [({0}, 5), (set(), blank)])
        count = METHOD.run(ballots, CountSettings(majority=MoreThan(1, 2)))
        assert count.elected == elected
        assert count.ballots == 5 + blank


def test_one_candidate_whom_nobody_names_has_the_most() -> None:
    """Plurality asks for no votes at all; where the place wants some, it lays down a majority."""
    ballots = Approvals.from_ballots("甲", [(set(), 3)])
    assert METHOD.run(ballots, CountSettings()).elected == ("甲",)
    assert METHOD.run(ballots, CountSettings(majority=MoreThan(0, 1))).elected == ()
