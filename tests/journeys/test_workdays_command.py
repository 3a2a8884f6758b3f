"""`gongtong workdays`: terms for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gongtong.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Ask, and give the JSON."""

    def ask(*words: str) -> Any:
        assert main(["workdays", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return ask


@pytest.mark.parametrize(
    ("words", "on"),
    [
        (("add", "2026-09-18", "7"), "2026-09-29"),
        (("add", "2026-02-13", "3"), "2026-02-25"),
        (("add", "2026-09-05", "30", "--unit", "day"), "2026-10-08"),
        (("add", "2026-01-31", "1", "--unit", "month"), "2026-02-28"),
        (
            ("add", "2026-06-01", "30", "--unit", "day", "--pause", "2026-06-10", "2026-06-24"),
            "2026-07-15",
        ),
        (("before", "2026-10-18", "10", "--unit", "day"), "2026-10-07"),
    ],
)
def test_a_term_is_counted(told: Callable[..., Any], words: tuple[str, ...], on: str) -> None:
    """Forwards, over a pause, and backwards from an event."""
    assert told(*words) == {"on": on, "at": None, "provisional": False}


def test_hours_end_at_a_moment_where_the_people_live(told: Callable[..., Any]) -> None:
    """A moment without a zone is one in Shanghai."""
    due = told("add", "2026-09-18T09:00", "24", "--unit", "hour")
    assert due == {"on": "2026-09-19", "at": "2026-09-19T09:00:00+08:00", "provisional": False}


def test_a_year_not_announced_is_told(
    told: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """The date says that it is provisional, the year that it is not published."""
    assert told("add", "2098-12-28", "7")["provisional"]
    assert told("year", "2098") == {"year": 2098, "published": False}
    assert main(["workdays", "add", "2098-12-28", "7"]) == 0
    assert "暂定" in capsys.readouterr().out
    assert main(["workdays", "year", "2098"]) == 0
    assert "尚未公布" in capsys.readouterr().out
    assert not told("between", "2098-01-01", "2098-01-31")["settled"]


def test_a_year_is_drawn_and_counted(
    told: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """248 working days in 2026, with what is off and what makes up for it."""
    year = told("year", "2026")
    assert (year["working_days"], len(year["off"]), len(year["worked"])) == (248, 33, 6)
    assert "2026-09-20" in year["worked"]
    assert main(["workdays", "year", "2026"]) == 0
    drawn = capsys.readouterr().out
    assert "248个工作日" in drawn
    assert " 20+" in drawn
    assert told("between", "2026-09-18", "2026-09-29")["working_days"] == 7


@pytest.mark.parametrize(
    "words",
    [
        ("add", "soon", "3"),
        ("add", "2026-02-30", "3"),
        ("add", "2026-02-03Tnine", "3", "--unit", "hour"),
        ("add", "2026-06-01", "3", "--pause", "2026-06-10", "2026-06-10"),
        ("add", "9999-12-30", "7"),
        ("before", "2026-02-03", "3", "--unit", "hour"),
        ("between", "2026-02-02", "2026-02-01"),
        ("year", "0"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_write(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, in both languages."""
    assert main(["workdays", *words]) == 2
    assert "write days as 2026-09-18" in capsys.readouterr().err
