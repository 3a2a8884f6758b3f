from fractions import Fraction

from attrs import evolve

from gongtong.voting.counting.comparisons import (
    against_needed,
    apart,
    best_of,
    closest_pair,
    compared,
    elected_before,
    locked_path,
    pair_of,
    placed_in,
)
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Measure,
    Needed,
    Pair,
    Round,
    Stage,
    Step,
    Why,
)

FIRST = Round(
    number=1,
    stage=Stage.COUNT,
    amounts=(Amount("a", Fraction(5)), Amount("b", Fraction(3)), Amount("c", Fraction(4))),
    needed=Needed(Fraction(5)),
    pairs=(Pair("a", "b", Fraction(6), Fraction(2)), Pair("b", "c", Fraction(5), Fraction(4))),
    steps=(
        Step(Act.ELECTED, "a", Why.MOST),
        Step(Act.LOCKED, "a", Why.PREFERRED_BY_MORE, "b"),
        Step(Act.LOCKED, "b", Why.PREFERRED_BY_MORE, "c"),
    ),
)
COUNT = Count(
    method="x", candidates=("a", "b", "c"), seats=1, ballots=9, elected=("a",), rounds=(FIRST,)
)


def test_the_best_is_the_most_or_the_least_by_the_measure() -> None:
    """Of votes the most is best and the fewest worst; of loads it is the other way round."""
    assert (best_of(FIRST, "abc"), best_of(FIRST, "abc", worst=True)) == ("a", "b")
    loads = evolve(FIRST, measure=Measure.LOAD)
    assert (best_of(loads, "abc"), best_of(loads, "abc", worst=True)) == ("b", "a")
    assert best_of(FIRST, "xyz") is None


def test_a_threshold_just_missed_met_and_exceeded() -> None:
    """At least 5: 4 is 1 short, 5 is enough; more than 5: 5 is 1 short, and where votes have parts, any part."""
    short, enough = against_needed(FIRST, "c"), against_needed(FIRST, "a")
    assert short is not None
    assert short.zh == "c有4票，门槛为至少5票，差1"
    assert enough is not None
    assert enough.zh == "a有5票，门槛为至少5票"
    beyond = against_needed(evolve(FIRST, needed=Needed(Fraction(5), more_than=True)), "a")
    assert beyond is not None
    assert beyond.en == "a had 5 votes, the threshold being more than 5 votes, 1 short"
    half = evolve(
        FIRST,
        amounts=(*FIRST.amounts, Amount("d", Fraction(1, 2))),
        needed=Needed(Fraction(5), more_than=True),
    )
    parts = against_needed(half, "a")
    assert parts is not None
    assert parts.en == (
        "a had 5 votes, the threshold being more than 5 votes, which is just not enough"
    )
    assert against_needed(FIRST, "x") is None


def test_a_gap_is_told_and_so_is_none() -> None:
    """Two candidates are told apart by the difference, or as level."""
    assert apart(FIRST, "a", "c").zh == "a有5票，c有4票，相差1"
    assert apart(FIRST, "a", "a").en == "a had 5 votes and a 5 votes, level"
    assert apart(FIRST, "a", "x").zh == "a在x之前"


def test_pairs_are_found_from_either_side() -> None:
    """A comparison is told from the side that is asked for; the closest is that with the least lead."""
    assert pair_of(COUNT, "b", "a") == (Fraction(2), Fraction(6))
    assert pair_of(COUNT, "a", "c") is None
    assert compared(COUNT, "a", "c") is None
    closest = closest_pair(COUNT, "b", "ac")
    assert closest is not None
    assert closest.zh == "两两比较中b对a为2比6"


def test_a_chain_of_comparisons_is_found() -> None:
    """From a to c the chain leads through b; from c nothing leads to a."""
    chain = locked_path(COUNT, "a", "c")
    assert chain is not None
    assert [(pair.one, pair.other) for pair in chain] == [("a", "b"), ("b", "c")]
    assert locked_path(COUNT, "c", "a") is None


def test_who_was_placed_and_when() -> None:
    """A round places whom it elects or sends on; before the first round nobody was elected."""
    assert placed_in(FIRST) == ("a",)
    assert (elected_before(COUNT, 1), elected_before(COUNT, 2)) == (frozenset(), frozenset("a"))
