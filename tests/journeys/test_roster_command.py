"""`gongtong roster patrol`: a period before and after its seed is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.cli.main import main
from gongtong.community import Gongtong
from gongtong.core.storage.engines import sqlite_engine
from gongtong.rostering.hours.recording import CorrectService
from gongtong.rostering.patrols.draws import drawn
from gongtong.rostering.patrols.periods import NotePatrols, RevealPatrols
from gongtong.testing.examples.hours import EVENING, record
from gongtong.testing.examples.patrols import FIRST, LAW, PROMISE, SEED, promise
from gongtong.testing.examples.volunteers import LIU
from gongtong.testing.stage import PLACE, Stage, build

if TYPE_CHECKING:
    from pathlib import Path

AFTER = datetime(2025, 6, 9, 1, 0, tzinfo=UTC)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A place with a promised week."""
    stage = build(Gongtong(), sqlite_engine(tmp_path / "court.db"))
    promise(stage)
    return stage


def asked(stage: Stage, *more: str) -> list[str]:
    url = f"sqlite:///{stage.engine.url.database}"
    return ["roster", "patrol", PROMISE.code, "--database", url, "--place", PLACE.code, *more]


def note(stage: Stage, starts: tuple[int, ...], reason: str = "") -> None:
    request = NotePatrols(PROMISE.code, FIRST, starts, reason)
    stage.run("rostering.note_patrols", request, key="walk", now=AFTER)
    told = RevealPatrols(PROMISE.code, SEED.hex())
    stage.run("rostering.reveal_patrols", told, key="told", now=AFTER)


def test_before_the_seed_is_told_no_time_is(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """The promise, and how hard the times are to foretell."""
    assert main(asked(stage)) == 0
    told = capsys.readouterr().out
    assert PROMISE.promise in told
    assert "尚未公布 not told yet" in told
    assert "每天26235种可能的安排，不可预测性14.68比特" in told
    assert "抽签" not in told


@pytest.mark.parametrize(
    ("starts", "reason", "status", "says"),
    [
        pytest.param(drawn(SEED, LAW, FIRST), "", 0, "与抽签相符 as drawn: 1", id="as drawn"),
        pytest.param(
            (0, 20, 40), "两人生病", 0, "有原因改动 changed for a reason: 1", id="a reason"
        ),
        pytest.param((), "暴雨", 0, "实际 未巡逻  有原因改动", id="no patrol"),
        pytest.param(
            (0, 20, 40), "", 1, "实际 06:00、11:00、16:00  未说明原因改动", id="in silence"
        ),
    ],
)
def test_after_it_each_day_is_held_against_its_draw(
    stage: Stage,
    capsys: pytest.CaptureFixture[str],
    starts: tuple[int, ...],
    reason: str,
    status: int,
    says: str,
) -> None:
    """A day that was changed in silence is a finding; six days were not noted."""
    note(stage, starts, reason)
    assert main(asked(stage)) == status
    told = capsys.readouterr().out
    assert says in told
    assert "未登记 not noted: 6" in told
    assert "这不等于巡逻时间不可预测" in told
    assert main(asked(stage, "--json")) == status
    data = json.loads(capsys.readouterr().out)
    assert (data["plans"], data["bits"], len(data["check"]["days"])) == (26_235, "14.679", 7)


def test_a_period_that_there_is_not(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that there are are named."""
    words = asked(stage)
    words[2] = "none"
    assert main(words) == 2
    told = capsys.readouterr().err
    assert "没有编号为none的巡逻期" in told
    assert PROMISE.code in told


def test_the_time_of_a_volunteer_is_told_entry_by_entry(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the time of the place, with a masked name."""
    record(stage)
    shorter = evolve(EVENING, ended_at=datetime(2025, 6, 6, 13, 0, tzinfo=UTC))
    corrected = CorrectService(1, "早退", shorter)
    stage.run("rostering.correct_service", corrected, key="corrected")
    words = ["roster", "hours", LIU.code, *asked(stage)[3:]]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "刘**（v-liu）：已确认0小时，待确认2小时，有异议0小时" in told
    assert "1  2025-06-06 19:00至21:30  2小时30分  已更正" in told
    assert "2  2025-06-06 19:00至21:00  2小时  待确认  夜间巡逻（更正第1条）" in told
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["report"]["waiting"] == 120
    words[2] = "none"
    assert main(words) == 2
    assert "没有编号为none的志愿者" in capsys.readouterr().err
