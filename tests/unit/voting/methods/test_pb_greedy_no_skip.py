"""Buying by votes up to the first project that does not fit."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.traces import Why
from gongtong.voting.methods.pb_greedy_no_skip import METHOD

NAMES = ("路灯", "树", "长椅")
BALLOTS = Approvals.from_ballots(NAMES, [({0}, 4), ({1}, 3), ({2}, 2)])


@pytest.mark.parametrize(
    ("budget", "bought"),
    [(109, ("路灯",)), (110, ("路灯", "树")), (111, ("路灯", "树")), (121, NAMES)],
)
def test_the_list_ends_where_money_is_short(budget: int, bought: tuple[str, ...]) -> None:
    """树 needs exactly 110 together with 路灯; with less, the cheap 长椅 behind it is not bought either."""
    counted = METHOD.run(ProjectVotes(BALLOTS, (60, 50, 10), budget), CountSettings())
    assert counted.elected == bought


def test_what_is_behind_the_end_is_told_as_stopped() -> None:
    """树 cannot be afforded, 长椅 is stopped by that."""
    counted = METHOD.run(ProjectVotes(BALLOTS, (60, 50, 10), 100), CountSettings())
    told = [(step.candidate, step.why) for one in counted.rounds for step in one.steps]
    assert told == [("路灯", Why.MOST), ("树", Why.NOT_AFFORDABLE), ("长椅", Why.STOPPED)]


def test_a_project_under_the_minimum_does_not_end_the_list() -> None:
    """Too few votes pass over a project, however much it costs."""
    votes = ProjectVotes(BALLOTS, (60, 10, 500), 100, minimum_score=3)
    assert METHOD.run(votes, CountSettings()).elected == ("路灯", "树")


def test_with_an_open_tie_only_what_is_sure_is_bought() -> None:
    """Of two level projects one ends the list and the other fits: whether it is bought is undecided."""
    ballots = Approvals.from_ballots(NAMES, [({0}, 4), ({1, 2}, 3)])
    counted = METHOD.run(ProjectVotes(ballots, (60, 30, 70), 100), CountSettings())
    assert (counted.elected, counted.undecided) == (("路灯",), ("树",))
