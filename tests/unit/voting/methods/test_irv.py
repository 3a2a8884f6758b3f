"""Instant run-off: worked examples, ties, shared ranks."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Count, TieBreak, Transfer, Why
from gongtong.voting.methods.irv import METHOD


def count(
    papers: Sequence[tuple[str, int]],
    *,
    names: str = "abcd",
    ties: TieRule | None = None,
    shared: SharedRanks = SharedRanks.SPLIT,
) -> Count:
    """Count papers written as "a bc d": a first, b and c on the second rank, d on the third."""
    ballots = Rankings.from_ballots(
        names,
        [([[names.index(x) for x in r] for r in order.split()], times) for order, times in papers],
    )
    return METHOD.run(ballots, CountSettings(ties=ties or TieRule(), shared_ranks=shared))


def held(counted: Count) -> list[dict[str, Fraction]]:
    """What everybody had in each round."""
    return [{one.candidate: one.amount for one in each.amounts} for each in counted.rounds]


# The capital of Tennessee: https://en.wikipedia.org/wiki/Instant-runoff_voting
TENNESSEE = [("m n c k", 42), ("n c k m", 26), ("c k n m", 15), ("k c n m", 17)]


def test_knoxville_becomes_the_capital_of_tennessee() -> None:
    """Chattanooga goes out first, then Nashville, whose voters all prefer Knoxville to Memphis."""
    counted = count(TENNESSEE, names="mnck")
    assert held(counted) == [
        {"m": 42, "n": 26, "c": 15, "k": 17},
        {"m": 42, "n": 26, "k": 32},
        {"m": 42, "k": 58},
    ]
    assert counted.rounds[0].transfers == (Transfer("c", "k", Fraction(15)),)
    assert counted.elected == ("k",)
    assert [step.why for step in counted.rounds[-1].steps] == [Why.REACHED_THRESHOLD]
    assert not counted.ties


@pytest.mark.parametrize(("first", "rounds"), [(50, 2), (51, 1)], ids=["half", "over"])
def test_half_is_not_more_than_half(first: int, rounds: int) -> None:
    """With exactly half in the first round somebody goes out; with one more the count is over."""
    counted = count([("a", first), ("b", 30), ("c", 100 - 30 - first)], names="abc")
    assert len(counted.rounds) == rounds
    assert counted.elected == ("a",)


def test_half_is_taken_of_the_votes_still_in_play() -> None:
    """Ballots that name nobody else leave the count, and the threshold falls."""
    counted = count([("a", 4), ("b", 3), ("c", 2)], names="abc")
    assert [one.exhausted for one in counted.rounds] == [0, 2]
    assert [one.needed.amount for one in counted.rounds if one.needed] == [
        Fraction(9, 2),
        Fraction(7, 2),
    ]
    assert counted.elected == ("a",)
    assert counted.rounds[0].transfers == (Transfer("c", None, Fraction(2)),)


def test_one_candidate_is_elected_with_or_without_votes() -> None:
    """With votes by more than half, without because nobody else is left."""
    assert [step.why for step in count([("a", 1)], names="a").rounds[0].steps] == [
        Why.REACHED_THRESHOLD
    ]
    assert [step.why for step in count([("", 1)], names="a").rounds[0].steps] == [Why.SEATS_REMAIN]


def test_ballots_that_name_nobody_are_exhausted_from_the_start() -> None:
    """They are counted as ballots and never in play."""
    counted = count([("a", 2), ("", 3), ("b", 1)])
    assert counted.ballots == 6
    assert counted.rounds[0].exhausted == 3
    assert counted.elected == ("a",)


def test_a_hundred_write_ins_of_one_vote_need_no_choice_among_them() -> None:
    """Under an open rule they go out together, since none of them can catch up, in one count."""
    others = [chr(0x4E00 + number) for number in range(100)]
    papers = [(f"{one} b", 1) for one in others] + [("a", 300), ("b", 250)]
    counted = count(papers, names="ab" + "".join(others))
    assert len(counted.rounds[0].steps) == 100
    assert counted.elected == ("b",)
    assert [tie.matters for tie in counted.ties] == [False]


def test_a_tie_for_going_out_that_decides_the_election_stays_open() -> None:
    """Whoever of b and c goes out makes the other win: both can be elected, a cannot."""
    papers = [("a", 4), ("b c", 3), ("c b", 3)]
    counted = count(papers, names="abc")
    assert counted.elected == ()
    assert counted.undecided == ("b", "c")
    assert count(papers, names="abc", ties=TieRule(by=TieBreak.ORDER)).elected == ("b",)


def test_a_tie_for_going_out_that_decides_nothing_is_said_not_to_matter() -> None:
    """Whoever of b and c goes out, a wins."""
    counted = count([("a", 4), ("b a", 3), ("c a", 3)], names="abc")
    assert counted.elected == ("a",)
    assert [tie.matters for tie in counted.ties] == [False]


def test_the_last_two_with_equal_votes_are_a_tie_for_the_seat() -> None:
    """Nobody has more than half, so the rule decides, or nobody is elected."""
    papers = [("a", 2), ("b", 2)]
    assert count(papers, names="ab").undecided == ("a", "b")
    decided = count(papers, names="ab", ties=TieRule(by=TieBreak.SENIORITY, names=("b", "a")))
    assert decided.elected == ("b",)
    assert [(step.act, step.why) for step in decided.rounds[0].steps] == [(Act.ELECTED, Why.MOST)]


def test_earlier_rounds_are_asked_only_where_the_rule_says_so() -> None:
    """In the third round b and c are level; b had fewer before."""
    papers = [("a", 9), ("b", 5), ("c", 6), ("d b", 2), ("e c", 1)]
    rule = TieRule(by=TieBreak.ORDER, looks_back=True)
    looking_back = count(papers, names="abcde", ties=rule)
    assert looking_back.rounds[2].steps[0].candidate == "b"
    by_order = count(papers, names="abcde", ties=TieRule(by=TieBreak.ORDER))
    assert by_order.rounds[2].steps[0].candidate == "c"


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        (SharedRanks.SPLIT, {"a": 2, "b": Fraction(3, 2), "c": Fraction(3, 2), "d": 1}),
        (SharedRanks.SKIP, {"a": 2, "b": 0, "c": 0, "d": 4}),
        (SharedRanks.EXHAUST, {"a": 2, "b": 0, "c": 0, "d": 1}),
    ],
)
def test_shared_ranks_count_as_was_laid_down(rule: SharedRanks, first: dict[str, Fraction]) -> None:
    """A shared first rank is split, passed over, or ends the ballot."""
    assert held(count([("a", 2), ("bc d", 3), ("d", 1)], shared=rule))[0] == first


def test_it_elects_one() -> None:
    """For several seats there is single transferable vote."""
    with pytest.raises(UncountableError, match="elects 1, not 2"):
        METHOD.run(Rankings.from_ballots("ab", []), CountSettings(seats=2))
