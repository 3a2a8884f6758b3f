"""Minimax: the smallest worst defeat."""

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import Measure, Stage, Why
from gongtong.voting.methods.minimax import METHOD, worst_defeats
from gongtong.voting.methods.pairwise import PairTable

RING = Rankings.from_ballots(
    "甲乙丙", [([[0], [1], [2]], 40), ([[1], [2], [0]], 35), ([[2], [0], [1]], 25)]
)


def test_in_a_ring_the_weakest_defeat_is_forgiven() -> None:
    """甲 loses to 丙 by 60, 乙 to 甲 by 65, 丙 to 乙 by 75."""
    count = METHOD.run(RING, CountSettings())
    assert [amount.amount for amount in count.scores] == [60, 65, 75]
    assert count.elected == ("甲",)
    (only,) = count.rounds
    assert (only.stage, only.measure, only.amounts) == (
        Stage.PAIRS,
        Measure.OPPOSED,
        count.scores,
    )
    assert only.steps[0].why is Why.SMALLEST_DEFEAT
    assert METHOD.run(RING, CountSettings(seats=2)).elected == ("甲", "乙")


def test_whoever_beats_all_has_no_defeat() -> None:
    """Nothing is the least."""
    ballots = Rankings.from_ballots("甲乙", [([[1], [0]], 2), ([[0]], 1)])
    count = METHOD.run(ballots, CountSettings())
    assert count.elected == ("乙",)
    assert worst_defeats(PairTable.of(ballots)) == [2, 0]
    assert count.rounds[0].steps[0].why is Why.BEATS_ALL


def test_a_draw_is_no_defeat() -> None:
    """Two level with each other are both without defeat, and tie."""
    ballots = Rankings.from_ballots("甲乙", [([[1], [0]], 2), ([[0]], 2)])
    assert METHOD.run(ballots, CountSettings()).undecided == ("甲", "乙")


def test_one_candidate_is_elected_without_ballots() -> None:
    """There is nobody to lose to."""
    assert METHOD.run(Rankings.from_ballots("甲", []), CountSettings()).elected == ("甲",)


def test_a_majority_is_refused() -> None:
    """It elects by comparison, not by the number of ballots that name somebody."""
    with pytest.raises(UncountableError, match="no majority"):
        METHOD.run(RING, CountSettings(majority=MoreThan(1, 2)))
