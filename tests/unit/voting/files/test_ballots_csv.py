"""Tables with Chinese headings: orders, names, points, and budgets."""

from __future__ import annotations

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.ballot_file import BallotFile
from gongtong.voting.files.ballots_csv import read_ballots_csv

ABOVE = "标题,楼栋长选举\n名额,2\n候选人,王芳,陈静,李强\n"
RANKED = ABOVE + "票号,张数,排序\n1,3,王芳>陈静=李强\n2,1,\n3,2,李强＞王芳\n"


def read(text: str, encoding: str = "utf-8") -> BallotFile:
    return read_ballots_csv(text.encode(encoding), file="x.csv")


def problems(text: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(InputError) as raised:
        read(text)
    return [(one.code, one.line, one.column) for one in raised.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_orders_are_read(encoding: str) -> None:
    """In UTF-8 or as Excel saves it; full-width signs are as good; blank ballots are left out."""
    found = read(RANKED, encoding)
    assert (found.title, found.seats) == ("楼栋长选举", 2)
    assert found.candidates == ("王芳", "陈静", "李强")
    assert isinstance(found.ballots, Rankings)
    assert found.ballots.first_choices() == [3, 0, 2]
    assert found.ballots.has_shared_ranks
    assert "1 ballots rank nobody" in found.notes[0].en


def test_names_are_read() -> None:
    """One name, or any with bars between them; a blank ballot abstains and is counted."""
    one = read(ABOVE + "选择\n王芳\n王芳\n李强\n").ballots
    assert isinstance(one, Approvals)
    assert one.tallies() == [2, 0, 1]
    several = read(ABOVE + "票号,赞成的候选人\n1,王芳|李强\n2,\n3,李强｜陈静\n").ballots
    assert isinstance(several, Approvals)
    assert several.tallies() == [1, 1, 2]
    assert several.total == 3


def test_points_are_read() -> None:
    """A column for each name; an empty cell gives no points."""
    found = read("张数,评分:王芳,评分：陈静\n2,5,0\n1,,3\n")
    assert found.candidates == ("王芳", "陈静")
    assert isinstance(found.ballots, Scores)
    assert found.ballots.sums() == [10, 3]
    assert found.ballots.given == (1, 3)


def test_a_budget_is_read() -> None:
    """With costs in the order of the names; decimals become whole units."""
    above = "候选人,长椅,路灯\n预算,5000\n费用,1200.5,3000\n"
    found = read(above + "赞成的候选人\n长椅\n长椅|路灯\n").ballots
    assert isinstance(found, ProjectVotes)
    assert (found.costs, found.budget, found.units) == ((12005, 30000), 50000, 10)
    assert found.scores() == [2, 1]


@pytest.mark.parametrize(
    "above",
    [
        "候选人,长椅,路灯\n预算,5000\n费用,1200\n",
        "候选人,长椅,路灯\n预算,5000\n",
        "候选人,长椅,路灯\n费用,1,2\n",
        "候选人,长椅,路灯\n预算,5000\n费用,1200,0\n",
    ],
)
def test_a_budget_needs_every_cost(above: str) -> None:
    """Costs for all, each above 0, and what there is to spend."""
    assert problems(above + "赞成的候选人\n长椅\n")[0][0] == "costs_unclear"


def test_without_a_list_the_names_are_those_on_the_ballots() -> None:
    """In the order of their code points, so that the order of the rows does not matter; it is told."""
    found = read("排序\n乙>甲\n丙\n")
    assert found.candidates == ("丙", "乙", "甲")
    assert "乙" in found.notes[0].zh
    assert found.seats is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RANKED.replace("2,1,\n", "2,0,\n"), ("times_not_whole", 6, "张数")),
        (RANKED.replace("3,2,李强", "1,2,李强"), ("ballot_twice", 7, "票号")),
        (RANKED.replace("＞王芳", "＞王方"), ("no_such_candidate", 7, "排序")),
        (RANKED.replace("＞王芳", "＞李强"), ("name_twice", 7, "排序")),
        (RANKED.replace("＞王芳", "＞"), ("name_missing", 7, "排序")),
        (RANKED.replace("名额,2", "名额,两"), ("row_above_unclear", 2, "名额")),
        (RANKED.replace("名额,2", "候选人,甲"), ("row_above_unclear", 3, "候选人")),
        (RANKED.replace("陈静,李强\n", "王芳\n"), ("row_above_unclear", 3, "候选人")),
        (RANKED.replace("票号,张数", "张数,张数"), ("column_twice", 4, "张数")),
        (RANKED.replace("张数,排序", "选择,排序"), ("kind_of_ballots_unclear", 4, None)),
        (RANKED.replace("张数,排序", "张数,顺序"), ("kind_of_ballots_unclear", 4, None)),
        (RANKED.replace("王芳>陈静", "王芳,>陈静"), ("long_row", 5, None)),
        (ABOVE + "选择\n王芳|李强\n", ("more_than_one", 5, "选择")),
        (ABOVE + "评分:王芳\n5\n", ("names_differ", 4, "候选人")),
        ("评分:王芳\n好\n", ("points_not_whole", 2, "评分:王芳")),
        (ABOVE + "排序\n", ("no_ballots", None, None)),
        (ABOVE + "排序,张数\n,2\n", ("no_ballots", None, None)),
        ("", ("kind_of_ballots_unclear", None, None)),
        ('排序\n"甲', ("not_csv", 2, None)),
    ],
)
def test_what_is_wrong_is_named(text: str, problem: tuple[str, int | None, str | None]) -> None:
    """With line and column, and a code of its own."""
    assert problem in problems(text)
