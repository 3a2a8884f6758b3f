"""The five types of votes of Pabulib."""

from __future__ import annotations

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.files.ballot_file import BallotFile
from gongtong.voting.files.pabulib import read_pabulib


def read(vote_type: str, rows: str, meta: str = "") -> BallotFile:
    points = ";points" if vote_type in {"cumulative", "scoring"} else ""
    text = (
        f"META\nkey;value\nbudget;10\nvote_type;{vote_type}\n{meta}"
        "PROJECTS\nproject_id;cost\na;1\nb;2\nc;3\n"
        f"VOTES\nvoter_id;vote{points}\n{rows}"
    )
    return read_pabulib(text.encode(), file="x.pb")


def scores(vote_type: str, rows: str, meta: str = "") -> list[int]:
    ballots = read(vote_type, rows, meta).ballots
    assert isinstance(ballots, ProjectVotes)
    return ballots.scores()


def codes(vote_type: str, rows: str, meta: str = "") -> list[str]:
    with pytest.raises(InputError) as raised:
        read(vote_type, rows, meta)
    return [problem.code for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("vote_type", "rows", "expected"),
    [
        ("approval", "1;a,b\n2;b\n", [1, 2, 0]),
        ("choose-1", "1;a\n2;a\n", [2, 0, 0]),
        ("cumulative", "1;a,b;3,2\n2;b;5\n", [3, 7, 0]),
        ("scoring", "1;a,b,c;300,2,0\n2;b;5\n", [300, 7, 0]),
        ("ordinal", "1;a,b\n2;b,c,a\n", [3, 4, 2]),
    ],
)
def test_every_type_of_vote_is_added_up(vote_type: str, rows: str, expected: list[int]) -> None:
    """Names, one name, points, and orders by Borda with as many points as names for the first."""
    assert scores(vote_type, rows) == expected


def test_orders_get_points_by_the_longest_order_that_the_rules_allow() -> None:
    """With max_length 3 the first of two names gets 3 points; one name too many is a problem."""
    assert scores("ordinal", "1;a,b\n", "max_length;3\n") == [3, 2, 0]
    assert codes("ordinal", "1;a,b\n", "max_length;1\n") == ["order_too_long"]
    assert scores("ordinal", "1;a,b\n", "scoring_fn;Borda\n") == [2, 1, 0]
    assert codes("ordinal", "1;a,b\n", "scoring_fn;plurality\n") == ["scoring_unknown"]


def test_what_is_not_named_gets_the_default_score() -> None:
    """In a scoring vote alone."""
    assert scores("scoring", "1;a;9\n2;b;0\n", "default_score;2\n") == [11, 2, 4]
    assert scores("cumulative", "1;a;9\n", "default_score;2\n") == [9, 0, 0]
    assert codes("scoring", "1;a;9\n", "default_score;-1\n") == ["not_a_number"]


@pytest.mark.parametrize(
    ("vote_type", "row", "code"),
    [
        ("choose-1", "1;a,b", "more_than_one"),
        ("cumulative", "1;a,b;3", "points_do_not_match"),
        ("cumulative", "1;a;-3", "points_not_whole"),
        ("scoring", "1;a;1.5", "points_not_whole"),
        ("ordinal", "1;a,a", "project_twice"),
        ("cumulative", "1;a,a;1,1", "project_twice"),
        ("approval", "1;a,z", "no_such_project"),
    ],
)
def test_what_is_wrong_is_named(vote_type: str, row: str, code: str) -> None:
    """Each fault has a code of its own, with the line."""
    assert code in codes(vote_type, row)


def test_points_need_a_column() -> None:
    """A cumulative vote without points is a problem of the headings."""
    text = "META\nkey;value\nbudget;1\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;1\n"
    with pytest.raises(InputError) as raised:
        read_pabulib((text + "VOTES\nvoter_id;vote\n1;a\n").encode(), file="x.pb")
    assert raised.value.problems[0].column == "points"


def test_what_is_strange_but_clear_is_told() -> None:
    """A blank ballot, a name twice in an approval, a voter twice."""
    found = read("approval", "1;a,a\n2;\n2;b\n")
    assert found.ballots.total == 3
    assert [note.en.split(" ", 1)[0] for note in found.notes] == ["1", "1", "1"]
    assert scores("approval", "1;a,a\n2;\n2;b\n") == [1, 1, 0]
