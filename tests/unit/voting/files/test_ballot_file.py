"""What a file of ballots holds."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.ballot_file import (
    BallotFile,
    BallotKind,
    FileFormat,
    blank_left_out,
    kind_of,
)

APPROVALS = Approvals.from_ballots("ab", [({0}, 2)])


def test_every_kind_of_ballots_has_a_name() -> None:
    """Orders, names, points, and projects with costs."""
    assert kind_of(Rankings.from_ballots("ab", [([[0]], 1)])) is BallotKind.RANKINGS
    assert kind_of(APPROVALS) is BallotKind.APPROVALS
    assert kind_of(Scores.from_ballots("ab", [({0: 1}, 1)])) is BallotKind.SCORES
    assert kind_of(ProjectVotes(APPROVALS, (1, 1), 2)) is BallotKind.PROJECTS


def test_labels_stand_beside_all_candidates_or_none() -> None:
    """One label for two candidates is refused."""
    with pytest.raises(ValueError, match="1 labels for 2 candidates"):
        BallotFile(file="x", format=FileFormat.CSV, ballots=APPROVALS, labels=("a",))


def test_blank_ballots_are_told_where_there_are_any() -> None:
    """None, no note."""
    assert blank_left_out(0) == ()
    assert "3" in blank_left_out(3)[0].zh
