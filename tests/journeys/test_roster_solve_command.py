"""`gongtong roster solve`, `explain` and `replan`: rosters from an order, a sheet, a published instance, and one that is up."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from gongtong.cli.main import main
from gongtong.community import Gongtong
from gongtong.core.storage.engines import sqlite_engine
from gongtong.rostering.rosters.publishing import PublishRoster
from gongtong.testing.examples.rosters import CHEN, SATURDAY, SUN, SUNDAY, WEEKEND, publish
from gongtong.testing.examples.volunteers import LIU
from gongtong.testing.rosters import TWO_NURSES
from gongtong.testing.stage import PLACE, Stage, build

if TYPE_CHECKING:
    from pathlib import Path

ORDER: dict[str, Any] = {
    "first": "2025-06-14",
    "last": "2025-06-15",
    "shifts": [
        {"kind": "morning", "zh": "周末便民服务", "begin": "9:00", "end": "11:00", "need": 2},
    ],
    "experienced": [LIU.code, CHEN.code, SUN.code],
}


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A place whose roster of a weekend is up."""
    stage = build(Gongtong(), sqlite_engine(tmp_path / "court.db"))
    publish(stage)
    return stage


@pytest.fixture
def order(tmp_path: Path) -> Path:
    """A file that asks for that weekend."""
    return written(tmp_path, ORDER)


def written(folder: Path, order: object) -> Path:
    path = folder / "order.json"
    path.write_text(json.dumps(order, ensure_ascii=False), encoding="utf-8")
    return path


def of(stage: Stage) -> list[str]:
    return ["--database", f"sqlite:///{stage.engine.url.database}", "--place", PLACE.code]


