import pytest

from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.margins.margin import Least
from gongtong.voting.counting.margins.tallies import least_for_points, least_for_votes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods import approval, score


def least(votes: list[int], blank: int = 0, seats: int = 1, majority: Bound | None = None) -> Least:
    """Count ballots of one name each, so many for each candidate, and some that name nobody."""
    ballots = [({one}, times) for one, times in enumerate(votes)] + [((), blank)]
    counted = approval.METHOD.run(
        Approvals.from_ballots("abcde"[: len(votes)], ballots),
        CountSettings(seats=seats, majority=majority),
    )
    return least_for_votes(counted)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [([9, 5], Least(2, 4)), ([9, 4], Least(3, 5)), ([9, 8], Least(1, 1)), ([9, 9], Least(0, 0))],
)
def test_half_the_lead_switched_or_all_of_it_added(votes: list[int], expected: Least) -> None:
    """A lead of 4 falls to 2 switched or 4 added; of 5 to 3 or 5; a tie is there with nothing changed."""
    assert least(votes) == expected


def test_the_last_of_the_elected_counts() -> None:
    """With two seats the second and the third decide, however far the first is ahead."""
    assert least([20, 9, 5, 1], seats=2) == Least(2, 4)


def test_a_majority_can_be_lost() -> None:
    """With 12 of 20 and more than half asked, 2 switched ballots leave 10, and 4 added make 12 of 24."""
    assert least([12, 1], blank=7, majority=MoreThan(1, 2)) == Least(2, 4)
    assert least([12, 1], blank=7, majority=AtLeast(1, 2)) == Least(3, 5)


def test_an_empty_seat_can_be_won() -> None:
    """With 9 of 20 and at least half asked, 1 switched ballot is enough; added, 2 of 22 make 11."""
    assert least([9, 1], blank=10, majority=AtLeast(1, 2)) == Least(1, 2)
    assert least([9, 1], blank=10, majority=MoreThan(1, 2)) == Least(2, 3)


def test_of_no_ballots_one_added_is_enough() -> None:
    """Where nobody has voted and a majority is asked, one ballot elects, and none can be switched."""
    assert least([0, 0], majority=MoreThan(1, 2)) == Least(None, 1)


def test_points_count_by_how_far_a_ballot_reaches() -> None:
    """A lead of 21 points with up to 5 on a ballot takes 3 switched or 5 added ballots at least."""
    ballots = Scores.from_ballots("ab", [({0: 5}, 5), ({1: 4}, 1)])
    counted = score.METHOD.run(ballots, CountSettings())
    assert least_for_points(counted, 5) == Least(3, 5)
