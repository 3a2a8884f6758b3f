"""The other commands: verify a place, list the plugins, ask for help."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongtong.cli import main


def tampered(played: Any, folder: Path, statement: str) -> str:
    database = folder / "copy.sqlite"
    shutil.copy(played.out / "gongtong.sqlite", database)
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(statement)
    connection.close()
    return f"sqlite:///{database}"


def test_a_year_that_nobody_touched_verifies(
    played: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Events, balances and ballots agree with what is computed anew."""
    assert main(["verify", "--database", played.database, "--json"]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["faults"] == []
    assert verdict["entries"] == 316
    assert verdict["elections"] == 1
    assert verdict["head"] == played.report["ledger"]["head"]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE gt_posting SET amount_fen = amount_fen + 1 WHERE account = '5101'",
            "fault",
        ),
        ("UPDATE gt_entry SET narration = 'gift' WHERE number = 5", "differs from event"),
        ("UPDATE gt_event SET actor = 'nobody' WHERE sequence = 7", "broken at event 7"),
        ("DELETE FROM gt_event WHERE sequence = 57", "broken at event 57"),
        ("DELETE FROM gt_ballot WHERE line = 2", "a recount differs"),
    ],
    ids=["posting", "entry", "event", "last-event", "ballot"],
)
def test_what_was_changed_behind_the_books_is_found(
    played: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    statement: str,
    told: str,
) -> None:
    """By plain SQL, as somebody with the password could; the exit status is 1."""
    assert main(["verify", "--database", tampered(played, tmp_path, statement)]) == 1
    assert told in capsys.readouterr().out


def test_verifying_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt path is told, not filled."""
    path = tmp_path / "gone.sqlite"
    assert main(["verify", "--database", f"sqlite:///{path}"]) == 2
    assert "there is no file" in capsys.readouterr().err
    assert not path.exists()


def test_a_place_that_was_never_founded_is_told(
    played: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the code of the one that the demonstration founds."""
    assert main(["verify", "--database", played.database, "--place", "other"]) == 2
    assert "no place with the code 'other'" in capsys.readouterr().err


def test_the_plugins_are_listed_with_their_state(capsys: pytest.CaptureFixture[str]) -> None:
    """Built-in law and the installed example alike."""
    assert main(["plugins", "--json"]) == 0
    plugins = {one["name"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert plugins["cn-civil-code"] == "active"
    assert plugins["sanitation-fee"] == "active"


def test_help_does_not_wait_for_the_database_library() -> None:
    """Nor does a wrong option."""
    code = (
        "import sys, gongtong.cli\n"
        "try: gongtong.cli.main(['demo', '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603 - our own code
    assert done.returncode == 0
    assert b"--database URL" in done.stdout
