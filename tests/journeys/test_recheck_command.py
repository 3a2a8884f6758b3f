"""`gongtong recheck`, and the charts of `gongtong count`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from gongtong.cli import main

RANKED = "标题,楼长\n名额,2\n候选人,王芳,陈静,李强\n张数,排序\n4,王芳>陈静\n3,陈静\n2,李强>陈静\n"
BUDGET = (
    "META\nkey;value\ndescription;pb\nbudget;10\nvote_type;approval\nPROJECTS\n"
    "project_id;cost;name\na;6;Bench\nb;5;Lamp\nc;4;Tree\n"
    "VOTES\nvoter_id;vote\n1;a,c\n2;a\n3;a,b\n4;b\n5;b,c\n"
)


@pytest.fixture
def ranked(tmp_path: Path) -> Path:
    """A sheet of rankings."""
    path = tmp_path / "x.csv"
    path.write_text(RANKED, encoding="utf-8")
    return path


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    """A vote on three projects."""
    path = tmp_path / "x.pb"
    path.write_text(BUDGET, encoding="utf-8")
    return path


def counted(
    capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str
) -> tuple[Path, dict[str, Any]]:
    assert main(["count", *arguments, "--json"]) == 0
    written = capsys.readouterr().out
    path = folder / "count.json"
    path.write_text(written, encoding="utf-8")
    return path, json.loads(written)


@pytest.mark.parametrize("method", ["irv", "stv-scottish", "stv-meek", "borda", "schulze"])
def test_a_count_that_was_printed_holds(
    ranked: Path, capsys: pytest.CaptureFixture[str], method: str
) -> None:
    """What `count` printed is read again and agrees with the ballots, in every round."""
    count, _ = counted(capsys, ranked.parent, str(ranked), "--method", method)
    assert main(["recheck", str(count), str(ranked)]) == 0
    assert "均与选票相符" in capsys.readouterr().out


def test_a_budget_that_was_printed_holds_under_its_own_options(
    budget: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The options of the count stand in what it printed; under another budget the money does not agree."""
    options = ["--budget", "9.5", "--exclusive", "a,b", "--minimum-score", "2"]
    count, _ = counted(capsys, budget.parent, str(budget), "--method", "pb-equal-shares", *options)
    assert main(["recheck", str(count), str(budget)]) == 0
    assert main(["recheck", str(count), str(budget), "--budget", "10"]) == 1


def test_shared_ranks_are_checked_as_they_were_counted(
    ranked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a shared rank ended the ballot, it does so in the check."""
    shared = RANKED.replace("2,李强>陈静", "2,李强=陈静>王芳")
    ranked.write_text(shared, encoding="utf-8")
    arguments = [str(ranked), "--method", "irv", "--shared-ranks", "exhaust"]
    count, _ = counted(capsys, ranked.parent, *arguments)
    assert main(["recheck", str(count), str(ranked)]) == 0


def test_a_count_that_was_touched_does_not_hold(
    ranked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody else is written in as elected: exit status 1, with what is wrong."""
    count, data = counted(capsys, ranked.parent, str(ranked), "--method", "irv")
    others = [name for name in data["candidates"] if name not in data["elected"]]
    count.write_text(json.dumps({**data, "elected": others[:1]}), encoding="utf-8")
    capsys.readouterr()
    assert main(["recheck", str(count), str(ranked), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["holds"] is False
    assert "differ from the rounds" in found["departures"][0]["en"]


@pytest.mark.parametrize("content", ["", "[]", '{"method": "irv"}', '{"scores": {}, "x": 1}'])
def test_what_is_no_count_is_refused(
    ranked: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    """Exit status 2, and what to give instead."""
    other = ranked.parent / "other.json"
    other.write_text(content, encoding="utf-8")
    assert main(["recheck", str(other), str(ranked)]) == 2
    assert "--json" in capsys.readouterr().err


def test_a_method_that_cannot_be_worked_out_again_is_said_to_be(
    budget: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The best committee of all is no matter of rounds."""
    count, _ = counted(capsys, budget.parent, str(budget), "--method", "pav", "--seats", "2")
    assert main(["recheck", str(count), str(budget)]) == 2
    assert "pav" in capsys.readouterr().err


def test_charts_are_written(ranked: Path, budget: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who got how much, the rounds as a flow, and a budget: each a drawing that stands by itself."""
    folder = ranked.parent
    result, flow, money = (folder / f"{name}.svg" for name in ("result", "flow", "money"))
    charts = ["--chart", str(result), "--flow", str(flow)]
    assert main(["count", str(ranked), "--method", "irv", *charts]) == 0
    assert main(["count", str(budget), "--method", "pb-greedy", "--chart", str(money)]) == 0
    for path in (result, flow, money):
        assert ET.fromstring(path.read_text(encoding="utf-8")).tag.endswith("svg")  # noqa: S314 - our own drawing
    assert "楼长" in result.read_text(encoding="utf-8")
    assert "余" in money.read_text(encoding="utf-8")
    capsys.readouterr()


def test_a_chart_that_cannot_be_written_is_told(
    ranked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No such folder: exit status 2, no traceback."""
    path = ranked.parent / "no" / "x.svg"
    assert main(["count", str(ranked), "--method", "irv", "--chart", str(path)]) == 2
    assert "--chart" in capsys.readouterr().err
