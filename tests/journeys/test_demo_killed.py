"""A run that is killed is completed by the next one, with the same result."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from gongtong.cli import main

KEPT = ("report.json", "index.html", "ledger.beancount", "ledger.journal")


def test_ten_runs_killed_at_ten_moments_are_completed_with_the_same_result(
    played: Any, dormitory: Path, tmp_path: Path
) -> None:
    """Kill -9 between the start of the process and its end; not one file or event differs."""
    command = [sys.executable, "-m", "gongtong.cli", "demo", "--input", str(dormitory), "--json"]
    began = time.monotonic()
    subprocess.run(  # noqa: S603 - our own command line
        [*command, "--out", str(tmp_path / "whole")], check=True, capture_output=True
    )
    whole = time.monotonic() - began
    random = Random(20250520)  # noqa: S311 - moments, no secrets
    killed = 0
    for number in range(10):
        out = tmp_path / str(number)
        with subprocess.Popen(  # noqa: S603 - our own command line
            [*command, "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(whole * random.uniform(0.2, 0.95))
            process.send_signal(signal.SIGKILL)
        killed += process.returncode == -signal.SIGKILL
        assert main(["demo", "--input", str(dormitory), "--out", str(out)]) == 0
        for name in KEPT:
            assert (out / name).read_bytes() == (played.out / name).read_bytes()
        assert main(["verify", "--database", f"sqlite:///{out / 'gongtong.sqlite'}"]) == 0
    assert killed >= 5
