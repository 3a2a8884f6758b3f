"""STAR: two finalists by points, then the preference between them."""

from collections.abc import Mapping, Sequence

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Count, Stage, TieBreak, Why
from gongtong.voting.methods.star import METHOD

TENNESSEE = ("Memphis", "Nashville", "Chattanooga", "Knoxville")
VOTERS = [
    ({0: 5, 1: 2, 2: 1, 3: 0}, 42),
    ({0: 0, 1: 5, 2: 2, 3: 1}, 26),
    ({0: 0, 1: 3, 2: 5, 3: 3}, 15),
    ({0: 0, 1: 2, 2: 4, 3: 5}, 17),
]


def run(
    rows: Sequence[Mapping[int, int]], names: str, seats: int = 1, rule: TieRule | None = None
) -> Count:
    ballots = Scores.from_ballots(names, [(row, 1) for row in rows])
    return METHOD.run(ballots, CountSettings(seats=seats, ties=rule or TieRule()))


def test_tennessee_round_by_round() -> None:
    """293 and 237 points go to the run-off; 68 of 100 score Nashville above Chattanooga."""
    count = METHOD.run(Scores.from_ballots(TENNESSEE, VOTERS), CountSettings())
    first, second = count.rounds
    assert [amount.amount for amount in first.amounts] == [210, 293, 237, 156]
    assert [step.candidate for step in first.steps] == ["Nashville", "Chattanooga"]
    assert {(step.act, step.why) for step in first.steps} == {(Act.ADVANCED, Why.MOST)}
    assert second.stage is Stage.RUN_OFF
    assert [amount.amount for amount in second.amounts] == [68, 32]
    assert second.steps[0].why is Why.PREFERRED_BY_MORE
    assert count.elected == ("Nashville",)


def test_the_run_off_can_turn_the_points_around() -> None:
    """One voter's five points are more than two voters' preference, but only before the run-off."""
    count = run([{0: 5, 1: 0}, {0: 2, 1: 3}, {0: 2, 1: 3}], "甲乙")
    assert [amount.amount for amount in count.scores] == [9, 6]
    assert count.elected == ("乙",)


def test_level_points_go_by_the_match() -> None:
    """Two are level for the second place; who is preferred by more goes on, and the tie is told."""
    count = run([{0: 5, 1: 3, 2: 0}, {0: 5, 1: 0, 2: 1}, {0: 5, 1: 0, 2: 2}], "甲乙丙")
    (tie,) = count.ties
    assert tie.broken_by is TieBreak.HEAD_TO_HEAD
    assert (tie.candidates, tie.chosen, tie.round) == (("乙", "丙"), ("丙",), 1)
    assert [step.candidate for step in count.rounds[0].steps] == ["甲", "丙"]


def test_a_level_run_off_goes_by_the_points() -> None:
    """One prefers each; one has more points."""
    count = run([{0: 5, 1: 0}, {0: 1, 1: 2}], "甲乙")
    assert count.elected == ("甲",)
    (tie,) = count.ties
    assert (tie.broken_by, tie.round, tie.chosen) == (TieBreak.MORE_POINTS, 2, ("甲",))


def test_what_stays_level_is_left_to_the_rule() -> None:
    """As many voters, as many points: undecided, until a rule says who."""
    rows = [{0: 3, 1: 1}, {0: 1, 1: 3}]
    assert run(rows, "甲乙").undecided == ("甲", "乙")
    rule = TieRule(by=TieBreak.SENIORITY, names=("乙", "甲"))
    assert run(rows, "甲乙", rule=rule).elected == ("乙",)


def test_a_tie_for_the_run_off_may_not_matter() -> None:
    """Two are level in everything for the second place, and lose to the first either way."""
    count = run([{0: 5, 1: 2, 2: 1}, {0: 5, 1: 1, 2: 2}], "甲乙丙")
    assert count.elected == ("甲",)
    assert [tie.matters for tie in count.ties] == [False]


def test_several_seats_are_filled_one_after_another() -> None:
    """Bloc STAR: the last candidate needs no run-off; more seats than candidates stay open."""
    count = METHOD.run(Scores.from_ballots(TENNESSEE, VOTERS), CountSettings(seats=5))
    assert count.elected == ("Nashville", "Chattanooga", "Knoxville", "Memphis")
    assert count.seats_open == 1
    stages = [each.stage for each in count.rounds]
    assert stages == [Stage.COUNT, Stage.RUN_OFF] * 3 + [Stage.COUNT]
    assert [each.number for each in count.rounds] == [1, 2, 3, 4, 5, 6, 7]


def test_all_blank_is_a_tie_of_all() -> None:
    """Nothing says anything."""
    assert run([{}], "甲乙丙").undecided == ("甲", "乙", "丙")


def test_one_candidate_is_elected() -> None:
    """There is nobody to run off against."""
    assert run([{0: 1}], "甲").elected == ("甲",)


def test_a_majority_is_refused() -> None:
    """Points are no ballots."""
    with pytest.raises(UncountableError, match="no majority"):
        METHOD.run(Scores.from_ballots("甲", [({0: 1}, 1)]), CountSettings(majority=MoreThan(1, 2)))


def test_of_three_level_the_best_goes_on_and_the_others_are_compared_again() -> None:
    """甲 loses no match, 乙 and 丙 one each, to 甲; who of them is second changes nothing."""
    rows = [{0: 2, 1: 1, 2: 0}, {0: 2, 1: 0, 2: 1}, {0: 0, 1: 3, 2: 3}]
    count = run(rows, "甲乙丙")
    assert [amount.amount for amount in count.scores] == [4, 4, 4]
    first, second = count.ties
    assert (first.candidates, first.chosen, first.seats) == (("甲", "乙", "丙"), ("甲",), 2)
    assert first.broken_by is TieBreak.HEAD_TO_HEAD
    assert (second.candidates, second.seats, second.matters) == (("乙", "丙"), 1, False)
    assert count.elected == ("甲",)
