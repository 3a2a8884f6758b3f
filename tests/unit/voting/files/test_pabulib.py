"""Pabulib files: money, thresholds, caps, and what the head promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.files.ballot_file import BallotFile, BallotKind
from gongtong.voting.files.pabulib import read_pabulib
from gongtong.voting.methods.pb_greedy import METHOD as PB_GREEDY
from gongtong.voting.methods.pb_greedy_no_skip import METHOD as PB_GREEDY_NO_SKIP

REAL = Path(__file__).parents[4] / "../shared/ground-truth/voting"

TEXT = """META
key;value
description;小区预算
num_projects;3
num_votes;4
budget;2500
vote_type;approval
rule;greedy
PROJECTS
project_id; cost; votes; name; category
p1; 600; 3; "Bench; two of ""them"" here"; parks
p2;800;2;健身器材;sport,parks
7;1400;1;c;roads
VOTES
voter_id;age;vote
v1;34;p1,p2
v2;51;p1
v3;23;"p1, 7"
v4;19;p2
"""


def read(text: str) -> BallotFile:
    return read_pabulib(text.encode(), file="x.pb")


def votes(text: str) -> ProjectVotes:
    ballots = read(text).ballots
    assert isinstance(ballots, ProjectVotes)
    return ballots


def codes(text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(text)
    return [problem.code for problem in raised.value.problems]


def test_an_approval_vote_is_read() -> None:
    """Candidates are ids, names are labels, cells may be in quotation marks and have blanks."""
    found = read("\ufeff" + TEXT)
    assert found.kind is BallotKind.PROJECTS
    assert found.candidates == ("p1", "p2", "7")
    assert found.labels == ('Bench; two of "them" here', "健身器材", "c")
    assert found.title == "小区预算"
    assert found.notes == ()
    ballots = votes(TEXT)
    assert isinstance(ballots.ballots, Approvals)
    assert ballots.ballots.tallies() == [3, 2, 1]
    assert (ballots.costs, ballots.budget, ballots.units) == ((600, 800, 1400), 2500, 1)
    assert ballots.minimum_score is None


@pytest.mark.parametrize(
    ("costs", "units", "expected"),
    [
        (("600.5", "800", "1400"), 10, (6005, 8000, 14000)),
        (("600,25", "800.1", "1400"), 100, (60025, 80010, 140000)),
        (("600.00", "800", "1400"), 1, (600, 800, 1400)),
    ],
)
def test_decimals_become_whole_units(
    costs: tuple[str, ...], units: int, expected: tuple[int, ...]
) -> None:
    """With a point or a comma; as many units as the longest number needs, and the budget in them."""
    first, second, third = costs
    text = TEXT.replace("p1; 600", f"p1; {first}").replace("p2;800", f"p2;{second}")
    found = votes(text.replace("7;1400", f"7;{third}"))
    assert (found.units, found.costs, found.budget) == (units, expected, 2500 * units)


def test_a_threshold_is_read() -> None:
    """Of votes or of points; the higher where there are both."""
    one = TEXT.replace("rule;greedy", "min_project_score_threshold;2")
    assert votes(one).minimum_score == 2
    both = TEXT.replace(
        "rule;greedy", "min_project_score_threshold;2\nmin_project_votes_threshold;3"
    )
    assert votes(both).minimum_score == 3


def test_parts_of_the_budget_become_caps() -> None:
    """A project may belong to several categories."""
    text = TEXT.replace("rule;greedy", 'categories;"parks,sport"\nbudget_per_category;"1000.5,900"')
    found = votes(text)
    assert [(cap.name, cap.projects, cap.most) for cap in found.caps] == [
        ("parks", frozenset({0, 1}), 10005),
        ("sport", frozenset({1}), 9000),
    ]
    short = TEXT.replace("rule;greedy", "categories;parks,sport\nbudget_per_category;1000")
    assert codes(short) == ["parts_do_not_match"]


def test_totals_of_the_file_that_differ_are_told() -> None:
    """The ballots are what is counted."""
    found = read(TEXT.replace("p2;800;2;", "p2;800;9;"))
    assert "p2" in found.notes[0].en


def test_exclusive_projects_must_be_given() -> None:
    """The format has no place for them, so a note says that they are missing."""
    found = read(TEXT.replace("rule;greedy", "rule;greedy-exclusive"))
    assert "exclude" in found.notes[0].en


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("META\n", "", "not_pabulib"),
        ("budget;2500\n", "", "not_an_amount"),
        ("budget;2500", "budget;0", "not_an_amount"),
        ("budget;2500", "budget;2 500", "not_an_amount"),
        ("p1; 600", "p1; 0", "not_an_amount"),
        ("p1; 600", "p1; -5", "not_an_amount"),
        ("p2;800", "p1;800", "project_twice"),
        ("p2;800", ";800", "project_without_id"),
        ("p2;800;2;健身器材;sport,parks", "p2;800;2;健身;器材;sport", "row_length"),
        ("p2;800;2;健身器材;sport,parks", "p2", "row_length"),
        ("vote_type;approval", "vote_type;quadratic", "vote_type_unknown"),
        ("num_votes;4", "num_votes;5", "rows_missing"),
        ("num_projects;3", "num_projects;4", "rows_missing"),
        ("rule;greedy", "min_project_score_threshold;many", "threshold_not_whole"),
        ("rule;greedy", "budget;17", "key_twice"),
        ("v2;51;p1\n", "v2;51;p9\n", "no_such_project"),
        ("v2;51;p1\n", "v2;51\n", "row_length"),
        ("VOTES\nvoter_id;age;vote", "VOTES\nvoter_id;age", "column_missing"),
        ("VOTES\nvoter_id;age;vote", "VOTES\nvoter_id;vote;vote", "column_twice"),
        ("PROJECTS\nproject_id;", "VOTES\nvoter_id;", "column_missing"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, code: str) -> None:
    """Each fault has a code of its own."""
    assert code in codes(TEXT.replace(old, new))


def test_every_problem_is_reported_at_once_with_line_and_column() -> None:
    """A cost and two ballots are wrong."""
    text = (
        TEXT.replace("7;1400", "7;x").replace("v1;34;p1,p2", "v1;34;p1,z").replace(";p2\n", ";y\n")
    )
    with pytest.raises(InputError) as raised:
        read(text)
    where = [(problem.line, problem.column) for problem in raised.value.problems]
    assert where == [(13, "cost"), (16, "vote"), (19, "vote")]


@pytest.mark.parametrize(
    "text", ["", "\n", "META\nkey;value\nbudget;3\n", TEXT.split("VOTES", 1)[0]]
)
def test_without_votes_there_is_nothing_to_count(text: str) -> None:
    """Empty, or cut off before the votes."""
    assert codes(text) == ["no_ballots"]


def test_the_headings_of_meta_may_be_missing() -> None:
    """Older files have none; the first row is an entry then."""
    assert read(TEXT.replace("key;value\n", "")).title == "小区预算"


def test_sections_stand_there_once_and_in_order() -> None:
    """A second META behind the votes is a problem, and so are votes before the projects."""
    assert codes(TEXT + "META\nkey;value\nbudget;3\n") == ["section_out_of_order"]
    head, projects, votes_of = TEXT.replace("VOTES", "PROJECTS").split("PROJECTS")
    assert codes(f"{head}VOTES{votes_of}PROJECTS{projects}") == ["section_out_of_order"]


@pytest.mark.skipif(not REAL.exists(), reason="the real elections lie beside the repository")
@pytest.mark.parametrize(
    ("name", "projects", "total"),
    [
        ("pabulib/Netherlands_Assen_2024.pb", 14, 84),
        ("pabulib/Poland_Czestochowa_2020_Grabowka.pb", 8, 201),
        ("pabulib/Poland_Swiecie_2023.pb", 22, 2553),
        ("pabulib/Poland_Warszawa_2024_Wesola.pb", 32, 1009),
        ("pabulib/Poland_Wieliczka_2023_Green_Budget.pb", 64, 6586),
        ("pabulib/Switzerland_Zurich_D5.pb", 24, 180),
        ("abcvoting/poland_lodz_2020_mileszki.pb", 9, 955),
    ],
)
def test_real_budgets_are_read_and_agree_with_their_totals(
    name: str, projects: int, total: int
) -> None:
    """As many as the head says, and the ballots add up to what the file says of each project."""
    found = read_pabulib((REAL / name).read_bytes(), file=name)
    assert (len(found.candidates), found.ballots.total) == (projects, total)
    assert not [note for note in found.notes if "than their ballots" in note.en]


def test_a_project_that_was_withdrawn_is_passed_over_and_ends_no_list() -> None:
    """The collection marks it by a cost of 999999999; a list that does not skip goes on behind it."""
    text = TEXT.replace("p1; 600;", "p1; 999999999;")
    found = votes(text)
    assert "withdrawn" in read(text).notes[-1].en
    for method in (PB_GREEDY, PB_GREEDY_NO_SKIP):
        assert method.run(found, CountSettings()).elected == ("p2", "7")
    almost = votes(TEXT.replace("p1; 600;", "p1; 999999998;"))
    assert PB_GREEDY_NO_SKIP.run(almost, CountSettings()).elected == ()


def test_a_separator_at_the_end_of_a_row_says_nothing() -> None:
    """An empty cell without a heading is dropped, one that is not empty is a problem."""
    text = TEXT.replace("v2;51;p1\n", "v2;51;p1;;\n").replace(
        "7;1400;1;c;roads", "7;1400;1;c;roads;"
    )
    assert votes(text).scores() == [3, 2, 1]
    assert codes(TEXT.replace("v2;51;p1\n", "v2;51;p1;x\n")) == ["row_length"]