def answered(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


@pytest.mark.parametrize("solver", ["annealing", "highs", "cp-sat", "parts"])
def test_an_order_is_solved_for_the_volunteers_of_a_place(
    solver: str, stage: Stage, order: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever solver is asked, two people stand in each shift, and the independent check says so."""
    work = {"annealing": "20000", "highs": "100", "cp-sat": "100", "parts": "2"}[solver]
    asked = ["roster", "solve", str(order), *of(stage), "--solver", solver, "--work", work]
    assert main([*asked, "--json"]) == 0
    data = answered(capsys)
    assert data["holds"]
    assert data["empty_places"] == []
    assert {shift: len(team) for shift, team in data["roster"]} == {
        SATURDAY.code: 2,
        SUNDAY.code: 2,
    }


def test_people_read_who_stands_where(
    stage: Stage, order: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The points, the proof, the check, then every shift with masked names; the roster is written to a file that explain reads."""
    out = tmp_path / "roster.json"
    asked = ["roster", "solve", str(order), *of(stage), "--solver", "highs", "--out", str(out)]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "已证明最优 proved optimal" in told
    assert "独立核对 independent check：全部必须遵守的规则均符合" in told
    assert f"（{LIU.code}）" in told
    assert LIU.name not in told
    assert main(["roster", "explain", str(order), *of(stage), "--roster", str(out)]) == 0
    assert "现有0处空缺" in capsys.readouterr().out


def test_an_empty_place_is_explained(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everybody is away on Sunday: the chain of rules says how many each one keeps from the place."""
    absences = [
        {"volunteer": one.code, "first": "2025-06-15", "last": "2025-06-15"}
        for one in (LIU, CHEN, SUN)
    ]
    path = written(tmp_path, {**ORDER, "absences": absences})
    assert main(["roster", "explain", str(path), *of(stage), "--work", "20000"]) == 0
    told = capsys.readouterr().out
    assert f"空缺 {SUNDAY.code}" in told
    assert "余0人" in told


def test_a_published_instance_is_solved_and_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The published format of nurse rosters, without a database."""
    path = tmp_path / "instance.txt"
    path.write_text(TWO_NURSES, encoding="utf-8")
    asked = ["roster", "solve", str(path), "--format", "curtois", "--solver", "highs", "--json"]
    assert main(asked) == 0
    data = answered(capsys)
    assert (data["points"], data["bound"], data["proof"]) == (0, 0, "optimal")


def test_a_clash_is_told_with_the_fewest_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A nurse who must work 2400 minutes in a week but at most three days."""
    path = tmp_path / "instance.txt"
    path.write_text(
        TWO_NURSES.replace("A,D=5|N=1,2400,480", "A,D=5|N=1,2400,2400"), encoding="utf-8"
    )
    assert main(["roster", "explain", str(path), "--format", "curtois"]) == 1
    told = capsys.readouterr().out
    assert "A" in told
    assert "minutes" in told


def test_a_roster_is_planned_anew_before_its_shifts(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sun falls out of Sunday: Liu enters, Chen stays; nothing is written."""
    later = [evolve(one, day=one.day + timedelta(weeks=1000)) for one in (SATURDAY, SUNDAY)]
    saturday, sunday = (one.code for one in later)
    teams = ((saturday, (LIU.code, CHEN.code)), (sunday, (CHEN.code, SUN.code)))
    request = PublishRoster("later", evolve(WEEKEND.facts, shifts=tuple(later)), teams)
    stage.run("rostering.publish_roster", request, key="later")
    asked = ["roster", "replan", "later", *of(stage), "--work", "20000"]
    asked += ["--out-of", f"{SUN.code}@{sunday}"]
    assert main([*asked, "--json"]) == 0
    data = answered(capsys)
    assert data["moved"] == [LIU.code]
    assert sorted(dict(data["roster"])[sunday]) == [CHEN.code, LIU.code]
    assert main(asked) == 0
    assert f"顶班 enters: {LIU.code} {sunday}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param(["--out-of", f"{SUN.code}@{SATURDAY.code}"], "没有v-sun", id="not in it"),
        pytest.param(["--out-of", f"{LIU.code}@{SATURDAY.code}"], "已经开始", id="past"),
        pytest.param(["--out-of", "x", "--per-change", "0"], "变动代价须大于零", id="no cost"),
    ],
)
def test_what_cannot_be_planned_anew_is_said(
    more: list[str], says: str, stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who does not stand there, a shift that has begun, changes that cost nothing."""
    assert main(["roster", "replan", WEEKEND.code, *of(stage), *more]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("{", "line 1", id="no JSON"),
        pytest.param(json.dumps({**ORDER, "shifts": []}), "没有班次", id="no shift"),
        pytest.param(json.dumps({"first": "2025-06-14"}), "last", id="a field is missing"),
    ],
)
def test_an_order_that_cannot_be_used_says_why(
    content: str, says: str, stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2 and the mistake."""
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    assert main(["roster", "solve", str(path), *of(stage)]) == 2
    assert says in capsys.readouterr().err


def test_somebody_must_say_who_could_serve(order: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a database nor a sheet."""
    assert main(["roster", "solve", str(order)]) == 2
    assert "没有说明有哪些志愿者" in capsys.readouterr().err


def test_the_sheet_at_the_gate_and_the_calendar_are_written(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Masked names on the page; all shifts, those of one volunteer and those of a team in the calendar."""
    page, feed = tmp_path / "sheet.html", tmp_path / "all.ics"
    assert main(["roster", "sheet", WEEKEND.code, *of(stage), "--out", str(page)]) == 0
    assert "共4个岗位，已排4个，3人参加" in capsys.readouterr().out
    assert LIU.public_name in page.read_text(encoding="utf-8")
    assert LIU.name not in page.read_text(encoding="utf-8")
    asked = ["roster", "calendar", WEEKEND.code, *of(stage), "--out", str(feed)]
    for more, events in (([], 2), (["--volunteer", LIU.code], 1), (["--team", LIU.team], 2)):
        assert main([*asked, *more, "--json"]) == 0
        assert answered(capsys)["events"] == events
    assert feed.read_bytes().count(b"BEGIN:VEVENT") == 2


def test_two_rosters_are_compared(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With itself: nobody came and nobody went."""
    page = tmp_path / "sheet.html"
    asked = ["roster", "sheet", WEEKEND.code, *of(stage), "--out", str(page)]
    assert main([*asked, "--before", WEEKEND.code]) == 0
    assert "新增0人 new，减少0人 lost" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        pytest.param(["sheet", "none"], WEEKEND.code, id="no roster"),
        pytest.param(["calendar", WEEKEND.code, "--team", "none"], "没有none", id="no team"),
        pytest.param(["calendar", WEEKEND.code, "--volunteer", "x"], "没有编号为x", id="nobody"),
    ],
)
def test_papers_of_what_is_not_there_are_not_written(
    asked: list[str], says: str, stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, and what there is."""
    out = tmp_path / "out"
    assert main(["roster", *asked, *of(stage), "--out", str(out)]) == 2
    assert says in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2."""
    out = tmp_path / "none" / "sheet.html"
    assert main(["roster", "sheet", WEEKEND.code, *of(stage), "--out", str(out)]) == 2
    assert "无法写入" in capsys.readouterr().err
