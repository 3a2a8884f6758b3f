"""A roster as a calendar that a phone subscribes to, for one volunteer, a team or all (日历订阅)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from gongtong.core.extras import load_extra
from gongtong.notices import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from gongtong.rostering.rosters.publishing import PublishedRoster
    from gongtong.rostering.rosters.shifts import Shift

CALENDAR: Final = "calendar"
"""The extra that brings what writes calendars (日历组件)."""


def roster_calendar(
    held: PublishedRoster,
    names: Mapping[str, str],
    *,
    title: str,
    stamp: datetime,
    members: Collection[str] | None = None,
) -> bytes:
    """Write the shifts of some people, or of everybody, as iCalendar (生成日历).

    `names` are those that may be shown. A shift keeps its identifier from version to version, so that a phone moves it and does not show it
    twice. Raises `MissingExtraError` without icalendar.
    """
    icalendar = load_extra("icalendar", purpose="writing a calendar", extra=CALENDAR)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//gongtong//rosters//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", wording.clean(title))
    for shift in sorted(held.facts.shifts, key=lambda one: (one.starts_at, one.code)):
        team = held.roster.team(shift.code)
        if members is None or not set(team).isdisjoint(members):
            shown = [wording.clean(names.get(one, one)) for one in team]
            calendar.add_component(_event(icalendar, held, shift, shown=shown, stamp=stamp))
    written: bytes = calendar.to_ical()
    return written


def _event(
    icalendar: Any, held: PublishedRoster, shift: Shift, *, shown: list[str], stamp: datetime
) -> Any:
    event = icalendar.Event()
    event.add("uid", f"{held.code}/{shift.code}@gongtong")
    event.add("sequence", held.version - 1)
    event.add("dtstamp", stamp)
    event.add("dtstart", shift.starts_at.astimezone(UTC))
    event.add("dtend", shift.ends_at.astimezone(UTC))
    event.add("summary", wording.clean(shift.zh or shift.kind))
    lacking = shift.need - len(shown)
    more = f"；还缺{lacking}人" if lacking > 0 else ""
    event.add("description", f"当班：{'、'.join(shown) or '暂无'}{more}")
    return event
