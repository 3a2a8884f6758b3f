"""Laws of what-if margins: nothing smaller changes a result, and where exact, as many do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations_with_replacement, product

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.margins.what_if import what_if
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.traces import Count
from gongtong.voting.methods import (
    approval,
    block,
    borda,
    irv,
    minimax,
    plurality,
    ranked_pairs,
    schulze,
    score,
    star,
    two_round,
)

HIGHEST = 3
Ballot = tuple[int, ...]
Result = tuple[frozenset[str], frozenset[str]]


def result_of(count: Count) -> Result:
    return frozenset(count.elected), frozenset(count.undecided)


# --- by votes: exact, against every profile there is


BY_VOTES = {"plurality": plurality.METHOD, "block": block.METHOD, "approval": approval.METHOD}
MAJORITIES: tuple[Bound | None, ...] = (
    None,
    MoreThan(1, 2),
    AtLeast(1, 2),
    AtLeast(2, 3),
    AtLeast(1, 1),
    AtLeast(0, 1),
    MoreThan(0, 1),
)


@frozen
class Poll:
    """A profile with the rules that it is counted by."""

    method: str
    names: int
    seats: int
    majority: Bound | None
    profile: tuple[Ballot, ...]

    def instead(self, profile: Sequence[Ballot]) -> "Poll":
        return evolve(self, profile=tuple(sorted(profile)))


@cache
def count_votes(poll: Poll) -> Count:
    ballots = Approvals.from_ballots(
        "abcd"[: poll.names],
        [([one for one, flag in enumerate(ballot) if flag], 1) for ballot in poll.profile],
    )
    rules = CountSettings(seats=poll.seats, majority=poll.majority)
    return BY_VOTES[poll.method].run(ballots, rules)


def contents(poll: Poll) -> list[Ballot]:
    most = {"plurality": 1, "block": poll.seats, "approval": poll.names}[poll.method]
    return [flags for flags in product((0, 1), repeat=poll.names) if sum(flags) <= most]


@st.composite
def polls(draw: st.DrawFn) -> Poll:
    poll = Poll(
        draw(st.sampled_from(sorted(BY_VOTES))),
        draw(st.integers(1, 3)),
        draw(st.integers(1, 2)),
        draw(st.sampled_from(MAJORITIES)),
        (),
    )
    return poll.instead(draw(st.lists(st.sampled_from(contents(poll)), max_size=5)))


def fewest_switched(poll: Poll) -> int | None:
    """The smallest distance to a profile of as many ballots with another result."""
    before = result_of(count_votes(poll))
    distances = [
        (Counter(poll.profile) - Counter(other)).total()
        for other in combinations_with_replacement(contents(poll), len(poll.profile))
        if result_of(count_votes(poll.instead(other))) != before
    ]
    return min(distances, default=None)


def larger_profiles(poll: Poll, more: int) -> Iterator[Count]:
    for added in combinations_with_replacement(contents(poll), more):
        yield count_votes(poll.instead((*poll.profile, *added)))


@given(polls())
def test_votes_exact_by_every_other_profile(poll: Poll) -> None:
    """Switched: exactly the distance to the nearest profile with another result, or none at all."""
    count = count_votes(poll)
    switched, added = what_if(count, Approvals.from_ballots("a", []))
    assert switched.is_exact
    if count.undecided:
        assert switched.ballots == added.ballots == 0
        return
    assert switched.ballots == fewest_switched(poll)


@given(polls())
def test_votes_exact_by_every_addition(poll: Poll) -> None:
    """Added: no smaller number of ballots changes the result, and some of as many ballots do."""
    count = count_votes(poll)
    before = result_of(count)
    _, added = what_if(count, Approvals.from_ballots("a", []))
    if count.undecided:
        assert added.ballots == 0
        return
    limit = 4
    until = limit if added.ballots is None else min(added.ballots - 1, limit)
    for more in range(1, until + 1):
        assert all(result_of(other) == before for other in larger_profiles(poll, more))
    if added.ballots is not None and added.ballots <= limit:
        assert any(result_of(o) != before for o in larger_profiles(poll, added.ballots))


# --- lower bounds: no drawn change of fewer ballots changes anything


RANKED = {
    method.name: method
    for method in (
        borda.METHOD,
        two_round.METHOD,
        irv.METHOD,
        schulze.METHOD,
        minimax.METHOD,
        ranked_pairs.METHOD,
        plurality.METHOD,
    )
}
SCORED = {method.name: method for method in (score.METHOD, star.METHOD)}
METHODS = {**RANKED, **SCORED}


def count_any(
    method: str, names: int, seats: int, profile: Sequence[Ballot]
) -> tuple[Count, object]:
    """Count ballots of one rank, or score, for each candidate; 9 where it is not ranked."""
    ballots: Rankings | Scores
    labels = "abcd"[:names]
    if method in SCORED:
        ballots = Scores.from_ballots(labels, [(dict(enumerate(one)), 1) for one in profile])
    else:
        ballots = Rankings.from_ballots(
            labels,
            [
                (
                    [[who for who, at in enumerate(one) if at == rank] for rank in range(names)],
                    1,
                )
                for one in profile
            ],
        )
    return METHODS[method].run(ballots, CountSettings(seats=seats)), ballots


@st.composite
def changed(draw: st.DrawFn, method: str) -> tuple[int, int, list[Ballot], list[Ballot]]:
    """Draw a profile in which some ballots are frequent, and other ballots."""
    names = draw(st.integers(2, 4))
    values = st.integers(0, HIGHEST) if method in SCORED else st.integers(0, names)
    ballot = st.tuples(*[values] * names)
    blocks = draw(st.lists(st.tuples(ballot, st.integers(1, 9)), min_size=1, max_size=4))
    profile = [one for one, times in blocks for _ in range(times)]
    others = draw(st.lists(ballot, min_size=1, max_size=3))
    one_seat = method in {"irv", "two-round"}
    return names, 1 if one_seat else draw(st.integers(1, 2)), profile, others


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60)
@given(data=st.data())
def test_no_fewer_ballots_change_the_result(method: str, data: st.DataObject) -> None:
    """Fewer ballots than the bound, switched or added, leave the elected as they are, without a tie."""
    names, seats, profile, others = data.draw(changed(method))
    count, ballots = count_any(method, names, seats, profile)
    switched, added = what_if(count, ballots, highest_score=HIGHEST)
    before = result_of(count)
    fewer = len(profile) if switched.ballots is None else min(switched.ballots - 1, len(profile))
    if fewer > 0:
        places = data.draw(st.permutations(range(len(profile))))[:fewer]
        other = list(profile)
        for turn, place in enumerate(places):
            other[place] = others[turn % len(others)]
        assert result_of(count_any(method, names, seats, other)[0]) == before
    fewer = 4 if added.ballots is None else added.ballots - 1
    if fewer > 0:
        more = [others[turn % len(others)] for turn in range(fewer)]
        assert result_of(count_any(method, names, seats, [*profile, *more])[0]) == before
