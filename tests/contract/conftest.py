"""The source files that the house rules are held against (源文件)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def texts_below(*folders: str) -> Mapping[str, str]:
    """Every Python file below these folders, by its path from the root (源文件)."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@pytest.fixture(scope="session")
def library() -> Mapping[str, str]:
    """The files of the library itself (库源码)."""
    return texts_below("src")


@pytest.fixture(scope="session")
def suite() -> Mapping[str, str]:
    """The files of the tests (测试源码)."""
    return texts_below("tests")


@pytest.fixture(scope="session")
def everything() -> Mapping[str, str]:
    """Every Python file of the project (全部源码)."""
    return texts_below("src", "tests", "examples", "benchmarks")
