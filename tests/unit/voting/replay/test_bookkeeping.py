"""A trace that contradicts itself is found without any ballot."""

from fractions import Fraction

import pytest
from attrs import evolve

from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Measure,
    Needed,
    Round,
    Stage,
    Step,
    Transfer,
    Why,
)
from gongtong.voting.replay.bookkeeping import check_bookkeeping

FIRST = Round(
    number=1,
    stage=Stage.ELIMINATION,
    amounts=(Amount("甲", Fraction(5)), Amount("乙", Fraction(4)), Amount("丙", Fraction(2))),
    needed=Needed(Fraction(11, 2), more_than=True),
    steps=(Step(Act.ELIMINATED, "丙", Why.FEWEST),),
    transfers=(Transfer("丙", "乙", Fraction(2)),),
)
SECOND = Round(
    number=2,
    stage=Stage.COUNT,
    amounts=(Amount("甲", Fraction(5)), Amount("乙", Fraction(6))),
    needed=Needed(Fraction(11, 2), more_than=True),
    steps=(Step(Act.ELECTED, "乙", Why.REACHED_THRESHOLD),),
)
COUNT = Count(
    method="irv",
    candidates=("甲", "乙", "丙"),
    seats=1,
    ballots=11,
    elected=("乙",),
    rounds=(FIRST, SECOND),
)


def test_a_trace_that_agrees_with_itself_has_no_departure() -> None:
    """An elimination, a transfer, an election."""
    assert check_bookkeeping(COUNT) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (evolve(COUNT, rounds=(FIRST, evolve(SECOND, number=3))), "numbered [1, 3]"),
        (evolve(COUNT, elected=("甲",)), "differ from the rounds"),
        (evolve(COUNT, elected=()), "differ from the rounds"),
        (
            evolve(
                COUNT,
                rounds=(
                    FIRST,
                    evolve(SECOND, steps=(Step(Act.ELECTED, "甲", Why.REACHED_THRESHOLD),)),
                ),
            ),
            "reached_threshold does not hold",
        ),
        (
            evolve(
                COUNT,
                rounds=(evolve(FIRST, steps=(Step(Act.ELIMINATED, "甲", Why.FEWEST),)), SECOND),
            ),
            "fewest does not hold",
        ),
        (
            evolve(
                COUNT,
                rounds=(evolve(FIRST, transfers=(Transfer("丙", "乙", Fraction(1)),)), SECOND),
            ),
            "乙 had 4, gained 1, gave 0, lost 0, and now has 6",
        ),
        (
            evolve(
                COUNT,
                rounds=(FIRST, evolve(SECOND, steps=(Step(Act.ELECTED, "丙", Why.SEATS_REMAIN),))),
            ),
            "went out before and is elected",
        ),
        (
            evolve(
                COUNT,
                rounds=(FIRST, evolve(SECOND, steps=(SECOND.steps[0], SECOND.steps[0]))),
            ),
            "elected twice",
        ),
    ],
)
def test_each_contradiction_is_told(changed: Count, said: str) -> None:
    """Numbers, outcome, grounds, moves, and whoever is elected after going out, or twice."""
    assert any(said in departure.en for departure in check_bookkeeping(changed))


def test_the_least_load_is_the_least() -> None:
    """Where less is better, whoever has more cannot be elected for having least."""
    one = Round(
        number=1,
        stage=Stage.SEAT,
        measure=Measure.LOAD,
        amounts=(Amount("甲", Fraction(1, 5)), Amount("乙", Fraction(1, 4))),
        steps=(Step(Act.ELECTED, "乙", Why.LEAST_LOAD),),
    )
    count = evolve(COUNT, rounds=(one,))
    assert [departure.round for departure in check_bookkeeping(count)] == [1]


def test_who_is_elected_behind_an_open_tie_need_not_stand_in_a_round() -> None:
    """The trace ends at the tie."""
    count = evolve(
        COUNT, elected=("乙",), undecided=("甲", "丙"), rounds=(evolve(FIRST, steps=()),)
    )
    assert check_bookkeeping(count) == ()
