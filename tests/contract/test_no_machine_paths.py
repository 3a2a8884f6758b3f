"""The project speaks of itself alone: no package index, no path of anybody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INDEX_HOST = re.compile(r"\b(pypi|pythonhosted|npmjs|yarnpkg|deb\.debian)\.(org|com|io|net)\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(root|work|home|Users|opt)/\w")
INDEX_OPTION = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host")


def tracked_files() -> list[Path]:
    """The files that the repository holds or would hold."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def found_in(text: str, *patterns: re.Pattern[str]) -> list[str]:
    return [match.group() for pattern in patterns for match in pattern.finditer(text)]


def test_no_file_names_a_package_index_or_a_machine() -> None:
    """No tracked file names the host of a package index or a path outside the project."""
    found = {
        str(path.relative_to(ROOT)): hits
        for path in tracked_files()
        if (hits := found_in(path.read_text("utf-8", "ignore"), INDEX_HOST, MACHINE_PATH))
    }
    assert found == {}


def test_pinned_requirements_name_versions_and_digests_only() -> None:
    """Requirements files hold names, versions and digests: where to fetch from is the user's."""
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert found_in(text, INDEX_OPTION) == []
        assert text.count("==") > 0
        assert "--hash=sha256:" in text


@pytest.mark.parametrize(
    "planted",
    [
        "https://files.python" + "hosted.org/x",
        "see pypi" + ".org",
        "/ro" + "ot/notes",
        "/wo" + "rk/main",
    ],
)
def test_a_planted_address_is_found(planted: str) -> None:
    """A planted host or path is found."""
    assert found_in(f"text {planted} text", INDEX_HOST, MACHINE_PATH) != []
