"""A count is checked against itself and against its ballots."""

import pytest
from attrs import evolve

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, Utility
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods import (
    approval,
    equal_shares,
    pb_equal_shares,
    pb_equal_shares_add1,
    pb_greedy,
    score,
)
from gongtong.voting.replay.replaying import NotReplayableError, left_unchecked, replay

BALLOTS = Approvals.from_ballots("abc", [({0, 1}, 4), ({1, 2}, 3), ({2}, 2)])


def test_a_count_that_holds_has_no_departure() -> None:
    """Approvals, a committee by equal shares, scores, a budget by points."""
    assert replay(approval.METHOD.run(BALLOTS, CountSettings(seats=2)), BALLOTS) == ()
    assert replay(equal_shares.METHOD.run(BALLOTS, CountSettings(seats=2)), BALLOTS) == ()
    scores = Scores.from_ballots("abc", [({0: 5}, 1), ({1: 3, 2: 1}, 2)])
    assert replay(score.METHOD.run(scores, CountSettings()), scores) == ()
    votes = ProjectVotes(scores, (5, 3, 2), 7)
    assert replay(pb_greedy.METHOD.run(votes, CountSettings()), votes) == ()


def test_what_a_project_is_worth_is_said() -> None:
    """One for each project, or what it costs: the prices differ."""
    votes = ProjectVotes(BALLOTS, (500, 300, 250), 900)
    count = pb_equal_shares.METHOD.run(votes, CountSettings(utility=Utility.NUMBER))
    assert replay(count, votes, utility=Utility.NUMBER) == ()
    assert replay(count, votes)


def test_what_is_not_checked_is_said() -> None:
    """Equal shares leave out the prices of what was not bought; add1 the amount that was too much."""
    votes = ProjectVotes(BALLOTS, (500, 300, 250), 900)
    add1 = pb_equal_shares_add1.METHOD.run(votes, CountSettings())
    assert replay(add1, votes) == ()
    assert [sentence.zh[:3] for sentence in left_unchecked(add1)] == ["未复核", "未复核"]
    assert left_unchecked(pb_greedy.METHOD.run(votes, CountSettings())) == ()


def test_ballots_that_are_missing_are_found() -> None:
    """The number of ballots is part of the count."""
    count = approval.METHOD.run(BALLOTS, CountSettings(seats=2))
    found = replay(evolve(count, ballots=8), BALLOTS)
    assert [departure.en for departure in found] == ["8 ballots are told, and 9 are there"]


def test_an_unknown_method_is_said_to_be_unknown() -> None:
    """A plugin's trace cannot be worked out again here."""
    count = evolve(approval.METHOD.run(BALLOTS, CountSettings()), method="ours")
    with pytest.raises(NotReplayableError, match="ours"):
        replay(count, BALLOTS)
