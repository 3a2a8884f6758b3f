"""Minutes: kept once, signed by those who were there, on show for their days."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.assemblies.kinds import MeetingKind, ShowRule
from gongtong.deliberation.assemblies.meetings import MeetingFacts, MeetingOnFile
from gongtong.deliberation.assemblies.minutes import (
    KeepMinutes,
    PublishMinutes,
    SignMinutes,
    TakeDownMinutes,
    first_day_down,
    rule_on_minutes,
    rule_on_publication,
    rule_on_signature,
    rule_on_taking_down,
)

DAY = date(2026, 9, 25)
KIND = MeetingKind("talk", "恳谈会", "听取意见", decides=False)
WORDS = "大家说了话。"
DIGEST = sha256(WORDS.encode()).hexdigest()
HELD = MeetingOnFile("1", "talk", "恳谈会", "minuting", "u", DAY, DAY, 1)
FACTS = MeetingFacts(HELD, KIND, (Office.CHAIR,), "u-a", DAY)
KEPT = evolve(FACTS, meeting=evolve(HELD, state="minuted", minutes_digest=DIGEST))


def codes(ruling: Granted[Any] | Refused) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def test_minutes_are_kept_once_and_have_words() -> None:
    """The event holds their digest."""
    ruling = rule_on_minutes(KeepMinutes("1", WORDS), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.digest == DIGEST
    assert codes(rule_on_minutes(KeepMinutes("1", " "), KEPT)) == ["meeting_state", "minutes_empty"]


def test_who_was_there_signs_these_very_words_once() -> None:
    """Other words, absence and a second signature are refused."""
    order = SignMinutes("1", DIGEST)
    assert codes(rule_on_signature(order, KEPT, was_present=True)) == []
    other = evolve(order, digest="ab" * 32)
    signed = evolve(KEPT, meeting=evolve(KEPT.meeting, signed_by=("u-a",)))
    assert codes(rule_on_signature(other, signed, was_present=False)) == [
        "other_minutes",
        "was_not_present",
        "signed_already",
    ]
    assert codes(rule_on_signature(order, FACTS, was_present=True)) == ["meeting_state"]


@pytest.mark.parametrize(("signers", "refused"), [(1, ["minutes_unsigned"]), (2, [])])
def test_two_signatures_let_minutes_be_shown(signers: int, refused: list[str]) -> None:
    """One is too few; the notice says when it may come down."""
    meeting = evolve(KEPT.meeting, signed_by=("u-a", "u-b")[:signers])
    ruling = rule_on_publication(PublishMinutes("1"), evolve(KEPT, meeting=meeting))
    assert codes(ruling) == refused
    if isinstance(ruling, Granted):
        assert ruling.event.may_come_down_on == date(2026, 10, 11)
    nowhere = rule_on_publication(PublishMinutes("1", " "), evolve(KEPT, held=()))
    assert codes(nowhere) == ["office_required", "no_place", "minutes_unsigned"]


@pytest.mark.parametrize(
    ("today", "refused"), [(date(2026, 10, 10), ["shown_too_short"]), (date(2026, 10, 11), [])]
)
def test_fifteen_whole_days_on_show(today: date, refused: list[str]) -> None:
    """Shown from 25 September, it stays through 10 October."""
    shown = evolve(KEPT.meeting, state="published", shown_from=DAY)
    facts = evolve(KEPT, meeting=shown, today=today)
    assert codes(rule_on_taking_down(TakeDownMinutes("1"), facts)) == refused
    assert first_day_down(DAY, ShowRule(7)) == date(2026, 10, 3)
