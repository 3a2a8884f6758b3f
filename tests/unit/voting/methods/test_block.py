"""Block vote: as many names as seats."""

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods.block import METHOD, tally_block


def test_three_of_four_are_elected() -> None:
    """Five voters name up to three each."""
    ballots = Approvals.from_ballots(
        "甲乙丙丁", [({0, 1, 2}, 2), ({0, 3}, 1), ({2, 3, 0}, 1), ({2}, 1)]
    )
    count = METHOD.run(ballots, CountSettings(seats=3))
    assert [amount.amount for amount in count.scores] == [4, 2, 4, 2]
    assert (count.elected, count.undecided) == (("甲", "丙"), ("乙", "丁"))
    majority = METHOD.run(ballots, CountSettings(seats=3, majority=MoreThan(1, 2)))
    assert (majority.elected, majority.undecided, majority.seats_open) == (("甲", "丙"), (), 1)


@pytest.mark.parametrize(("seats", "over"), [(1, 5), (2, 3), (3, 0), (9, 0)])
def test_ballots_with_too_many_names_are_counted_in_the_refusal(seats: int, over: int) -> None:
    """Two with two names, three with three."""
    ballots = Approvals.from_ballots("甲乙丙", [({0, 1}, 2), ({0, 1, 2}, 3), ({2}, 4)])
    if over:
        with pytest.raises(UncountableError, match=f"^{over} ballots name more than {seats} "):
            METHOD.run(ballots, CountSettings(seats=seats))
    else:
        assert METHOD.run(ballots, CountSettings(seats=seats)).ballots == 9


def test_of_a_ranking_the_best_count() -> None:
    """The first two of each; a skipped rank is no name, a shared one is two."""
    ballots = Rankings.from_ballots(
        "甲乙丙丁", [([[0], [1], [2]], 1), ([[], [1], [3]], 1), ([[0, 2], [3]], 1), ([[1]], 1)]
    )
    count = METHOD.run(ballots, CountSettings(seats=2))
    assert [amount.amount for amount in count.scores] == [2, 3, 1, 1]


def test_a_shared_rank_that_makes_too_many_names_is_refused() -> None:
    """First one, then two on one rank: three names for two seats."""
    ballots = Rankings.from_ballots("甲乙丙", [([[0], [1, 2]], 4), ([[0], [1]], 1)])
    with pytest.raises(UncountableError, match="4 ballots name more than 2"):
        METHOD.run(ballots, CountSettings(seats=2))


def test_tallies_are_of_so_many_seats() -> None:
    """What was tallied for two seats is not counted for three."""
    tallies = tally_block(Approvals.from_ballots("甲乙丙", [({0}, 1)]), CountSettings(seats=2))
    assert METHOD.run(tallies, CountSettings(seats=2)).undecided == ("乙", "丙")
    with pytest.raises(UncountableError, match="tallies of block of 2"):
        METHOD.run(tallies, CountSettings(seats=3))


def test_ranks_below_the_seats_are_not_names() -> None:
    """Everybody ranks all three; with two seats the third rank is no vote."""
    ballots = Rankings.from_ballots("甲乙丙", [([[0], [1], [2]], 3), ([[2], [1], [0]], 1)])
    count = METHOD.run(ballots, CountSettings(seats=2))
    assert [amount.amount for amount in count.scores] == [3, 4, 1]
    assert count.elected == ("乙", "甲")
