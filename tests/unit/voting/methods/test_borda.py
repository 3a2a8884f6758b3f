"""Borda count, averaged."""

from fractions import Fraction

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import Count
from gongtong.voting.methods.borda import METHOD

TENNESSEE = ("Memphis", "Nashville", "Chattanooga", "Knoxville")
VOTERS = [
    ([[0], [1], [2], [3]], 42),
    ([[1], [2], [3], [0]], 26),
    ([[2], [3], [1], [0]], 15),
    ([[3], [2], [1], [0]], 17),
]


def points(count: Count) -> list[Fraction]:
    return [amount.amount for amount in count.scores]


def test_tennessee_by_places() -> None:
    """The published points: 126, 194, 173 and 107."""
    count = METHOD.run(Rankings.from_ballots(TENNESSEE, VOTERS), CountSettings())
    assert points(count) == [126, 194, 173, 107]
    assert count.elected == ("Nashville",)


def test_a_shared_rank_gets_the_mean_of_its_places() -> None:
    """Two share the places of 2 and 1 point; an empty rank is no place."""
    ballots = Rankings.from_ballots("甲乙丙", [([[0, 1], [2]], 1), ([[], [2], [0]], 1)])
    assert points(METHOD.run(ballots, CountSettings())) == [Fraction(5, 2), Fraction(3, 2), 2]


def test_the_unranked_share_the_lowest_places() -> None:
    """Of four, one is ranked: the others share 2, 1 and 0."""
    ballots = Rankings.from_ballots("甲乙丙丁", [([[1]], 2), ([[1], [0]], 1)])
    assert points(METHOD.run(ballots, CountSettings())) == [4, 9, Fraction(5, 2), Fraction(5, 2)]


def test_a_ballot_that_ranks_nobody_helps_nobody() -> None:
    """Everybody gets the same; all together get as many points as from any other ballot."""
    ballots = Rankings.from_ballots("甲乙丙", [([], 5)])
    count = METHOD.run(ballots, CountSettings())
    assert points(count) == [5, 5, 5]
    assert count.undecided == ("甲", "乙", "丙")


def test_one_candidate_has_no_points_and_is_elected() -> None:
    """There is nobody to stand above."""
    count = METHOD.run(Rankings.from_ballots("甲", [([[0]], 3)]), CountSettings())
    assert points(count) == [0]
    assert count.elected == ("甲",)


def test_an_empty_rank_before_another_is_no_place() -> None:
    """A skipped line moves nobody down, without shared ranks too."""
    ballots = Rankings.from_ballots("甲乙丙", [([[1], [], [0]], 1)])
    assert points(METHOD.run(ballots, CountSettings())) == [1, 2, 0]
