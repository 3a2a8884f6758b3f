"""A board as a real place would post it, and one with nothing on it."""

from datetime import date
from pathlib import Path

import pytest

from gongtong.core.codec import from_json, parse
from gongtong.notices.board import BoardFacts, Evidence

SAMPLE = Path(__file__).parent / "sample_board.json"


@pytest.fixture(scope="session")
def sample() -> BoardFacts:
    """A year of a compound: election, money, fees, arrears, opinions, sources."""
    return from_json(parse(SAMPLE.read_bytes()), BoardFacts)


@pytest.fixture(scope="session")
def empty() -> BoardFacts:
    """A year in which nothing happened."""
    return BoardFacts("空小区", 2025, date(2026, 1, 5), "居委会", Evidence(0, 0, "0000"))
