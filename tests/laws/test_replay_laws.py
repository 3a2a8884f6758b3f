"""Every count of every method holds against the ballots, one by one; a count that was touched does not."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import Weights
from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import UNRANKED, Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, TieBreak
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.replay.replaying import NotReplayableError, replay

NAMES = "甲乙丙丁戊"
SIZE = len(NAMES)
BY_NAME = {method.name: method for method in METHODS}
# whoever checks these needs the whole search, or every amount that was tried
NOT_REPLAYED = {"pav"}
RANKED = [name for name, method in BY_NAME.items() if Rankings in method.takes]
NAMED = [
    name
    for name, method in BY_NAME.items()
    if Approvals in method.takes and name not in NOT_REPLAYED
]
SCORED = [name for name, method in BY_NAME.items() if Scores in method.takes]
BUDGETS = [name for name, method in BY_NAME.items() if ProjectVotes in method.takes]
# two have no rule for shared ranks; with names up to the seats a shared rank may be too many
NO_SHARED_RANKS = {"stv-scottish", "stv-meek", "block"}
ORDERS = st.permutations(range(SIZE)).flatmap(
    lambda order: st.integers(0, SIZE).map(
        lambda kept: [*order[:kept], *[UNRANKED] * (SIZE - kept)]
    )
)
RANKS = st.lists(st.sampled_from([0, 1, 2, 3, UNRANKED]), min_size=SIZE, max_size=SIZE)
WEIGHT = st.integers(1, 6)
RULES = st.sampled_from([TieRule(), TieRule(by=TieBreak.ORDER), TieRule(by=TieBreak.LOT, seed="7")])


def settings_of(method: CountingMethod, seats: int, rule: TieRule) -> CountSettings:
    return CountSettings(seats=method.fixed_seats or seats, ties=rule)


def rankings_of(rows: Sequence[tuple[Sequence[int], int]], *, shared: bool) -> Rankings:
    written = b"".join(bytes(row) for row, _ in rows)
    weights = Weights.of([weight for _, weight in rows])
    read = Rankings.from_ranks if shared else Rankings.from_orders
    return read(NAMES, written, weights)


@pytest.mark.parametrize("name", RANKED)
@settings(max_examples=40)
@given(st.lists(st.tuples(ORDERS, WEIGHT), min_size=1, max_size=9), st.integers(1, 3), RULES)
def test_a_count_of_rankings_holds(
    name: str, rows: list[tuple[list[int], int]], seats: int, rule: TieRule
) -> None:
    """Short ballots, ties and every rule for them: nothing departs from the count by hand."""
    method, ballots = BY_NAME[name], rankings_of(rows, shared=False)
    assert replay(method.run(ballots, settings_of(method, seats, rule)), ballots) == ()


@pytest.mark.parametrize("name", sorted(set(RANKED) - NO_SHARED_RANKS))
@settings(max_examples=40)
@given(st.lists(st.tuples(RANKS, WEIGHT), min_size=1, max_size=9), st.integers(1, 3), RULES)
def test_a_count_of_shared_ranks_holds(
    name: str, rows: list[tuple[list[int], int]], seats: int, rule: TieRule
) -> None:
    """Candidates on one rank share the ballot, here and by hand."""
    method, ballots = BY_NAME[name], rankings_of(rows, shared=True)
    assert replay(method.run(ballots, settings_of(method, seats, rule)), ballots) == ()


@pytest.mark.parametrize("name", NAMED)
@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sets(st.integers(0, SIZE - 1)), WEIGHT), min_size=1, max_size=9),
    st.integers(1, 4),
    RULES,
)
def test_a_count_of_names_holds(
    name: str, rows: list[tuple[set[int], int]], seats: int, rule: TieRule
) -> None:
    """Abstentions included; on a ballot for one seat only one name."""
    most = {"plurality": 1, "block": seats}.get(name, SIZE)
    ballots = Approvals.from_ballots(
        NAMES, [(sorted(named)[:most], weight) for named, weight in rows]
    )
    method = BY_NAME[name]
    assert replay(method.run(ballots, settings_of(method, seats, rule)), ballots) == ()


@pytest.mark.parametrize("name", SCORED)
@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.dictionaries(st.integers(0, SIZE - 1), st.integers(0, 5)), WEIGHT),
        min_size=1,
        max_size=9,
    ),
    st.integers(1, 3),
    RULES,
)
def test_a_count_of_scores_holds(
    name: str, rows: list[tuple[dict[int, int], int]], seats: int, rule: TieRule
) -> None:
    """Sums and run-offs are those of the ballots."""
    ballots, method = Scores.from_ballots(NAMES, rows), BY_NAME[name]
    assert replay(method.run(ballots, settings_of(method, seats, rule)), ballots) == ()


@pytest.mark.parametrize("name", BUDGETS)
@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sets(st.integers(0, SIZE - 1)), WEIGHT), min_size=1, max_size=9),
    st.lists(st.integers(1, 40), min_size=SIZE, max_size=SIZE),
    st.integers(1, 100),
    RULES,
)
def test_a_budget_holds(
    name: str, rows: list[tuple[set[int], int]], costs: list[int], budget: int, rule: TieRule
) -> None:
    """Votes, costs, money left and prices are those of the ballots; budget, cap and exclusion are kept."""
    votes = ProjectVotes(Approvals.from_ballots(NAMES, rows), tuple(costs), budget, minimum_score=2)
    method = BY_NAME[name]
    assert replay(method.run(votes, CountSettings(ties=rule)), votes) == ()


def touched(count: Count) -> list[Count]:
    """Change one amount of each round, one elected, and the number of ballots."""
    changed = [evolve(count, ballots=count.ballots + 1)]
    for place, one in enumerate(count.rounds):
        if one.amounts:
            first = evolve(one.amounts[0], amount=one.amounts[0].amount + Fraction(1, 7))
            rounds = list(count.rounds)
            rounds[place] = evolve(one, amounts=(first, *one.amounts[1:]))
            changed.append(evolve(count, rounds=tuple(rounds)))
    if count.elected:
        changed.append(evolve(count, elected=count.elected[1:]))
    return changed


@pytest.mark.parametrize(
    "name", ["plurality", "borda", "irv", "two-round", "stv-scottish", "stv-meek", "minimax"]
)
def test_a_touched_count_of_rankings_is_found(name: str) -> None:
    """Whatever is changed by a seventh of a vote, somebody who counts by hand sees it."""
    rows = [([0, 1, 2, 3, 4], 5), ([1, 0, 2, 4, 3], 4), ([2, 1, 0, 3, 4], 3), ([4, 2, 1, 0, 3], 2)]
    method, ballots = BY_NAME[name], rankings_of(rows, shared=False)
    count = method.run(ballots, settings_of(method, 2, TieRule(by=TieBreak.ORDER)))
    assert replay(count, ballots) == ()
    for changed in touched(count):
        assert replay(changed, ballots)


def test_the_ballots_decide_not_the_trace() -> None:
    """The same trace beside other ballots does not hold."""
    method = BY_NAME["irv"]
    counted = rankings_of([([0, 1, 2, 3, 4], 5), ([1, 0, 2, 4, 3], 4)], shared=False)
    others = rankings_of([([1, 0, 2, 3, 4], 5), ([0, 1, 2, 4, 3], 4)], shared=False)
    assert replay(method.run(counted, CountSettings()), others)


def test_a_method_without_a_check_says_so() -> None:
    """The best committee of all cannot be told from its trace; a plugin's method is not known."""
    ballots = Approvals.from_ballots(NAMES, [({0, 1}, 2), ({2}, 1)])
    count = BY_NAME["pav"].run(ballots, CountSettings(seats=2))
    with pytest.raises(NotReplayableError, match="pav"):
        replay(count, ballots)
