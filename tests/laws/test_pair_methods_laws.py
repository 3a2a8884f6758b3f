"""Laws of Schulze, ranked pairs and minimax, each against a plainer way that goes ballot by ballot."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Count, Stage, TieBreak, Why
from gongtong.voting.methods import minimax, ranked_pairs, schulze
from gongtong.voting.methods.pairwise import PairTable

NAMES = "甲乙丙丁"
EVERYBODY = range(4)
METHODS = (schulze.METHOD, ranked_pairs.METHOD, minimax.METHOD)
# the rank of each candidate on a ballot, 4 for none; shared ranks are frequent
SHARED = st.lists(st.integers(0, 4), min_size=4, max_size=4)
STRICT = st.permutations(list(EVERYBODY))
CAST = st.lists(st.tuples(SHARED, st.integers(1, 3)), max_size=7)
COMPLETE = st.lists(st.tuples(STRICT, st.integers(1, 3)), max_size=7)
SEATS = st.integers(1, 4)

Cast = Sequence[tuple[Sequence[int], int]]
Pairs = dict[tuple[int, int], int]


def rankings(ballots: Cast) -> Rankings:
    rows = [
        ([[one for one in EVERYBODY if ranks[one] == rank] for rank in range(4)], times)
        for ranks, times in ballots
    ]
    return Rankings.from_ballots(NAMES, rows)


def prefer(ballots: Cast) -> Pairs:
    """Count for each ordered pair the ballots that rank the one above the other."""
    return {
        (one, other): sum(times for ranks, times in ballots if ranks[one] < ranks[other])
        for one, other in permutations(EVERYBODY, 2)
    }


def defeats(votes: Pairs) -> list[tuple[int, int]]:
    return [(one, other) for one, other in votes if votes[one, other] > votes[other, one]]


def outcome(levels: Sequence[Sequence[int]], seats: int) -> tuple[set[str], set[str]]:
    """Give seats level by level; a level that is too large is undecided."""
    elected: set[str] = set()
    for level in levels:
        names = {NAMES[one] for one in level}
        if len(elected) + len(level) > seats:
            return elected, names if len(elected) < seats else set()
        elected |= names
    return elected, set()


def layers(stands_above: Callable[[int, int], bool]) -> list[list[int]]:
    """Take off whoever nobody left stands above, again and again."""
    left, levels = list(EVERYBODY), []
    while left:
        level = [one for one in left if not any(stands_above(other, one) for other in left)]
        levels.append(level)
        left = [one for one in left if one not in level]
    return levels


def answer(count: Count) -> tuple[set[str], set[str]]:
    return set(count.elected), set(count.undecided)


def every_path(start: int, end: int) -> Iterator[tuple[int, ...]]:
    others = [one for one in EVERYBODY if one not in (start, end)]
    for length in range(len(others) + 1):
        for between in permutations(others, length):
            yield (start, *between, end)


def strongest(votes: Pairs, start: int, end: int) -> int:
    """Try every path; a link that is no win has no strength."""
    links = {pair: votes[pair] for pair in defeats(votes)}
    return max(
        min(links.get(pair, 0) for pair in pairwise(path)) for path in every_path(start, end)
    )


@given(CAST, SEATS)
def test_schulze_compares_the_strongest_of_all_paths(ballots: Cast, seats: int) -> None:
    """One stands above another when the best of all its paths is stronger than the best path back."""
    votes = prefer(ballots)
    paths = {pair: strongest(votes, *pair) for pair in votes}
    levels = layers(lambda one, other: one != other and paths[one, other] > paths[other, one])
    count = schulze.METHOD.run(rankings(ballots), CountSettings(seats=seats))
    assert answer(count) == outcome(levels, seats)
    told = {
        (NAMES.index(figure.of), NAMES.index(figure.against)): figure.amount
        for figure in count.rounds[0].figures
    }
    assert told == {pair: strength for pair, strength in paths.items() if strength}


@given(CAST, SEATS)
def test_minimax_looks_at_the_worst_defeat(ballots: Cast, seats: int) -> None:
    """Votes against, of the worst defeat; nothing for the undefeated; the least is elected."""
    votes = prefer(ballots)
    worst = [
        max((votes[pair] for pair in defeats(votes) if pair[1] == one), default=0)
        for one in EVERYBODY
    ]
    levels = [[one for one in EVERYBODY if worst[one] == amount] for amount in sorted(set(worst))]
    count = minimax.METHOD.run(rankings(ballots), CountSettings(seats=seats))
    assert [amount.amount for amount in count.scores] == worst
    assert answer(count) == outcome(levels, seats)


@given(COMPLETE)
def test_margins_and_winning_votes_agree_on_complete_ballots(ballots: Cast) -> None:
    """Where everybody ranks all, the worst defeat by margin is that by votes."""
    votes = prefer(ballots)
    margins = [
        max((votes[a, b] - votes[b, a] for a, b in defeats(votes) if b == one), default=0)
        for one in EVERYBODY
    ]
    best = {NAMES[one] for one in EVERYBODY if margins[one] == min(margins)}
    count = minimax.METHOD.run(rankings(ballots), CountSettings())
    assert {*count.elected, *count.undecided} == best


def reaches(edges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for one, other in edges:
            if one == here and other not in seen:
                seen.add(other)
                waiting.append(other)
    return end in seen


def locked_in(order: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take comparisons in this order, each unless it closes a cycle."""
    edges: list[tuple[int, int]] = []
    for one, other in order:
        if not reaches(edges, other, one):
            edges.append((one, other))
    return edges


