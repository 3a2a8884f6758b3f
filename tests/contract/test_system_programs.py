"""A test whose program is absent is never lost without a word."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLUMBING = Path(__file__).parents[1] / "conftest.py"
MARKED = '''
import pytest

@pytest.mark.needs_hledger
def test_that_needs_hledger() -> None:
    """Asks for a program."""

def test_that_needs_nothing() -> None:
    """Asks for none."""
'''
MARKERS = "[pytest]\nmarkers =\n  needs_hledger: x\n  needs_chromium: x\n"


def run_where_nothing_is_installed(
    folder: Path, **settings: str
) -> subprocess.CompletedProcess[str]:
    shutil.copy(PLUMBING, folder / "conftest.py")
    (folder / "test_marked.py").write_text(MARKED, encoding="utf-8")
    (folder / "pytest.ini").write_text(MARKERS, encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if "GONGTONG" not in name}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**inherited, "PATH": "", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_left_out_is_listed_with_the_package_that_brings_it(tmp_path: Path) -> None:
    """Without hledger the marked test is deselected, and the end of the run names it."""
    run = run_where_nothing_is_installed(tmp_path)
    assert run.returncode == pytest.ExitCode.OK
    assert "1 tests would run after: apt-get install hledger" in run.stdout
    assert "test_marked.py::test_that_needs_hledger" in run.stdout
    assert "1 passed, 1 deselected" in run.stdout


def test_where_programs_are_required_absence_fails(tmp_path: Path) -> None:
    """With GONGTONG_REQUIRE_SYSTEM=1 the marked test fails and names the package."""
    run = run_where_nothing_is_installed(tmp_path, GONGTONG_REQUIRE_SYSTEM="1")
    assert run.returncode == pytest.ExitCode.TESTS_FAILED
    assert "needs_hledger: absent here; apt-get install hledger" in run.stdout
    assert "1 passed, 1 error" in run.stdout
