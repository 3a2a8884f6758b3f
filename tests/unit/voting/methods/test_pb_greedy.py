"""Buying by votes, passing over what does not fit."""

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Measure, TieBreak, Why
from gongtong.voting.methods.pb_greedy import METHOD

NAMES = ("路灯", "树", "长椅")
BALLOTS = Approvals.from_ballots(NAMES, [({0}, 4), ({1}, 3), (set(), 2)])


def test_projects_are_bought_by_votes_and_skipped_where_money_is_short() -> None:
    """路灯 first; 树 does not fit any more; 长椅, for which nobody voted, still does."""
    counted = METHOD.run(ProjectVotes(BALLOTS, (60, 50, 40), 100), CountSettings())
    assert counted.elected == ("路灯", "长椅")
    assert (counted.seats, counted.seats_open, counted.ballots) == (0, 0, 9)


def test_points_decide_where_ballots_give_points() -> None:
    """树 has fewer voters and more points, and is bought first."""
    ballots = Scores.from_ballots(NAMES, [({0: 1}, 4), ({1: 3}, 2)])
    counted = METHOD.run(ProjectVotes(ballots, (60, 50, 70), 100), CountSettings())
    assert (counted.elected, counted.measure) == (("树",), Measure.POINTS)


def test_an_open_tie_for_the_last_money_stays_open() -> None:
    """Two projects with equal votes and money for one: neither is chosen without a rule."""
    ballots = Approvals.from_ballots(NAMES, [({0, 1}, 4)])
    votes = ProjectVotes(ballots, (60, 60, 90), 100)
    counted = METHOD.run(votes, CountSettings())
    assert (counted.elected, counted.undecided) == ((), ("路灯", "树"))
    ruled = METHOD.run(votes, CountSettings(ties=TieRule(by=TieBreak.ORDER)))
    assert ruled.elected == ("路灯",)
    assert ruled.ties[0].chosen == ("路灯",)


def test_a_minimum_of_the_vote_holds_here_too() -> None:
    """A project under the minimum is refused by name, whatever the method is called."""
    votes = ProjectVotes(BALLOTS, (10, 10, 10), 100, minimum_score=1)
    counted = METHOD.run(votes, CountSettings())
    assert counted.elected == ("路灯", "树")
    assert counted.rounds[-1].steps[0].why is Why.BELOW_THRESHOLD
