"""The highest figures are elected, of those with the majority that was laid down."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.ties import Referee, TieRule
from gongtong.voting.counting.traces import Act, Count, Needed, TieBreak, Why
from gongtong.voting.methods.highest_figures import elect_highest, refuse_majority
from gongtong.voting.methods.tallies import Tallies

NAMES = ("甲", "乙", "丙")


def elect(
    figures: Sequence[int],
    seats: int,
    majority: Bound | None = None,
    *,
    ballots: int = 100,
    rule: TieRule | None = None,
) -> Count:
    tallies = Tallies(
        of="test", candidates=NAMES[: len(figures)], figures=tuple(figures), ballots=ballots
    )
    laid_down = CountSettings(seats=seats, majority=majority)
    referee = Referee(tallies.candidates, rule or TieRule())
    return elect_highest(tallies, laid_down, referee, method="test")


@pytest.mark.parametrize(
    ("votes", "majority", "elected"),
    [
        (49, MoreThan(1, 2), False),
        (50, MoreThan(1, 2), False),
        (51, MoreThan(1, 2), True),
        (49, AtLeast(1, 2), False),
        (50, AtLeast(1, 2), True),
        (51, AtLeast(1, 2), True),
        (66, AtLeast(2, 3), False),
        (67, AtLeast(2, 3), True),
    ],
)
def test_as_many_candidates_as_seats_still_need_the_majority(
    votes: int, majority: Bound, elected: bool
) -> None:
    """Without it the seat stays open, and the trace says what was needed."""
    count = elect([90, votes], 2, majority)
    assert count.elected == (("甲", "乙") if elected else ("甲",))
    assert count.seats_open == (0 if elected else 1)
    (only,) = count.rounds
    assert only.needed == Needed(majority.fraction * 100, isinstance(majority, MoreThan))
    why = {step.candidate: (step.act, step.why) for step in only.steps}
    assert why["甲"] == (Act.ELECTED, Why.REACHED_THRESHOLD)
    assert why["乙"] == (
        (Act.ELECTED, Why.REACHED_THRESHOLD) if elected else (Act.ELIMINATED, Why.BELOW_THRESHOLD)
    )


def test_of_more_with_a_majority_than_seats_the_most_are_elected() -> None:
    """Three have more than half, two are to be elected."""
    count = elect([60, 80, 70], 2, MoreThan(1, 2))
    assert count.elected == ("乙", "丙")
    assert [step.why for step in count.rounds[0].steps] == [Why.MOST, Why.MOST]


def test_the_second_best_needs_the_majority_too() -> None:
    """Three stand for two seats; one has more than half."""
    count = elect([60, 50, 40], 2, MoreThan(1, 2))
    assert count.elected == ("甲",)
    assert count.seats_open == 1
    below = [step.candidate for step in count.rounds[0].steps if step.act is Act.ELIMINATED]
    assert below == ["乙", "丙"]


def test_nobody_has_a_majority_of_no_ballots() -> None:
    """A part of nothing reaches nothing; without a majority asked all are level at nothing."""
    assert elect([0, 0], 2, AtLeast(0, 1), ballots=0).elected == ()
    assert elect([0, 0], 2, ballots=0).elected == ("甲", "乙")


def test_a_tie_at_the_last_seat_is_a_value() -> None:
    """Who is ahead is elected; the tied stay undecided until a rule says more."""
    count = elect([50, 40, 40], 2)
    assert (count.elected, count.undecided) == (("甲",), ("乙", "丙"))
    (tie,) = count.ties
    assert (tie.candidates, tie.seats, tie.broken_by) == (("乙", "丙"), 1, TieBreak.OPEN)
    rule = TieRule(by=TieBreak.SENIORITY, names=("丙", "乙"))
    assert elect([50, 40, 40], 2, rule=rule).elected == ("甲", "丙")


def test_those_below_the_majority_do_not_tie() -> None:
    """Two are level under half: neither is elected, and nothing is left to decide."""
    count = elect([60, 40, 40], 2, MoreThan(1, 2))
    assert (count.elected, count.undecided, count.ties) == (("甲",), (), ())


def test_more_seats_than_candidates_stay_open() -> None:
    """Everybody is elected, and the rest is open."""
    count = elect([3, 0], 5)
    assert (count.elected, count.seats_open) == (("甲", "乙"), 3)
    assert [amount.amount for amount in count.scores] == [Fraction(3), Fraction(0)]


def test_points_have_no_majority() -> None:
    """A setting that a method cannot heed is refused, not passed over."""
    refuse_majority(CountSettings(), "score")
    with pytest.raises(UncountableError, match="score does not count how many"):
        refuse_majority(CountSettings(majority=MoreThan(1, 2)), "score")
