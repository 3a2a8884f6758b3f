"""Projects with costs, and the ballots on them."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores

APPROVALS = Approvals.from_ballots("ab", [({0}, 2), ({0, 1}, 1)])
POINTS = Scores.from_ballots("ab", [({0: 3, 1: 5}, 2)])


def test_projects_are_ranked_by_votes_or_by_points() -> None:
    """Approvals give votes, scores give points."""
    assert ProjectVotes(APPROVALS, (100, 50), 120).scores() == [3, 1]
    assert ProjectVotes(POINTS, (100, 50), 120).scores() == [6, 10]


@pytest.mark.parametrize("costs", [(1,), (0, 5), (-1, 5)])
def test_every_project_has_a_cost(costs: tuple[int, ...]) -> None:
    """One cost is missing, is nothing, or is less than nothing."""
    with pytest.raises(ValueError, match="cost above nothing"):
        ProjectVotes(APPROVALS, costs, 10)


def test_parts_add_up_when_they_are_of_one_vote() -> None:
    """Same kind of ballots, same costs, same budget."""
    votes, points = ProjectVotes(APPROVALS, (100, 50), 120), ProjectVotes(POINTS, (100, 50), 120)
    assert (votes + votes).scores() == [6, 2]
    assert (votes + votes).total == 6
    assert (points + points).scores() == [12, 20]
    with pytest.raises(TypeError, match="approvals and points"):
        votes + points
    with pytest.raises(ValueError, match="same projects and budget"):
        votes + ProjectVotes(APPROVALS, (100, 50), 121)