def ranked_layers(edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    return layers(lambda one, other: one != other and reaches(edges, one, other))


def grouped(votes: Pairs) -> list[list[tuple[int, int]]]:
    margin = {(one, other): votes[one, other] - votes[other, one] for one, other in defeats(votes)}
    return [
        [pair for pair in margin if margin[pair] == strength]
        for strength in sorted(set(margin.values()), reverse=True)
    ]


@settings(max_examples=40)
@given(CAST, SEATS)
def test_ranked_pairs_elects_what_every_order_of_equal_margins_elects(
    ballots: Cast, seats: int
) -> None:
    """All orders of all equal margins are tried; who is elected in some of them only is undecided."""
    groups = grouped(prefer(ballots))
    found = {
        frozenset(locked_in([pair for group in order for pair in group]))
        for order in product(*(permutations(group) for group in groups))
    }
    outcomes = [outcome(ranked_layers(sorted(edges)), seats) for edges in found]
    elected = set.intersection(*(sure for sure, _ in outcomes))
    undecided = set.union(*(sure | tied for sure, tied in outcomes)) - elected
    count = ranked_pairs.METHOD.run(rankings(ballots), CountSettings(seats=seats))
    assert answer(count) == (elected, undecided)


@given(CAST, st.permutations(list(NAMES)), SEATS)
def test_an_order_of_candidates_orders_equal_margins(
    ballots: Cast, order: list[str], seats: int
) -> None:
    """Zavist and Tideman: of equal margins first those of whoever the rule puts first."""
    place = [order.index(name) for name in NAMES]
    groups = grouped(prefer(ballots))
    edges = locked_in([p for group in groups for p in sorted(group, key=lambda q: place[q[0]])])
    wanted: list[str] = []
    for level in ranked_layers(edges):
        wanted += [NAMES[one] for one in sorted(level, key=place.__getitem__)]
    rule = TieRule(by=TieBreak.SENIORITY, names=order)
    count = ranked_pairs.METHOD.run(rankings(ballots), CountSettings(seats=seats, ties=rule))
    assert set(count.elected) == set(wanted[:seats])
    assert not count.undecided


@given(CAST, SEATS)
def test_a_trace_of_ranked_pairs_can_be_replayed(ballots: Cast, seats: int) -> None:
    """Step after step: what is locked closes no cycle, what is skipped would; margins fall."""
    votes = prefer(ballots)
    count = ranked_pairs.METHOD.run(rankings(ballots), CountSettings(seats=seats))
    edges: list[tuple[int, int]] = []
    margins = []
    for each in count.rounds:
        for step in each.steps if each.stage is Stage.LOCK else ():
            one, other = NAMES.index(step.candidate), NAMES.index(step.against)
            assert step.amount == votes[one, other] - votes[other, one]
            assert (step.act is Act.LOCKED) is not reaches(edges, other, one)
            edges += [(one, other)] if step.act is Act.LOCKED else []
            margins.append(step.amount)
    assert len(margins) == len(defeats(votes))
    assert margins == sorted(margins, reverse=True)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@given(ballots=CAST)
def test_who_beats_all_is_elected(method: CountingMethod, ballots: Cast) -> None:
    """A Condorcet winner is first, alone, and the first round says why."""
    won = defeats(prefer(ballots))
    best = [one for one in EVERYBODY if sum(pair[0] == one for pair in won) == len(NAMES) - 1]
    count = method.run(rankings(ballots), CountSettings())
    said = [step.candidate for step in count.rounds[0].steps if step.why is Why.BEATS_ALL]
    assert said == [NAMES[one] for one in best]
    if best:
        assert count.elected == (NAMES[best[0]],)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@given(here=CAST, there=CAST, seats=SEATS)
def test_tables_of_parts_add_up_to_the_whole(
    method: CountingMethod, here: Cast, there: Cast, seats: int
) -> None:
    """Compared in two places and put together, or carried to one place first: the same count."""
    laid_down = CountSettings(seats=seats)
    together = method.run(rankings([*here, *there]), laid_down)
    parts = PairTable.of(rankings(here)) + PairTable.of(rankings(there))
    assert method.run(parts, laid_down) == together
    assert method.run(rankings(here) + rankings(there), laid_down) == together
