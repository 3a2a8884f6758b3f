"""`gongtong case`: a case as it stands, what is due, and the tables as diagrams."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gongtong.cli.main import main
from gongtong.community import Gongtong
from gongtong.core.storage.engines import sqlite_engine
from gongtong.mediation.cases.case_states import CaseState
from gongtong.testing.examples.dispute_walk import DisputeWalk
from gongtong.testing.examples.mediation_parties import CASE
from gongtong.testing.stage import PLACE, build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> list[str]:
    """A place with one case in which the parties are being asked."""
    path = tmp_path / "court.db"
    DisputeWalk(build(Gongtong(), sqlite_engine(path))).reach(CaseState.CONSULTING)
    return ["--database", f"sqlite:///{path}", "--place", PLACE.code]


def test_a_case_is_shown_with_why_not(
    database: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both parties are silent, and silence is not consent: the article stands beside it."""
    assert main(["case", "show", CASE, *database]) == 0
    told = capsys.readouterr().out
    assert "征求意见" in told
    assert "不能 all_consent 各方同意" in told
    assert "沉默不是同意：developer、neighbour（《人民调解法》第3条）" in told
    assert "可以 withdraw" in told
    assert main(["case", "show", CASE, *database, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["case"]["state"] == "consulting"
    assert {move["event"] for move in data["moves"]} >= {"all_consent", "withdraw"}


def test_what_is_due_is_listed(database: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Three working days from 10 June 2025; up to the day before, nothing."""
    assert main(["case", "due", *database]) == 0
    assert "2025-06-13  联系当事人" in capsys.readouterr().out
    assert main(["case", "due", *database, "--until", "2025-06-12"]) == 0
    assert "没有到期事项" in capsys.readouterr().out


@pytest.mark.parametrize("machine", ["case", "agreement", "obligation", "meeting", "opinion"])
def test_every_table_is_drawn(machine: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As Mermaid, as Graphviz, and as a page."""
    for form, start in (("mermaid", "stateDiagram-v2"), ("dot", "digraph"), ("page", "# ")):
        assert main(["case", "diagram", "--machine", machine, "--format", form]) == 0
        assert capsys.readouterr().out.startswith(start)


def test_the_table_of_a_case_is_drawn(
    database: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The one that it runs on."""
    assert main(["case", "diagram", CASE, *database]) == 0
    assert "征求意见" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["show", "2025-999"], ["diagram", "2025-999"]])
def test_a_case_that_there_is_not(
    command: list[str], database: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Is told with what to do; so is a case without a database."""
    assert main(["case", *command, *database]) == 2
    assert "没有编号为2025-999的案件" in capsys.readouterr().err
    assert main(["case", "diagram", "2025-999"]) == 2
    assert "--database" in capsys.readouterr().err
