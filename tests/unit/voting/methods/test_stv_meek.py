"""Single transferable vote by Meek's method: the reference rule, digit by digit."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Count, FigureName, TieBreak, Why
from gongtong.voting.methods.stv_meek import METHOD


def count(
    papers: Sequence[tuple[str, int]],
    seats: int,
    *,
    names: str = "abcde",
    ties: TieRule | None = None,
) -> Count:
    """Count papers written as "abc" for a before b before c."""
    ballots = Rankings.from_ballots(
        names, [([[names.index(one)] for one in order], times) for order, times in papers]
    )
    return METHOD.run(ballots, CountSettings(seats=seats, ties=ties or TieRule()))


def held(counted: Count, number: int) -> dict[str, Fraction]:
    """What everybody had in a round."""
    return {one.candidate: one.amount for one in counted.rounds[number - 1].amounts}


def kept(counted: Count, number: int) -> dict[str, Fraction]:
    """The keep factors of a round."""
    return {
        one.of: one.amount
        for one in counted.rounds[number - 1].figures
        if one.name is FigureName.KEEP_FACTOR
    }


def test_what_is_rounded_up_decides_between_two_who_would_be_level() -> None:
    """Four ballots for a before b, two for c: a keeps 0.500000001, so b has a hair less than c.

    The votes and the factor are those that the droop program publishes for this example, rule
    meek-prf, where b is Pollux and c is Helen.
    """
    counted = count([("ab", 4), ("c", 2)], 2, names="abc")
    assert held(counted, 2) == {
        "a": Fraction("2.000000004"),
        "b": Fraction("1.999999996"),
        "c": 2,
    }
    assert kept(counted, 2) == {"a": Fraction("0.500000001")}
    assert [(step.act, step.candidate) for step in counted.rounds[1].steps] == [
        (Act.ELIMINATED, "b")
    ]
    assert counted.elected == ("a", "c")


def test_the_quota_falls_as_ballots_are_exhausted() -> None:
    """When the ballots of the lowest name nobody else, the elected need and keep less."""
    counted = count([("ab", 10), ("b", 4), ("c", 5), ("d", 3)], 2, names="abcd")
    quotas = [one.needed.amount for one in counted.rounds if one.needed]
    assert quotas[0] == Fraction("7.333333334")
    assert quotas == sorted(quotas, reverse=True)
    assert quotas[-1] < quotas[0]


def test_a_vote_at_the_quota_elects_and_a_hair_below_does_not() -> None:
    """The quota of 30 votes for 2 seats is a billionth above 10: 10 do not elect, 11 do."""
    level = count(
        [("a", 10), ("b", 10), ("c", 10)], 2, names="abc", ties=TieRule(by=TieBreak.ORDER)
    )
    assert [step.act for step in level.rounds[0].steps] == [Act.ELIMINATED]
    first = count([("a", 11), ("b", 10), ("c", 9)], 2, names="abc").rounds[0]
    assert [step.candidate for step in first.steps] == ["a"]


def test_the_elected_take_part_in_later_transfers() -> None:
    """Unlike under other rules, ballots of who goes out go to the elected too, who then keep less."""
    counted = count([("ab", 10), ("b", 4), ("c", 5), ("dac", 3)], 2, names="abcd")
    assert kept(counted, 3)["a"] < kept(counted, 2)["a"]


def test_candidates_without_votes_go_out_together_when_ties_are_open() -> None:
    """Nothing moves when they go."""
    papers = [("a", 5), ("b", 4), ("c", 4), ("dc", 3)]
    counted = count(papers, 2, names="abcdefghijkl")
    assert [one.candidate for one in counted.rounds[0].steps] == list("efghijkl")
    assert counted.elected == ("c", "a")
    assert [tie.matters for tie in counted.ties] == [False]


def test_without_enough_others_those_without_votes_are_level_for_the_last_seats() -> None:
    """One of three seats is left for three without a vote."""
    counted = count([("a", 6), ("b", 1)], 3)
    assert counted.elected == ("a", "b")
    assert counted.undecided == ("c", "d", "e")


def test_those_within_the_surplus_of_the_lowest_are_tied_with_it() -> None:
    """Steps B.3 and T: the rule for ties says who of the level goes out."""
    papers = [("a", 2), ("b", 2), ("ca", 4), ("db", 4)]
    counted = count(papers, 2, names="abcd", ties=TieRule(by=TieBreak.ORDER))
    assert counted.ties[0].candidates == ("a", "b")
    assert counted.ties[0].chosen == ("b",)
    assert counted.elected == ("c", "d")


def test_the_last_seats_go_to_whoever_is_left() -> None:
    """Step C, with one round to show it where nobody had to be elected or defeated before."""
    counted = count([("a", 5), ("b", 1)], 2, names="ab")
    assert [step.why for step in counted.rounds[0].steps] == [Why.SEATS_REMAIN] * 2
    assert count([("a", 5)], 3, names="ab").seats_open == 1
    assert count([], 1, names="ab").undecided == ("a", "b")


def test_shared_ranks_are_refused() -> None:
    """The rule knows rankings without ties only."""
    ballots = Rankings.from_ballots("abc", [([[0, 1], [2]], 3)])
    with pytest.raises(UncountableError, match="shared_ranks=exhaust"):
        METHOD.run(ballots, CountSettings(seats=2))
