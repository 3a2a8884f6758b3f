"""A roster as a calendar."""

from datetime import UTC, datetime

import icalendar
import pytest
from attrs import evolve

from gongtong.core.errors import MissingExtraError
from gongtong.notices.calendars import roster_calendar
from gongtong.rostering.rosters.problem import Roster
from gongtong.testing.rosters import UP

STAMP = datetime(2026, 9, 1, 1, tzinfo=UTC)
NAMES = {"V1": "刘**"}


def _events(written: bytes) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return [one for one in found if isinstance(one, icalendar.Event)]


def test_everybody_reads_every_shift_in_order() -> None:
    """Read back by the library: times, who stands there under a name that may be shown, and how many are missing."""
    friday, monday = _events(roster_calendar(UP, NAMES, title="九月", stamp=STAMP))
    assert friday.start == datetime(2026, 9, 4, 11, tzinfo=UTC)
    assert friday.end == datetime(2026, 9, 4, 13, tzinfo=UTC)
    assert str(friday["summary"]) == "晚间巡逻"
    assert str(friday["description"]) == "当班：刘**；还缺1人"
    assert str(monday["description"]) == "当班：暂无；还缺2人"


def test_a_volunteer_or_a_team_reads_only_their_own() -> None:
    """Nobody of them stands on Monday."""
    (friday,) = _events(roster_calendar(UP, NAMES, title="刘", stamp=STAMP, members=["V1", "V9"]))
    assert str(friday["uid"]) == "2026-09/2026-09-04/evening@gongtong"
    assert _events(roster_calendar(UP, NAMES, title="陈", stamp=STAMP, members=["V2"])) == []


def test_a_change_is_the_same_event_with_a_greater_number() -> None:
    """Phones then replace what they have."""
    shift = UP.facts.shifts[1].code
    changed = evolve(UP, version=3, roster=Roster({shift: ("V1", "V2")}))
    before = _events(roster_calendar(UP, NAMES, title="九月", stamp=STAMP))[0]
    after = _events(roster_calendar(changed, NAMES, title="九月", stamp=STAMP))[0]
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 2)
    assert str(after["description"]) == "当班：刘**、V2"


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra has a name."""
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(MissingExtraError, match="calendar"):
        roster_calendar(UP, NAMES, title="九月", stamp=STAMP)
