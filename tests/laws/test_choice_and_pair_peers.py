"""The same small elections counted by other libraries; where they differ, the definition differs."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

import starvote
import votelib.component.rankscore
import votelib.convert
import votelib.evaluate.condorcet
import votelib.evaluate.core
from hypothesis import assume, given
from hypothesis import strategies as st
from py3votecore.condorcet import CondorcetHelper
from py3votecore.ranked_pairs import RankedPairs
from py3votecore.schulze_method import SchulzeMethod

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.traces import Count
from gongtong.voting.methods import borda, minimax, ranked_pairs, schulze, star
from gongtong.voting.methods.pairwise import PairTable

NAMES = ("a", "b", "c", "d")
STRICT = st.permutations(list(range(4)))
SHORT = st.tuples(STRICT, st.integers(1, 4)).map(lambda drawn: drawn[0][: drawn[1]])
CAST = st.lists(st.tuples(SHORT, st.integers(1, 4)), min_size=1, max_size=7)
COMPLETE = st.lists(st.tuples(STRICT, st.integers(1, 4)), min_size=1, max_size=7)
SCORED = st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=1, max_size=6)

Cast = Sequence[tuple[Sequence[int], int]]


def rankings(ballots: Cast) -> Rankings:
    rows = [([[one] for one in order], times) for order, times in ballots]
    return Rankings.from_ballots(NAMES, rows)


def possible(count: Count) -> set[str]:
    """Everybody who can be elected to the one seat."""
    return {*count.elected, *count.undecided}


def is_odd(ballots: Cast) -> bool:
    """Where the ballots are odd and complete, no two candidates are level."""
    return sum(times for _, times in ballots) % 2 == 1


def in_votelib(ballots: Cast) -> Any:
    votes: dict[tuple[str, ...], int] = {}
    for order, times in ballots:
        named = tuple(NAMES[one] for one in order)
        votes[named] = votes.get(named, 0) + times
    return votes


def pairs_in_votelib(ballots: Cast) -> Any:
    """Count pairs by hand: votelib's own conversion does not know of candidates whom nobody ranks."""
    place = [({one: rank for rank, one in enumerate(order)}, times) for order, times in ballots]
    return {
        (NAMES[one], NAMES[other]): sum(
            times for ranks, times in place if ranks.get(one, 9) < ranks.get(other, 9)
        )
        for one, other in permutations(range(4), 2)
    }


def names_in(winners: Iterable[Any]) -> set[str]:
    """Take a tie of votelib apart."""
    found: set[str] = set()
    for winner in winners:
        found |= set(winner) if isinstance(winner, votelib.evaluate.core.Tie) else {winner}
    return found


def in_py3votecore(method: Any, ballots: Cast) -> set[str]:
    """Give the winner, or all who tie, whoever was drawn among them."""
    cast = [{"count": times, "ballot": [[NAMES[one]] for one in order]} for order, times in ballots]
    notation = CondorcetHelper.BALLOT_NOTATION_GROUPING
    found = method(cast, tie_breaker=list(NAMES), ballot_notation=notation).as_dict()
    return set(found.get("tied_winners", {found["winner"]}))


@given(COMPLETE)
def test_schulze_as_in_py3votecore(ballots: Cast) -> None:
    """On odd and complete ballots the potential winners are the same."""
    assume(is_odd(ballots))
    count = schulze.METHOD.run(rankings(ballots), CountSettings())
    assert possible(count) == in_py3votecore(SchulzeMethod, ballots)


def test_py3votecore_stops_at_whoever_is_not_beaten() -> None:
    """b, c and d beat one another in a ring, each is level with a: all four are potential winners.

    Schulze's relation puts nobody above b, c or d, whose paths within the ring are equally strong,
    and nobody above a. py3votecore looks first for those who lose to nobody, finds a alone, and does
    not come to Schulze's definition.
    """
    ballots = [
        ((0, 1, 2, 3), 1),
        ((0, 2, 3, 1), 1),
        ((0, 3, 1, 2), 1),
        ((1, 2, 3, 0), 1),
        ((2, 3, 1, 0), 1),
        ((3, 1, 2, 0), 1),
    ]
    count = schulze.METHOD.run(rankings(ballots), CountSettings())
    assert possible(count) == set(NAMES)
    assert in_py3votecore(SchulzeMethod, ballots) == {"a"}


@given(CAST)
def test_schulze_as_in_votelib(ballots: Cast) -> None:
    """Who is elected is the same; of several potential winners votelib takes those with most path wins.

    That count (Copeland's, over paths) is no part of Schulze's definition: where the order is only
    partial, a potential winner may have fewer path wins than another.
    """
    count = schulze.METHOD.run(rankings(ballots), CountSettings())
    found = names_in(votelib.evaluate.condorcet.Schulze().evaluate(pairs_in_votelib(ballots)))
    if found:
        assert found <= possible(count)
        assert not count.elected or found == set(count.elected)
    else:
        # votelib finds nobody where no pair has a winner
        assert possible(count) == set(NAMES)


