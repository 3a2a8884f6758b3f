"""Two rounds on ranked ballots: majority, run-off, ties."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Count, Stage, TieBreak, Transfer, Why
from gongtong.voting.methods.two_round import METHOD


def count(
    papers: Sequence[tuple[str, int]], *, names: str = "abcd", ties: TieRule | None = None
) -> Count:
    """Count papers written as "a bc d": a first, b and c on the second rank, d on the third."""
    ballots = Rankings.from_ballots(
        names,
        [([[names.index(x) for x in r] for r in order.split()], times) for order, times in papers],
    )
    return METHOD.run(ballots, CountSettings(ties=ties or TieRule()))


def test_nashville_meets_memphis_in_the_run_off() -> None:
    """Memphis and Nashville have most first choices; 58 of 100 prefer Nashville of the two."""
    counted = count(
        [("m n c k", 42), ("n c k m", 26), ("c k n m", 15), ("k c n m", 17)], names="mnck"
    )
    first, second = counted.rounds
    assert [(one.act, one.candidate) for one in first.steps] == [
        (Act.ADVANCED, "m"),
        (Act.ADVANCED, "n"),
    ]
    assert first.transfers == (
        Transfer("c", "n", Fraction(15)),
        Transfer("k", "n", Fraction(17)),
    )
    assert second.stage is Stage.RUN_OFF
    assert {one.candidate: one.amount for one in second.amounts} == {"m": 42, "n": 58}
    assert counted.elected == ("n",)


@pytest.mark.parametrize(("first", "rounds"), [(50, 2), (51, 1)], ids=["half", "over"])
def test_half_is_not_more_than_half(first: int, rounds: int) -> None:
    """With exactly half there is a run-off; with one more there is none."""
    counted = count([("a", first), ("b", 30), ("c", 100 - 30 - first)], names="abc")
    assert len(counted.rounds) == rounds
    assert counted.elected == ("a",)


def test_a_majority_asks_nobody_about_the_second_place() -> None:
    """Though b and c are level, there is no tie to break."""
    assert count([("a", 5), ("b", 2), ("c", 2)], names="abc").ties == ()


def test_ballots_that_rank_neither_of_the_two_are_exhausted() -> None:
    """The run-off is won by more votes, not by more than half of all ballots."""
    counted = count([("a", 4), ("b", 3), ("c", 2)], names="abc")
    assert counted.rounds[1].exhausted == 2
    assert [step.why for step in counted.rounds[1].steps] == [Why.MOST]
    assert counted.elected == ("a",)


def test_a_tie_for_the_second_place_stays_open_where_it_matters() -> None:
    """Against b the voters of c decide for b, against c those of b for c: both could win."""
    papers = [("a", 4), ("b c", 3), ("c b", 3)]
    counted = count(papers, names="abc")
    assert (counted.elected, counted.undecided) == ((), ("b", "c"))
    assert count(papers, names="abc", ties=TieRule(by=TieBreak.ORDER)).elected == ("b",)


def test_a_tie_for_the_second_place_does_not_matter_where_the_first_wins_anyway() -> None:
    """Against either, a has more."""
    counted = count([("a", 4), ("b a", 3), ("c a", 3)], names="abc")
    assert counted.elected == ("a",)
    assert [tie.matters for tie in counted.ties] == [False]


def test_three_who_are_level_for_two_places() -> None:
    """The order of the paper lets the first two advance, and the first be elected."""
    counted = count([("a", 1), ("b", 1), ("c", 1)], names="abc", ties=TieRule(by=TieBreak.ORDER))
    assert [step.candidate for step in counted.rounds[0].steps] == ["a", "b"]
    assert counted.elected == ("a",)


def test_one_candidate_needs_no_run_off() -> None:
    """With votes or without, the seat is the only one's."""
    assert count([("a", 1)], names="a").elected == ("a",)
    alone = count([("", 1)], names="a")
    assert [step.why for step in alone.rounds[0].steps] == [Why.SEATS_REMAIN]


def test_no_votes_elect_nobody() -> None:
    """All could be elected, so nobody is."""
    assert count([("", 3)], names="ab").undecided == ("a", "b")


def test_a_shared_rank_is_shared_until_one_of_them_is_out() -> None:
    """In the run-off between a and b the ballots for b and c count whole for b."""
    counted = count([("a", 4), ("bc", 3), ("b", 1)], names="abc")
    assert [one.amount for one in counted.rounds[0].amounts] == [4, Fraction(5, 2), Fraction(3, 2)]
    assert [one.amount for one in counted.rounds[1].amounts] == [4, 4]
