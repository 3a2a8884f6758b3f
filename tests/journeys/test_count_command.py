"""`gongtong count` and `gongtong methods`: files of every layout, every option, both outputs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from gongtong.cli import count as count_command
from gongtong.cli import count_reading, main, method_list
from gongtong.core.periods import since
from gongtong.core.policies import Provision, Rank
from gongtong.core.rulings import Source
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.voting.methods import plurality
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.methods.policies import COUNTING_METHOD, METHOD_NAME

REAL = Path(__file__).parents[2] / "../shared/ground-truth/voting"

RANKED = "标题,楼长\n名额,2\n候选人,王芳,陈静,李强\n张数,排序\n4,王芳>陈静\n3,陈静\n2,李强>陈静\n"
LEVEL = "候选人,甲,乙,丙\n张数,选择\n2,甲\n2,乙\n1,丙\n"
BUDGET = (
    "META\nkey;value\ndescription;pb\nbudget;10\nvote_type;approval\nPROJECTS\n"
    "project_id;cost;name\na;6;Bench\nb;5;Lamp\nc;4;Tree\n"
    "VOTES\nvoter_id;vote\n1;a,c\n2;a\n3;a,b\n4;b\n5;b,c\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    """Write a file and give its path."""

    def write(text: str, name: str = "x.csv") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def counted(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["count", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["count", *arguments]) == 2
    return capsys.readouterr().err


def test_the_json_has_every_key_with_names_as_in_the_file(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Method, elected, ties, rounds and exact scores, and what the file said."""
    found = counted(capsys, sheet(RANKED), "--method", "plurality", "--seats", "1")
    assert found["method"] == "plurality"
    assert found["elected"] == ["王芳"]
    assert found["candidates"] == ["王芳", "陈静", "李强"]
    assert found["scores"] == {"王芳": "4", "陈静": "3", "李强": "2"}
    assert found["ties"] == []
    assert found["undecided"] == []
    assert found["rounds"][0]["amounts"][0] == {"candidate": "王芳", "amount": "4"}
    assert (found["ballots"], found["seats"], found["seats_open"]) == (9, 1, 0)
    assert (found["title"], found["format"], found["file"]) == ("楼长", "csv", "x.csv")
    assert found["margin"]["switched"] == {"ballots": 1, "exact": True}
    assert found["labels"] == {}


def test_seats_are_those_of_the_file_until_others_are_asked_for(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A method that elects one elects one of a file with two seats, and a note says so."""
    path = sheet(RANKED)
    assert counted(capsys, path, "--method", "stv-scottish")["seats"] == 2
    one = counted(capsys, path, "--method", "irv")
    assert one["seats"] == 1
    assert "2 seats" in one["notes"][-1]["en"]
    assert "irv elects 1, not 2" in refused(capsys, path, "--method", "irv", "--seats", "2")


def test_a_figure_is_given_where_a_method_ranks_by_none(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """What each had in the last round in which they took part."""
    found = counted(capsys, sheet(RANKED), "--method", "irv")
    assert {name: Fraction(figure) for name, figure in found["scores"].items()} == {
        "王芳": 4,
        "陈静": 5,
        "李强": 2,
    }


def test_a_tie_is_told_and_broken_only_by_the_rule_that_is_named(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open ties leave candidates undecided, with exit status 0."""
    path = sheet(LEVEL)
    still_open = counted(capsys, path, "--method", "plurality")
    assert (still_open["elected"], still_open["undecided"]) == ([], ["甲", "乙"])
    assert still_open["ties"] == [
        {
            "candidates": ["甲", "乙"],
            "round": 1,
            "seats": 1,
            "chosen": [],
            "broken_by": "open",
            "matters": True,
        }
    ]
    assert main(["count", path, "--method", "plurality"]) == 0
    assert "--ties" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rule", "elected", "by"),
    [
        ("order", ["甲"], "order"),
        ("seniority:乙,甲,丙", ["乙"], "seniority"),
        ("seniority:乙|甲", ["乙"], "seniority"),
        ("decided:乙,甲", ["乙"], "decided"),
        ("run-off", [], "run_off"),
        ("earlier-rounds", [], "open"),
        ("earlier-rounds+order", ["甲"], "order"),
    ],
)
def test_every_rule_for_ties_can_be_named(
    sheet: Any, capsys: pytest.CaptureFixture[str], rule: str, elected: list[str], by: str
) -> None:
    """The order of the paper, a list, a decision, a further vote."""
    found = counted(capsys, sheet(LEVEL), "--method", "plurality", "--ties", rule)
    assert found["elected"] == elected
    assert found["ties"][0]["broken_by"] == by