@given(CAST)
def test_minimax_as_in_votelib(ballots: Cast) -> None:
    """Winning votes, ties included."""
    count = minimax.METHOD.run(rankings(ballots), CountSettings())
    method = votelib.evaluate.condorcet.MinimaxCondorcet("winning_votes")
    assert possible(count) == names_in(method.evaluate(pairs_in_votelib(ballots)))


@given(COMPLETE)
def test_ranked_pairs_as_in_py3votecore(ballots: Cast) -> None:
    """On odd and complete ballots, where winning votes order like margins: one of the ways.

    py3votecore takes equal pairs in the order of a list of candidates; its winner must be one of
    those who win in some order, and the one who wins in all.
    """
    assume(is_odd(ballots))
    count = ranked_pairs.METHOD.run(rankings(ballots), CountSettings())
    found = in_py3votecore(RankedPairs, ballots)
    assert found <= possible(count)


@given(COMPLETE)
def test_ranked_pairs_as_in_votelib(ballots: Cast) -> None:
    """With margins; votelib takes equal pairs as they come, which is one of the ways."""
    assume(is_odd(ballots))
    count = ranked_pairs.METHOD.run(rankings(ballots), CountSettings())
    method = votelib.evaluate.condorcet.RankedPairs("margins")
    assert names_in(method.evaluate(pairs_in_votelib(ballots))) <= possible(count)


def test_margins_and_winning_votes_may_differ_on_short_ballots() -> None:
    """A ring in which the largest margin is not the largest number of votes.

    a beats b by 9 to 8, b beats c by 7 to 2, c beats a by 8 to 5: margins 1, 5 and 3. Tideman's
    margins lock b over c and c over a, and skip a over b: b wins. By winning votes (9, 7, 8) a over b
    and c over a come first: c wins.
    """
    votes: Any = {
        ("a", "b"): 9,
        ("b", "a"): 8,
        ("b", "c"): 7,
        ("c", "b"): 2,
        ("c", "a"): 8,
        ("a", "c"): 5,
    }
    table = PairTable(
        candidates=("a", "b", "c"), prefer=((0, 9, 5), (8, 0, 7), (8, 2, 0)), ballots=17
    )
    assert ranked_pairs.METHOD.run(table, CountSettings()).elected == ("b",)
    by_margin = votelib.evaluate.condorcet.RankedPairs("margins")
    by_votes = votelib.evaluate.condorcet.RankedPairs("winning_votes")
    assert (by_margin.evaluate(votes), by_votes.evaluate(votes)) == (["b"], ["c"])


@given(COMPLETE)
def test_borda_as_in_votelib(ballots: Cast) -> None:
    """On complete ballots; votelib gives the unranked nothing, where we share the lowest places."""
    scorer = votelib.component.rankscore.Borda(base=0)
    points = votelib.convert.RankedToPositionalVotes(scorer).convert(in_votelib(ballots))
    count = borda.METHOD.run(rankings(ballots), CountSettings())
    assert {amount.candidate: amount.amount for amount in count.scores} == points


def in_starvote(ballots: Sequence[Sequence[int]]) -> set[str]:
    """Give the winner, or nobody where starvote cannot break a tie without chance."""
    cast = [dict(zip(NAMES, scores, strict=True)) for scores in ballots]
    election: Any = starvote.election
    try:
        return set(election(starvote.star, cast, tiebreaker=None))
    except starvote.UnbreakableTieError:
        return set()


def scores(ballots: Sequence[Sequence[int]]) -> Scores:
    return Scores.from_ballots(NAMES, [(dict(enumerate(row)), 1) for row in ballots])


@given(SCORED)
def test_star_as_in_starvote(ballots: Sequence[Sequence[int]]) -> None:
    """Unless three or more are level for a place in the run-off; see the next test.

    starvote goes one step further than we do, to the number of best scores: what we leave to the
    rule for ties it may decide, and then for one of those whom we leave undecided. Where it gives up
    at a tie for the run-off, we may still find that every way out of it elects the same.
    """
    sums = [sum(row[one] for row in ballots) for one in range(4)]
    second = sorted(sums)[-2]
    assume(sums.count(second) <= 2)
    count = star.METHOD.run(scores(ballots), CountSettings())
    found = in_starvote(ballots)
    assert found <= possible(count)
    assert not count.elected or not found or found == set(count.elected)


def test_starvote_adds_up_preferences_where_the_protocol_counts_matches() -> None:
    """All four are level at 5 points; of their matches b loses two, everybody else one.

    The official protocol compares the tied head to head and eliminates whoever lost the most matches,
    again and again: b goes out first, then a and d, who lose to c and are level with one another. So c
    is in the run-off with a or with d, and beats either. starvote adds up on how many ballots each is
    preferred, over all matches: 5 for c, 4 for b, 3 for a and d. It puts b against c, and b wins.
    """
    ballots = [[1, 3, 2, 1], [3, 2, 0, 3], [1, 0, 3, 1]]
    count = star.METHOD.run(scores(ballots), CountSettings())
    assert [amount.amount for amount in count.scores] == [5, 5, 5, 5]
    assert count.elected == ("c",)
    assert in_starvote(ballots) == {"b"}
