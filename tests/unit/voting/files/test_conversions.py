"""Ballots as a method takes them."""

from __future__ import annotations

import pytest
from attrs import evolve

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.conversions import ballots_for
from gongtong.voting.files.detection import read_ballot_file
from gongtong.voting.methods.plurality import METHOD

RANKED = read_ballot_file(b"2 1\n3 1 2 0\n0\na\nb\n", file="x.blt")
NAMED = read_ballot_file("选择\n甲\n乙\n甲\n".encode(), file="x.csv")
PROJECTS = read_ballot_file(
    b"META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nb;2\n"
    b"VOTES\nvoter_id;vote\n1;a\n2;a,b\n",
    file="x.pb",
)


def test_ballots_that_fit_are_given_as_they_are() -> None:
    """Without a note."""
    found = ballots_for(METHOD, RANKED)
    assert found.ballots is RANKED.ballots
    assert found.note is None


def test_a_budget_gives_its_ballots_to_other_methods() -> None:
    """Without costs, and a note says so."""
    found = ballots_for(METHOD, PROJECTS)
    assert isinstance(found.ballots, Approvals)
    assert found.ballots.tallies() == [2, 1]
    assert found.note is not None
    assert "without the costs" in found.note.en


def test_an_approval_is_one_point() -> None:
    """For methods that add up points."""
    found = ballots_for(evolve(METHOD, takes=(Scores,)), NAMED)
    assert isinstance(found.ballots, Scores)
    assert sorted(found.ballots.sums()) == [1, 2]
    assert found.ballots.total == 3
    of_projects = ballots_for(evolve(METHOD, takes=(Scores,)), PROJECTS).ballots
    assert isinstance(of_projects, Scores)
    assert of_projects.sums() == [2, 1]


def test_what_does_not_follow_is_an_error_that_names_what_fits() -> None:
    """A ranking does not say whom a voter approves."""
    approval = evolve(METHOD, name="approval", takes=(Approvals,))
    budget = evolve(METHOD, name="greedy", takes=(ProjectVotes,))
    orders = evolve(METHOD, name="irv", takes=(Rankings,))
    with pytest.raises(UncountableError, match=r"approval counts Approvals.*rankings.*: irv$"):
        ballots_for(approval, RANKED, (approval, budget, orders))
    with pytest.raises(UncountableError, match=r"greedy counts ProjectVotes"):
        ballots_for(budget, RANKED)
