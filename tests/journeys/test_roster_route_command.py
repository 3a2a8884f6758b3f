"""`gongtong roster route`: a supply run from an order and a sheet of households."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gongtong.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

ORDER = {
    "day": "2026-09-05",
    "station": {"code": "站", "x": 0, "y": 0},
    "buildings": [{"code": "1", "x": 70, "y": 0}, {"code": "2", "x": 140, "y": 140}],
    "carriers": [{"code": "V-li", "parcels_a_trip": 3, "begins": "8:00", "ends": "10:00"}],
    "first_by": "8:30",
}
SHEET = "户号,楼栋,单元,楼层,件数,优先,可收时段\n1-302,1,1,3,2,,\n2-101,2,1,1,1,是,\n2-402,2,1,4,1,,9:00-9:30\n"


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """The command with an order and a sheet."""
    order, sheet = tmp_path / "run.json", tmp_path / "户.csv"
    order.write_text(json.dumps(ORDER, ensure_ascii=False), encoding="utf-8")
    sheet.write_text(SHEET, encoding="utf-8")
    return ["roster", "route", str(order), "--households", str(sheet), "--work", "300"]


def test_trips_are_planned_checked_and_written(
    asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The figures, then everybody's trips; the plan as JSON and as a page with a map."""
    out, page = tmp_path / "plan.json", tmp_path / "plan.html"
    assert main([*asked, "--out", str(out), "--page", str(page)]) == 0
    told = capsys.readouterr().out
    assert "1人配送" in told
    assert "独立核对 independent check：全部规则均符合" in told
    plan = json.loads(out.read_text(encoding="utf-8"))
    (route,) = plan["routes"]
    assert sorted(one for trip in route["trips"] for one in trip) == ["1-302", "2-101", "2-402"]
    assert "2-101（优先）" in page.read_text(encoding="utf-8")


def test_the_figures_are_data_too(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In seconds, the same whenever it is asked."""
    answers = []
    for _ in range(2):
        assert main([*asked, "--uneven", "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert answers[0]["holds"]
    assert answers[0]["walked_seconds"] < answers[0]["worked_seconds"]


@pytest.mark.parametrize(
    ("order", "sheet", "says"),
    [
        pytest.param({**ORDER, "first_by": "x"}, SHEET, "first_by的时刻有误", id="time"),
        pytest.param({**ORDER, "carriers": []}, SHEET, "没有配送员", id="nobody"),
        pytest.param({"day": "2026-09-05"}, SHEET, "station", id="a field is missing"),
        pytest.param(ORDER, SHEET.replace("1-302,1,1,3", "1-302,1,1,x"), "楼层", id="sheet"),
    ],
)
def test_what_cannot_be_planned_says_why(
    order: object, sheet: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2 and every mistake."""
    path, households = tmp_path / "run.json", tmp_path / "户.csv"
    path.write_text(json.dumps(order), encoding="utf-8")
    households.write_text(sheet, encoding="utf-8")
    asked = ["roster", "route", str(path), "--households", str(households)]
    assert main(asked) == 2
    assert says in capsys.readouterr().err


def test_a_sheet_that_is_not_there_is_told(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2."""
    assert main([*asked, "--households", "none.csv"]) == 2
    assert "none.csv无法读取" in capsys.readouterr().err
