"""Schulze's method: the strongest paths."""

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, FigureName, Measure, Stage, TieBreak, Why
from gongtong.voting.methods.pairwise import PairTable
from gongtong.voting.methods.schulze import METHOD, schulze_levels, strongest_paths

# the example of 45 voters with which the method is usually explained
EXAMPLE = [
    ("ACBED", 5),
    ("ADECB", 5),
    ("BEDAC", 8),
    ("CABED", 3),
    ("CAEBD", 7),
    ("CBADE", 2),
    ("DCEBA", 7),
    ("EBADC", 8),
]
BALLOTS = Rankings.from_ballots(
    "ABCDE", [([["ABCDE".index(one)] for one in order], times) for order, times in EXAMPLE]
)


def test_the_example_of_45_voters() -> None:
    """The published paths and order: E above A above C above B above D."""
    table = PairTable.of(BALLOTS)
    assert strongest_paths(table) == [
        [0, 28, 28, 30, 24],
        [25, 0, 28, 33, 24],
        [25, 29, 0, 29, 24],
        [25, 28, 28, 0, 24],
        [25, 28, 28, 31, 0],
    ]
    count = METHOD.run(BALLOTS, CountSettings(seats=5))
    assert count.elected == ("E", "A", "C", "B", "D")
    assert [amount.amount for amount in count.scores] == [3, 1, 2, 0, 4]
    assert count.measure is Measure.POINTS


def test_the_trace_holds_all_pairs_and_paths() -> None:
    """Ten pairs, twenty paths, and on what ground somebody is elected."""
    (only,) = METHOD.run(BALLOTS, CountSettings()).rounds
    assert only.stage is Stage.PAIRS
    assert len(only.pairs) == 10
    assert {figure.name for figure in only.figures} == {FigureName.STRENGTH}
    strength = {(figure.of, figure.against): figure.amount for figure in only.figures}
    assert len(strength) == 20
    assert strength["E", "A"] == 25
    assert strength["A", "E"] == 24
    assert [(step.act, step.candidate, step.why) for step in only.steps] == [
        (Act.ELECTED, "E", Why.UNBEATEN)
    ]


def test_potential_winners_tie() -> None:
    """A ring of equal strength: all three, until the rule says who."""
    ballots = Rankings.from_ballots("甲乙丙", [([[n], [(n + 1) % 3]], 1) for n in range(3)])
    count = METHOD.run(ballots, CountSettings())
    assert (count.elected, count.undecided) == ((), ("甲", "乙", "丙"))
    assert count.ties[0].candidates == ("甲", "乙", "丙")
    rule = TieRule(by=TieBreak.SENIORITY, names=("丙", "甲", "乙"))
    assert METHOD.run(ballots, CountSettings(seats=2, ties=rule)).elected == ("丙", "甲")


def test_a_level_that_is_smaller_than_the_seats_needs_no_rule() -> None:
    """Two stand above the third and are level: with two seats nothing is left to decide."""
    ballots = Rankings.from_ballots("甲乙丙", [([[0], [1], [2]], 1), ([[1], [0], [2]], 1)])
    count = METHOD.run(ballots, CountSettings(seats=2))
    assert (count.elected, count.undecided, count.ties) == (("甲", "乙"), (), ())
    assert schulze_levels(strongest_paths(PairTable.of(ballots))) == [[0, 1], [2]]


@pytest.mark.parametrize("seats", [1, 3])
def test_one_candidate_and_blank_ballots(seats: int) -> None:
    """One is elected by anybody or nobody; all who are level everywhere tie."""
    alone = Rankings.from_ballots("甲", [([], 2)])
    assert METHOD.run(alone, CountSettings(seats=seats)).elected == ("甲",)
    blank = Rankings.from_ballots("甲乙丙丁", [([], 2)])
    assert METHOD.run(blank, CountSettings(seats=seats)).undecided == ("甲", "乙", "丙", "丁")


def test_a_majority_is_refused() -> None:
    """It elects by comparison, not by the number of ballots that name somebody."""
    with pytest.raises(UncountableError, match="no majority"):
        METHOD.run(BALLOTS, CountSettings(majority=MoreThan(1, 2)))
