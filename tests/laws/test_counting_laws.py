"""Laws of the counting core, each against a plainer way that goes ballot by ballot."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import (
    Weights,
    column_planes,
    one_hot,
    row_numbers,
    set_of_rows,
)
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import UNRANKED, Rankings, SharedRanks
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule, drawn_lots
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.methods.plurality import METHOD

NAMES = "甲乙丙丁"
# the ranks of four candidates on one ballot: shared, skipped and missing ones too
RANKS = st.lists(st.sampled_from([0, 1, 2, 3, UNRANKED]), min_size=4, max_size=4)
BALLOTS = st.lists(st.tuples(RANKS, st.integers(0, 5)), min_size=1, max_size=12)
Ballots = Sequence[tuple[Sequence[int], int]]


def rankings_of(ballots: Ballots) -> Rankings:
    rows = b"".join(bytes(ranks) for ranks, _ in ballots)
    return Rankings.from_ranks(NAMES, rows, Weights.of([times for _, times in ballots]))


def best(ranks: Sequence[int], standing: Sequence[int]) -> tuple[int, ...]:
    """Find the best standing candidates of one ballot the plain way."""
    ranked = [one for one in standing if ranks[one] != UNRANKED]
    top = min((ranks[one] for one in ranked), default=None)
    return tuple(one for one in ranked if ranks[one] == top)


@given(BALLOTS, st.sets(st.integers(0, 3)))
def test_every_ballot_lies_on_the_pile_of_its_best(ballots: Ballots, standing: set[int]) -> None:
    """Each row is on one pile, that of all candidates that it ranks best; the others name none."""
    rankings = rankings_of(ballots)
    piles = rankings.piles(rankings.everyone, sorted(standing))
    found = {row: pile.candidates for pile in piles for row in row_numbers(pile.rows, len(ballots))}
    plain = {
        row: names
        for row, (ranks, _) in enumerate(ballots)
        if (names := best(ranks, sorted(standing)))
    }
    assert found == plain
    assert sum(pile.rows.bit_count() for pile in piles) == len(plain)


@given(BALLOTS)
def test_preferences_are_those_of_each_ballot(ballots: Ballots) -> None:
    """Ranked above not ranked, lower number above higher; level ones prefer none."""
    table = rankings_of(ballots).preferences()
    for one in range(4):
        for other in range(4):
            plain = sum(times for ranks, times in ballots if ranks[one] < ranks[other])
            assert table[one][other] == plain


@given(BALLOTS, BALLOTS)
def test_parts_of_rankings_count_like_the_whole(first: Ballots, second: Ballots) -> None:
    """Whatever was counted apart and added is what was counted together."""
    both = rankings_of(first) + rankings_of(second)
    whole = rankings_of([*first, *second])
    assert both.preferences() == whole.preferences()
    assert both.first_choices() == whole.first_choices()
    assert (both.total, both.size) == (whole.total, whole.size)


@given(BALLOTS, st.sampled_from([SharedRanks.SKIP, SharedRanks.EXHAUST]))
def test_a_rule_for_shared_ranks_leaves_none(ballots: Ballots, rule: SharedRanks) -> None:
    """Skipped or exhausted: no row has two on a rank, and single ranks before the first stay."""
    mended = rankings_of(ballots).with_shared_ranks(rule)
    assert not mended.has_shared_ranks
    for row, (ranks, _) in enumerate(ballots):
        shared = {rank for rank in ranks if rank != UNRANKED and ranks.count(rank) > 1}
        first_shared = min(shared, default=UNRANKED)
        for one, rank in enumerate(ranks):
            kept = rank != UNRANKED and rank not in shared
            if rule is SharedRanks.EXHAUST:
                kept = kept and rank < first_shared
            assert bool(mended.ranked(one) >> row & 1) is kept


@given(BALLOTS)
def test_plurality_gives_each_ballot_one_vote(ballots: Ballots) -> None:
    """Split among those it ranks best, exactly; all votes together are all ballots that rank anybody."""
    count = METHOD.run(rankings_of(ballots), CountSettings())
    plain = dict.fromkeys(range(4), Fraction(0))
    for ranks, times in ballots:
        names = best(ranks, range(4))
        for one in names:
            plain[one] += Fraction(times, len(names))
    assert [one.amount for one in count.scores] == [plain[one] for one in range(4)]
    leaders = {NAMES[one] for one in plain if plain[one] == max(plain.values())}
    assert leaders == set(count.elected) or leaders == set(count.undecided)


@given(st.lists(st.integers(0, 255), max_size=300))
def test_columns_are_taken_apart_and_put_together(column: list[int]) -> None:
    """The rows of each value are exactly those that have it."""
    (planes,) = column_planes(bytes(column), width=1, bits=8)
    by_value = one_hot(planes, 256, (1 << len(column)) - 1)
    assert [list(row_numbers(rows, len(column))) for rows in by_value] == [
        [row for row, number in enumerate(column) if number == value] for value in range(256)
    ]


@given(st.lists(st.integers(0, 2**65), min_size=1, max_size=40), st.data())
def test_weights_are_added_exactly(numbers: list[int], data: st.DataObject) -> None:
    """Any set of rows weighs what its rows weigh."""
    chosen = data.draw(st.sets(st.integers(0, len(numbers) - 1)))
    rows = set_of_rows(sorted(chosen), len(numbers))
    assert Weights.of(numbers).total(rows) == sum(numbers[row] for row in chosen)


@given(st.lists(st.tuples(st.sets(st.integers(0, 3)), st.integers(0, 9)), max_size=12))
def test_approvals_are_counted_ballot_by_ballot(ballots: list[tuple[set[int], int]]) -> None:
    """Each name on a ballot is one vote for each time the ballot was cast."""
    approvals = Approvals.from_ballots(NAMES, ballots)
    assert approvals.tallies() == [
        sum(times for named, times in ballots if one in named) for one in range(4)
    ]
    assert approvals.weights.total(approvals.abstaining()) == sum(
        times for named, times in ballots if not named
    )


@given(
    st.lists(
        st.tuples(st.dictionaries(st.integers(0, 3), st.integers(0, 1000)), st.integers(1, 9)),
        max_size=12,
    )
)
def test_scores_are_added_and_compared_ballot_by_ballot(
    ballots: list[tuple[dict[int, int], int]],
) -> None:
    """A blank scores nothing, and prefers nobody below it."""
    scores = Scores.from_ballots(NAMES, ballots)
    assert scores.sums() == [
        sum(times * ballot.get(one, 0) for ballot, times in ballots) for one in range(4)
    ]
    for one in range(4):
        for other in range(4):
            plain = sum(
                times for ballot, times in ballots if ballot.get(one, 0) > ballot.get(other, 0)
            )
            assert scores.weights.total(scores.preferring(one, other)) == plain


@given(st.sets(st.text(min_size=1, max_size=3), min_size=2, max_size=6), st.text(min_size=1))
def test_a_lot_is_an_order_of_all_that_are_level(names: set[str], seed: str) -> None:
    """Everybody once, and whoever is in front stays there as a rule for both ends."""
    rule = TieRule(by=TieBreak.LOT, seed=seed)
    tied = sorted(names)
    order = rule.in_order(tied, round_number=3)
    assert order is not None
    assert sorted(order) == tied
    assert order == drawn_lots(tied[::-1], seed=seed, round_number=3)
