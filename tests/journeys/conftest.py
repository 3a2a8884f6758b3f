"""The year of the example dormitory, played once for all tests of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from gongtong.cli import main

ROOT = Path(__file__).parents[2]
DORMITORY = ROOT / "examples" / "dormitory"


@frozen
class Played:
    """A folder that the demonstration has written, and what it said (演示结果)."""

    out: Path
    said: str

    @property
    def report(self) -> dict[str, Any]:
        """What report.json says (年度报告)."""
        read: dict[str, Any] = json.loads((self.out / "report.json").read_text(encoding="utf-8"))
        return read

    @property
    def database(self) -> str:
        """The address of the database that was written (数据库地址)."""
        return f"sqlite:///{self.out / 'gongtong.sqlite'}"


def play(source: Path, out: Path, *more: str) -> int:
    return main(["demo", "--input", str(source), "--out", str(out), *more])


@pytest.fixture(scope="session")
def dormitory() -> Path:
    """The folder of the example (样例资料夹)."""
    return DORMITORY


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What every messy line of the example means (样例真相)."""
    read: dict[str, Any] = json.loads((DORMITORY / "truth.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The example, played into an empty folder (已演示)."""
    out = tmp_path_factory.mktemp("year")
    assert play(DORMITORY, out) == 0
    return Played(out, "")
