"""`gongtong opinions`: record a sheet, suggest what sounds alike, count the doors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gongtong.cli.main import main
from gongtong.community import Gongtong
from gongtong.core.storage.engines import sqlite_engine
from gongtong.deliberation.canvassing.visits import RecordVisits
from gongtong.testing.examples.deliberation_canvassing import (
    ABSENT,
    SPRING,
    TALKED,
    open_canvass,
)
from gongtong.testing.stage import PLACE, build

if TYPE_CHECKING:
    from pathlib import Path

SHEET = (
    "编号,日期,房号,走访人,意见建议\n"
    "Y0101,2025-06-01,1-1-101,刘洋,楼梯间灯不亮\n"
    "Y0102,2025-06-01,9-9-909,刘洋,希望装晾衣架\n"
)


@pytest.fixture
def database(tmp_path: Path) -> list[str]:
    """A place with a canvass and two visits."""
    path = tmp_path / "court.db"
    stage = build(Gongtong(), sqlite_engine(path))
    open_canvass(stage)
    sheet = RecordVisits(SPRING.code, (TALKED, ABSENT))
    stage.run("deliberation.record_visits", sheet, key="visits")
    return ["--database", f"sqlite:///{path}", "--place", PLACE.code]


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    """A sheet of two opinions, one of a dwelling that nobody knows."""
    path = tmp_path / "走访.csv"
    path.write_text(SHEET, encoding="utf-8")
    return str(path)


def test_a_sheet_is_looked_at_recorded_and_not_doubled(
    database: list[str], sheet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dwelling that the register does not have is warned about, and its opinion counts."""
    bring = ["opinions", "import", sheet, "--as", "u-liu", "--at", "2025-06-10T09:00+08:00"]
    assert main([*bring, *database, "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "would be recorded: 2" in told
    assert "9-9-909" in told
    for _ in range(2):
        assert main([*bring, *database, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["recorded"] == ["Y0101", "Y0102"]
    assert main(["opinions", "similar", "楼道的灯", *database]) == 0
    assert "Y0101" in capsys.readouterr().out


def test_what_sounds_alike_is_suggested(
    database: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The nearest first, of one category if that is asked; or nothing, in words."""
    ask = ["opinions", "similar", "楼梯间灯坏了", *database, "--json"]
    assert main(ask) == 0
    first, *_ = json.loads(capsys.readouterr().out)["similar"]
    assert first["number"] == "Y0001"
    assert main(["opinions", "similar", "楼梯间灯坏了", *database, "--category", "none"]) == 0
    assert "没有相似的意见" in capsys.readouterr().out


def test_doors_are_counted(database: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """By building, with what was brought; a canvass that there is not is told with what to do."""
    assert main(["opinions", "coverage", SPRING.code, *database]) == 0
    told = capsys.readouterr().out
    assert "已谈1 不在家1 拒访0" in told
    assert "1栋" in told
    assert main(["opinions", "coverage", "autumn", *database]) == 2
    assert "没有编号为autumn的走访" in capsys.readouterr().err


def test_a_file_that_cannot_be_read(
    database: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is told with what to do, and so is a limit that is none."""
    missing = str(tmp_path / "none.csv")
    assert main(["opinions", "import", missing, "--as", "u-liu", *database]) == 2
    assert "CSV or XLSX" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["opinions", "similar", "x", "--limit", "0", *database])