def test_lots_are_drawn_from_the_seed(sheet: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The same seed draws the same; some seed draws the other."""
    path, drawn = sheet(LEVEL), set()
    for seed in range(8):
        found = counted(capsys, path, "--method", "plurality", "--ties", f"lot:{seed}")
        again = counted(capsys, path, "--method", "plurality", "--ties", f"lot:{seed}")
        assert found == again
        drawn.add(found["elected"][0])
    assert drawn == {"甲", "乙"}


@pytest.mark.parametrize(
    "rule", ["lot:", "seniority:", "coin", "decided:丁", "seniority:甲,甲", "earlier-rounds+coin"]
)
def test_a_rule_that_is_none_is_refused(
    sheet: Any, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    """Without a seed or names, of an unknown kind, or naming strangers."""
    assert "--ties" in refused(capsys, sheet(LEVEL), "--method", "plurality", "--ties", rule)


def test_a_budget_is_counted_with_ids_and_labels(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another budget, a minimum and exclusions can be given; decimals make the unit smaller."""
    path = sheet(BUDGET, "x.pb")
    found = counted(capsys, path, "--method", "pb-greedy", "--ties", "order")
    assert found["elected"] == ["a", "c"]
    assert found["labels"] == {"a": "Bench", "b": "Lamp", "c": "Tree"}
    richer = counted(capsys, path, "--method", "pb-greedy", "--budget", "11.5", "--ties", "order")
    assert richer["elected"] == ["a", "b"]
    apart = ("--budget", "11", "--exclusive", "a,b", "--ties", "order")
    assert counted(capsys, path, "--method", "pb-greedy", *apart)["elected"] == ["a", "c"]
    least = ("--minimum-score", "3", "--ties", "order")
    assert counted(capsys, path, "--method", "pb-greedy-threshold", *least)["elected"] == ["a"]


def test_the_ballots_of_a_budget_elect_a_committee(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --seats, and a note that the costs were left aside."""
    found = counted(capsys, sheet(BUDGET, "x.pb"), "--method", "approval", "--seats", "2")
    assert sorted(found["elected"]) == ["a", "b"]
    assert "without the costs" in found["notes"][0]["en"]


def test_options_reach_the_method(sheet: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A majority that nobody has leaves the seat open; equal shares take utility and completion."""
    path = sheet(RANKED)
    arguments = (path, "--method", "plurality", "--seats", "1", "--majority", "more-than 1/2")
    assert counted(capsys, *arguments)["elected"] == []
    shares = ("--utility", "number", "--completion", "utilitarian", "--ties", "order")
    found = counted(capsys, sheet(BUDGET, "x.pb"), "--method", "pb-equal-shares", *shares)
    assert found["method"] == "pb-equal-shares"


@pytest.mark.parametrize("rule", ["split", "skip", "exhaust"])
def test_shared_ranks_are_treated_as_named(
    sheet: Any, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    """A ballot for two at once gives each a half, or nothing."""
    text = "候选人,甲,乙\n张数,排序\n2,甲=乙\n1,乙\n"
    found = counted(capsys, sheet(text), "--method", "plurality", "--shared-ranks", rule)
    assert found["scores"]["甲"] == ("1" if rule == "split" else "0")


def test_people_read_the_outcome_the_table_and_every_round(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both languages; --trace tells the rounds, --why says why not."""
    path = sheet(RANKED)
    assert main(["count", path, "--method", "irv", "--trace", "--why", "李强"]) == 0
    told = capsys.readouterr().out
    for words in ("当选：陈静", "elected: 陈静", "✓", "第1轮", "Round 1", "was not elected"):
        assert words in told
    assert main(["count", path, "--method", "irv"]) == 0
    assert "Round 1" not in capsys.readouterr().out
    found = counted(capsys, path, "--method", "irv", "--why", "陈静", "--why", "李强")
    assert [one["fate"] for one in found["why"].values()] == ["elected", "not_elected"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--method", "pluralty"), "gongtong methods"),
        (("--method", "approval"), "可用方法: plurality"),
        (("--method", "plurality", "--majority", "half"), "at-least 2/3"),
        (("--method", "plurality", "--majority", "at-least 3/2"), "at-least 2/3"),
        (("--method", "plurality", "--why", "甲"), "no candidate '甲'"),
        (("--method", "plurality", "--budget", "5"), "no projects"),
        (("--method", "plurality", "--seats", "0"), "at least 1"),
    ],
)
def test_options_that_cannot_be_used_are_told(
    sheet: Any, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    """With exit status 2, and what to do."""
    assert told in refused(capsys, sheet(RANKED), *arguments)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--budget", "much"), "no amount"),
        (("--exclusive", "a,z"), "z"),
        (("--exclusive", "a"), "two"),
    ],
)
def test_budget_options_that_cannot_be_used_are_told(
    sheet: Any, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    """With exit status 2."""
    assert told in refused(capsys, sheet(BUDGET, "x.pb"), "--method", "pb-greedy", *arguments)


def test_every_problem_of_a_file_is_told(
    sheet: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With its line; a file that is not there is one problem."""
    told = refused(capsys, sheet(RANKED.replace("陈静\n", "成静\n")), "--method", "irv")
    assert "3 problems" in told
    assert "line 6" in told
    assert "cannot be read" in refused(capsys, str(tmp_path / "gone.blt"), "--method", "irv")


def test_ballots_may_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layout is seen from how they begin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"2 1\n3 1 0\n0\na\nb\n")))
    assert counted(capsys, "-", "--method", "irv")["elected"] == ["a"]


def test_a_long_file_shows_a_bar_on_a_terminal(
    sheet: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, only after a while; the output is the same."""
    path = sheet("2 1\n" + "1 1 2 0\n" * 9000 + "0\na\nb\n", "x.blt")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(count_reading, "_PATIENCE_SECONDS", 0.0)
    assert counted(capsys, path, "--method", "irv")["elected"] == ["a"]


class BringsAMethod:
    """A plugin with a method of its own."""

    @hookimpl
    def gongtong_provisions(self) -> Any:
        yield Provision(
            "test.elder",
            COUNTING_METHOD,
            evolve(plurality.METHOD, name="elder", zh="长者优先"),
            area="",
            in_force=since("2020-01-01"),
            rank=Rank.MINISTRY_GUIDANCE,
            cites=[Source("村规")],
            conditions=(METHOD_NAME.is_one_of("elder"),),
        )


def test_a_plugins_method_is_listed_and_counts(
    sheet: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a provision alone."""
    host = Host.of(Plugin("local", hooks=BringsAMethod()))
    for module in (count_command, method_list):
        monkeypatch.setattr(module, "Host", type("H", (), {"installed": lambda **_: host}))
    assert main(["methods", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed[-1]["name"] == "elder"
    assert counted(capsys, sheet(LEVEL), "--method", "elder", "--ties", "order")["elected"] == [
        "甲"
    ]


def test_methods_are_listed_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, both names, what ballots, how many seats, definition and source."""
    assert main(["methods", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in listed] == [method.name for method in METHODS]
    assert all(one["source"] and one["definition_zh"] and one["ballots"] for one in listed)
    assert main(["methods"]) == 0
    assert "stv-scottish" in capsys.readouterr().out


def test_a_reader_who_has_heard_enough_is_no_error_of_ours() -> None:
    """As with `| head`: the pipe is closed before everything was written, and nothing is traced."""
    run = subprocess.Popen(
        [sys.executable, "-m", "gongtong.cli", "methods", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    told = run.stderr.read()
    run.stderr.close()
    assert run.wait() == 1
    assert told == b""


@pytest.mark.skipif(not REAL.exists(), reason="the real elections lie beside the repository")
@pytest.mark.parametrize(
    ("name", "method", "elected"),
    [
        ("preflib/00005-00000002.toi", "irv", ["Bob Kiss"]),
        ("preflib/00005-00000002.toi", "plurality", ["Kurt Wright"]),
        ("preflib/00005-00000002.toi", "schulze", ["Andy Montroll"]),
        (
            "scottish/aberdeen_2017_ward12.csv",
            "stv-scottish",
            ["Alan Donnelly", "Yvonne Allan", "Christian Guy Allard", "Catriona Mackenzie"],
        ),
    ],
)
def test_real_elections_are_counted(
    capsys: pytest.CaptureFixture[str], name: str, method: str, elected: list[str]
) -> None:
    """Burlington 2009, where three methods elect three; the four councillors of Torry/Ferryhill."""
    assert counted(capsys, str(REAL / name), "--method", method)["elected"] == elected


TIED_BUDGET = BUDGET.replace("4;b\n5;b,c\n", "4;b\n5;c\n").replace("budget;10", "budget;6")


def test_ties_of_a_pabulib_budget_go_by_the_order_of_the_file_and_it_says_so(
    sheet: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lamp and tree are level and only one of them fits; with --ties open both stay undecided."""
    path = sheet(
        TIED_BUDGET.replace("2;a\n3;a,b\n", "2;b\n3;c,b\n").replace("1;a,c", "1;c"), "x.pb"
    )
    found = counted(capsys, path, "--method", "pb-greedy")
    assert found["ties"][0]["broken_by"] == "order"
    assert found["elected"] == ["b"]
    assert found["options"]["ties"] == "order"
    assert any("Pabulib" in note["en"] for note in found["notes"])
    left_open = counted(capsys, path, "--method", "pb-greedy", "--ties", "open")
    assert left_open["undecided"] == ["b", "c"]
    assert not any("Pabulib" in note["en"] for note in left_open["notes"])
    shares = counted(capsys, path, "--method", "pb-equal-shares")
    assert shares["options"]["ties"] == "open"
