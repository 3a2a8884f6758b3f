"""Time is recorded once, confirmed by another, and what is corrected stays."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.hours.entries import EntryState, ServiceEntry, ServiceLine
from gongtong.rostering.hours.recording import (
    ConfirmService,
    CorrectService,
    DisputeService,
    RecordingFacts,
    RecordService,
    rule_on_confirming,
    rule_on_correcting,
    rule_on_disputing,
    rule_on_recording,
)
from gongtong.testing.examples.hours import CAPTAIN, EVENING
from gongtong.testing.examples.volunteers import BOY, LIU

NOW = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ENTRY = ServiceEntry(1, EVENING, EntryState.RECORDED, "u-clerk")
DONE = evolve(ENTRY, state=EntryState.CONFIRMED, confirmed_by=CAPTAIN)
NEXT = evolve(EVENING, started_at=EVENING.ended_at, ended_at=EVENING.ended_at + 60 * MINUTE)


def facts(*entries: ServiceEntry, actor: str = "u-clerk") -> RecordingFacts:
    people = {one.code: one for one in (LIU, BOY)}
    known = {one.number: one for one in entries}
    return RecordingFacts(people, known, NOW, actor, max(known, default=0))


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("rostering.") for code in found]


def recorded(*lines: ServiceLine, known: tuple[ServiceEntry, ...] = ()) -> Any:
    return rule_on_recording(RecordService(lines), facts(*known))


def test_lines_are_numbered_in_their_order() -> None:
    """Behind those that are there."""
    told = recorded(NEXT, known=(ENTRY,))
    assert isinstance(told, Granted)
    assert [(one.number, one.line) for one in told.event.lines] == [(2, NEXT)]
    assert codes(recorded()) == ["no_lines"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"volunteer": "none"}, "not_a_volunteer_then"),
        ({"started_at": datetime(2025, 5, 31, 1, 0, tzinfo=UTC)}, "not_a_volunteer_then"),
        ({"activity": " "}, "no_activity"),
        ({"activity": "巡" * 101}, "no_activity"),
        ({"ended_at": EVENING.started_at}, "no_such_time"),
        ({"ended_at": EVENING.started_at + timedelta(seconds=90)}, "no_such_time"),
        ({"ended_at": EVENING.started_at + timedelta(hours=16, minutes=1)}, "no_such_time"),
        ({"started_at": NOW - MINUTE, "ended_at": NOW + MINUTE}, "no_such_time"),
        ({"ended_at": datetime(2025, 6, 6, 13, 30)}, "no_zone"),  # noqa: DTZ001 - that is the point
        ({"evidence": "g" * 64}, "no_digest"),
    ],
)
def test_a_line_says_who_what_and_when(change: dict[str, Any], code: str) -> None:
    """如实记录 (志愿服务条例 第19条)."""
    assert code in codes(recorded(evolve(EVENING, **change)))


def test_limits_of_a_line_are_allowed() -> None:
    """A minute, sixteen hours, just over by now."""
    for change in (
        {"ended_at": EVENING.started_at + MINUTE},
        {"ended_at": EVENING.started_at + timedelta(hours=16)},
        {"started_at": NOW - MINUTE, "ended_at": NOW},
        {"evidence": "0f" * 32},
        {"activity": "巡" * 100},
    ):
        assert isinstance(recorded(evolve(EVENING, **change)), Granted)


def test_nobody_serves_twice_at_once() -> None:
    """Neither in one sheet nor over two; what was replaced claims no time."""
    later = evolve(NEXT, started_at=NEXT.started_at - MINUTE)
    assert codes(recorded(EVENING, later)) == ["twice_at_once"]
    assert codes(recorded(later, known=(ENTRY,))) == ["twice_at_once"]
    assert isinstance(recorded(EVENING, NEXT), Granted)
    gone = evolve(ENTRY, state=EntryState.REPLACED)
    assert isinstance(recorded(later, known=(gone,)), Granted)


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 8), st.sampled_from((LIU, BOY))), max_size=12
    )
)
def test_claimed_time_never_overlaps(sheet: list[tuple[int, int, Any]]) -> None:
    """Whatever is asked for, one after the other; each minute of each person is claimed once."""
    entries: list[ServiceEntry] = []
    claimed: dict[str, set[int]] = {}
    for start, length, who in sheet:
        line = ServiceLine(
            who.code,
            "巡逻",
            EVENING.started_at + start * MINUTE,
            EVENING.started_at + (start + length) * MINUTE,
        )
        wanted = set(range(start, start + length))
        told = recorded(line, known=tuple(entries))
        mine = claimed.setdefault(who.code, set())
        assert isinstance(told, Granted) is not bool(mine & wanted)
        if isinstance(told, Granted):
            mine |= wanted
            (one,) = told.event.lines
            entries.append(ServiceEntry(one.number, one.line, EntryState.RECORDED, "u-clerk"))
    assert sum(one.line.minutes for one in entries) == sum(map(len, claimed.values()))


def test_another_person_confirms() -> None:
    """What is recorded or disputed; not what is settled."""
    request = ConfirmService((1,))
    told = rule_on_confirming(request, facts(ENTRY, actor=CAPTAIN))
    assert isinstance(told, Granted)
    assert codes(rule_on_confirming(request, facts(ENTRY))) == ["own_entry"]
    assert codes(rule_on_confirming(request, facts(DONE, actor=CAPTAIN))) == ["confirmed_already"]
    again = evolve(ENTRY, state=EntryState.DISPUTED)
    assert isinstance(rule_on_confirming(request, facts(again, actor=CAPTAIN)), Granted)
    assert codes(rule_on_confirming(ConfirmService((1, 2)), facts(ENTRY, actor=CAPTAIN))) == [
        "no_entry"
    ]
    assert codes(rule_on_confirming(ConfirmService(()), facts(ENTRY))) == ["no_entry"]


def test_an_entry_is_disputed_with_a_reason() -> None:
    """Also one that is confirmed."""
    request = DisputeService(1, "早退")
    assert isinstance(rule_on_disputing(request, facts(DONE)), Granted)
    gone = evolve(ENTRY, state=EntryState.REPLACED)
    told = rule_on_disputing(evolve(request, reason=" "), facts(gone))
    assert codes(told) == ["no_reason", "not_open_to_dispute"]
    assert codes(rule_on_disputing(request, facts())) == ["no_entry"]


def test_a_correction_is_of_the_same_person_and_claims_free_time() -> None:
    """The entry that it replaces stands not in its way; without a line it is struck."""
    shorter = evolve(EVENING, ended_at=EVENING.ended_at - 30 * MINUTE)
    request = CorrectService(1, "早退", shorter)
    told = rule_on_correcting(request, facts(ENTRY))
    assert isinstance(told, Granted)
    assert told.event.by is not None
    assert told.event.by.number == 2
    struck = rule_on_correcting(evolve(request, line=None), facts(ENTRY))
    assert isinstance(struck, Granted)
    assert struck.event.by is None
    other = evolve(request, line=evolve(shorter, volunteer=BOY.code))
    assert codes(rule_on_correcting(other, facts(ENTRY))) == ["another_person"]
    second = ServiceEntry(2, NEXT, EntryState.RECORDED, "u-clerk")
    longer = evolve(request, line=evolve(EVENING, ended_at=NEXT.started_at + MINUTE))
    assert codes(rule_on_correcting(longer, facts(ENTRY, second))) == ["twice_at_once"]
    gone = evolve(ENTRY, state=EntryState.REPLACED)
    assert codes(rule_on_correcting(request, facts(gone))) == ["replaced_already"]
    assert codes(rule_on_correcting(evolve(request, number=9, reason=""), facts())) == [
        "no_entry",
        "no_reason",
    ]
