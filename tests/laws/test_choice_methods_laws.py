"""Laws of the methods that elect the highest figures and of STAR, each against a count by hand."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, TieBreak
from gongtong.voting.methods import approval, block, borda, plurality, score, star
from gongtong.voting.methods.tallies import Tallies

NAMES = "甲乙丙丁"
EVERYBODY = range(4)
# a ballot is a list of ranks, each with the candidates on it; ranks may be empty or shared
RANKING = st.lists(st.integers(0, 5), min_size=4, max_size=4).map(
    lambda ranks: [[one for one in EVERYBODY if ranks[one] == rank] for rank in range(5)]
)
SCORED = st.dictionaries(st.integers(0, 3), st.integers(0, 5), max_size=4)
NAMED = st.frozensets(st.integers(0, 3), max_size=4)
TIMES = st.integers(1, 3)
BOUNDS = st.none() | st.sampled_from(
    [AtLeast(1, 2), AtLeast(2, 3), AtLeast(0, 1), MoreThan(1, 2), MoreThan(1, 3)]
)
SEATS = st.integers(1, 5)

Ranking = Sequence[Sequence[int]]
Cast = Sequence[tuple[Any, int]]


def cast(ballots: st.SearchStrategy[Any]) -> st.SearchStrategy[list[tuple[Any, int]]]:
    """Draw up to six ballots, each with how often it was cast."""
    return st.lists(st.tuples(ballots, TIMES), max_size=6)


def rankings(ballots: Cast) -> Rankings:
    """Take rankings in; ranks that are empty at the end are cut off by hand."""
    return Rankings.from_ballots(NAMES, [(_fitting(ballot), times) for ballot, times in ballots])


def _fitting(ballot: Ranking) -> Ranking:
    ranks = list(ballot)
    while ranks and not ranks[-1]:
        ranks.pop()
    return ranks if len(ranks) <= len(NAMES) else [rank for rank in ranks if rank]


def by_hand(
    figures: Sequence[Fraction | int], ballots: int, seats: int, majority: Bound | None
) -> tuple[set[str], set[str]]:
    """Say who is elected and who ties for the last seats, without any rule for ties."""
    enough = [
        one
        for one in EVERYBODY
        if majority is None
        or (
            figures[one] > majority.fraction * ballots
            if isinstance(majority, MoreThan)
            else figures[one] >= majority.fraction * ballots and ballots
        )
    ]
    elected, undecided = set(), set()
    for one in enough:
        better = sum(figures[other] > figures[one] for other in enough)
        level = sum(figures[other] == figures[one] for other in enough)
        if better + level <= seats:
            elected.add(NAMES[one])
        elif better < seats:
            undecided.add(NAMES[one])
    return elected, undecided


def agrees(count: Count, figures: Sequence[Fraction | int], majority: Bound | None = None) -> bool:
    """Hold a count against figures that were found by hand."""
    found = [amount.amount for amount in count.scores]
    outcome = (set(count.elected), set(count.undecided))
    return found == list(figures) and outcome == by_hand(
        figures, count.ballots, count.seats, majority
    )


@given(cast(st.frozensets(st.integers(0, 3), max_size=1)), SEATS, BOUNDS)
def test_plurality_counts_names(ballots: Cast, seats: int, majority: Bound | None) -> None:
    """One vote for whoever is named; who lacks the majority is not elected."""
    count = plurality.METHOD.run(
        Approvals.from_ballots(NAMES, ballots), CountSettings(seats=seats, majority=majority)
    )
    figures = [sum(times for named, times in ballots if one in named) for one in EVERYBODY]
    assert agrees(count, figures, majority)


@given(cast(RANKING), SEATS, BOUNDS)
def test_plurality_counts_first_ranks(ballots: Cast, seats: int, majority: Bound | None) -> None:
    """Whoever is on the first rank that is not empty has the vote, or an equal part of it."""
    count = plurality.METHOD.run(rankings(ballots), CountSettings(seats=seats, majority=majority))
    figures = [Fraction(0)] * 4
    for ballot, times in ballots:
        first: list[int] = next((rank for rank in ballot if rank), [])
        for one in first:
            figures[one] += Fraction(times, len(first))
    assert agrees(count, figures, majority)


@given(cast(NAMED), SEATS, BOUNDS)
def test_block_counts_up_to_as_many_names_as_seats(
    ballots: Cast, seats: int, majority: Bound | None
) -> None:
    """Ballots with more names are refused, and the refusal says how many they are."""
    settings = CountSettings(seats=seats, majority=majority)
    over = sum(times for named, times in ballots if len(named) > seats)
    if over:
        with pytest.raises(UncountableError, match=f"^{over} ballots name more than {seats}"):
            block.METHOD.run(Approvals.from_ballots(NAMES, ballots), settings)
        return
    count = block.METHOD.run(Approvals.from_ballots(NAMES, ballots), settings)
    figures = [sum(times for named, times in ballots if one in named) for one in EVERYBODY]
    assert agrees(count, figures, majority)


@given(cast(RANKING), SEATS)
def test_block_counts_the_best_of_a_ranking(ballots: Cast, seats: int) -> None:
    """Rank after rank until there are as many names as seats; a shared rank may make them too many."""
    figures, over = [0] * 4, 0
    for ballot, times in ballots:
        named: list[int] = []
        for rank in ballot:
            if len(named) < seats:
                named += rank
        over += times if len(named) > seats else 0
        for one in named:
            figures[one] += times
    if over:
        with pytest.raises(UncountableError, match=f"^{over} ballots"):
            block.METHOD.run(rankings(ballots), CountSettings(seats=seats))
        return
    assert agrees(block.METHOD.run(rankings(ballots), CountSettings(seats=seats)), figures)


@given(cast(NAMED), SEATS, BOUNDS)
def test_approval_counts_all_names(ballots: Cast, seats: int, majority: Bound | None) -> None:
    """Any number of names on a ballot, one vote for each."""
    count = approval.METHOD.run(
        Approvals.from_ballots(NAMES, ballots), CountSettings(seats=seats, majority=majority)
    )
    figures = [sum(times for named, times in ballots if one in named) for one in EVERYBODY]
    assert agrees(count, figures, majority)


@given(cast(SCORED), SEATS)
def test_score_adds_up_points(ballots: Cast, seats: int) -> None:
    """A blank is no point; the sum decides."""
    count = score.METHOD.run(Scores.from_ballots(NAMES, ballots), CountSettings(seats=seats))
    figures = [sum(times * given_.get(one, 0) for given_, times in ballots) for one in EVERYBODY]
    assert agrees(count, figures)


def places(ballot: Ranking) -> dict[int, Fraction]:
    """Give the points of one ballot: list the places, and average those that a group covers."""
    groups = [rank for rank in ballot if rank]
    groups.append([one for one in EVERYBODY if not any(one in rank for rank in groups)])
    points, free = {}, [3, 2, 1, 0]
    for group in groups:
        covered, free = free[: len(group)], free[len(group) :]
        for one in group:
            points[one] = Fraction(sum(covered), len(covered))
    return points


@given(cast(RANKING), SEATS)
def test_borda_averages_the_places_that_are_shared(ballots: Cast, seats: int) -> None:
    """Three points for the first of four, none for the last, the mean where places are shared."""
    count = borda.METHOD.run(rankings(ballots), CountSettings(seats=seats))
    figures = [
        sum((times * places(ballot)[one] for ballot, times in ballots), Fraction(0))
        for one in EVERYBODY
    ]
    assert agrees(count, figures)


@given(
    cast(
        st.permutations(list(EVERYBODY)).flatmap(
            lambda order: st.integers(0, 4).map(lambda length: [[one] for one in order[:length]])
        )
    )
)
def test_borda_of_short_ballots_is_the_same_either_way(ballots: Cast) -> None:
    """Without shared ranks the points are added up by place, with the same outcome as by pairs."""
    count = borda.METHOD.run(rankings(ballots), CountSettings())
    assert [amount.amount for amount in count.scores] == [
        sum(times * places(ballot)[one] for ballot, times in ballots) for one in EVERYBODY
    ]


TALLIES: Sequence[tuple[Any, Any, Callable[[Any], Tallies], st.SearchStrategy[Any]]] = (
    (
        plurality.METHOD,
        rankings,
        lambda ballots: plurality.tally_plurality(ballots, CountSettings(seats=4)),
        RANKING,
    ),
    (
        block.METHOD,
        lambda ballots: Approvals.from_ballots(NAMES, ballots),
        lambda ballots: block.tally_block(ballots, CountSettings(seats=4)),
        NAMED,
    ),
    (
        approval.METHOD,
        lambda ballots: Approvals.from_ballots(NAMES, ballots),
        approval.tally_approval,
        NAMED,
    ),
    (
        score.METHOD,
        lambda ballots: Scores.from_ballots(NAMES, ballots),
        score.tally_score,
        SCORED,
    ),
    (
        borda.METHOD,
        rankings,
        lambda ballots: borda.tally_borda(ballots, CountSettings(seats=4)),
        RANKING,
    ),
)


@pytest.mark.parametrize(("method", "take", "tally", "ballot"), TALLIES)
@given(data=st.data())
def test_tallies_of_parts_add_up_to_the_whole(
    method: Any,
    take: Any,
    tally: Callable[[Any], Tallies],
    ballot: st.SearchStrategy[Any],
    data: st.DataObject,
) -> None:
    """Counted in two places and put together, or carried to one place first: the same count."""
    here, there = data.draw(cast(ballot)), data.draw(cast(ballot))
    settings = CountSettings(seats=4)
    together = method.run(take([*here, *there]), settings)
    assert method.run(tally(take(here)) + tally(take(there)), settings) == together
    assert method.run(take(here) + take(there), settings) == together


def prefer(ballots: Cast, one: int, other: int) -> int:
    """Count the ballots that score one above another."""
    return sum(times for row, times in ballots if row.get(one, 0) > row.get(other, 0))


def finals(ballots: Cast, standing: Sequence[int]) -> set[frozenset[int]]:
    """Find every pair of finalists that the protocol allows, by trying all pairs of the standing."""
    sums = {one: sum(times * row.get(one, 0) for row, times in ballots) for one in standing}

    def leaves(group: frozenset[int], room: int) -> set[frozenset[int]]:
        if len(group) <= room:
            return {group}
        lost = {
            one: sum(prefer(ballots, other, one) > prefer(ballots, one, other) for other in group)
            for one in group
        }
        worst = frozenset(one for one in group if lost[one] == max(lost.values()))
        if worst == group:
            return {frozenset(some) for some in combinations(sorted(group), room)}
        kept = group - worst
        if len(kept) >= room:
            return leaves(kept, room)
        return {kept | rest for rest in leaves(worst, room - len(kept))}

    best = sorted(sums.values(), reverse=True)[:2]
    sure = frozenset(one for one in standing if sums[one] > best[1])
    level = frozenset(one for one in standing if sums[one] == best[1])
    return {sure | rest for rest in leaves(level, 2 - len(sure))}


def star_winners(ballots: Cast, standing: Sequence[int]) -> set[int]:
    """Find everybody who can win a STAR election, over all that the protocol leaves open."""
    if len(standing) == 1:
        return set(standing)
    winners: set[int] = set()
    for pair in finals(ballots, standing):
        one, other = sorted(pair)

        def strength(who: int, against: int) -> tuple[int, int]:
            points = sum(times * row.get(who, 0) for row, times in ballots)
            return prefer(ballots, who, against), points

        mine, theirs = strength(one, other), strength(other, one)
        winners |= {one} if mine > theirs else {other} if theirs > mine else {one, other}
    return winners


@given(cast(SCORED))
def test_star_is_the_protocol_step_by_step(ballots: Cast) -> None:
    """Whoever wins in every way that is left open is elected; otherwise all who can stay undecided."""
    count = star.METHOD.run(Scores.from_ballots(NAMES, ballots), CountSettings())
    winners = {NAMES[one] for one in star_winners(ballots, list(EVERYBODY))}
    if len(winners) == 1:
        assert set(count.elected) == winners
        assert not count.undecided
    else:
        assert not count.elected
        assert set(count.undecided) == winners


@given(cast(SCORED), st.integers(2, 4))
def test_bloc_star_fills_one_seat_after_another(ballots: Cast, seats: int) -> None:
    """Each next seat is that of a STAR election among those who are left."""
    rule = TieRule(by=TieBreak.ORDER)
    count = star.METHOD.run(
        Scores.from_ballots(NAMES, ballots), CountSettings(seats=seats, ties=rule)
    )
    left = list(EVERYBODY)
    assert len(count.elected) == seats
    for name in count.elected:
        winner = NAMES.index(name)
        assert winner in star_winners(ballots, left)
        left.remove(winner)


def points_of(row: Mapping[int, int]) -> list[int]:
    """Write a ballot with a score for everybody."""
    return [row.get(one, 0) for one in EVERYBODY]


@given(cast(SCORED))
def test_a_blank_is_a_zero(ballots: Cast) -> None:
    """To leave a candidate out and to give it nothing is the same, in score voting and in STAR."""
    assume(ballots)
    full = [(dict(enumerate(points_of(row))), times) for row, times in ballots]
    for method in (score.METHOD, star.METHOD):
        one = method.run(Scores.from_ballots(NAMES, ballots), CountSettings())
        assert one == method.run(Scores.from_ballots(NAMES, full), CountSettings())
