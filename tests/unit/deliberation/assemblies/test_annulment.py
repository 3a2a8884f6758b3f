"""A meeting is called off before it, or made void after it, by a ground of that time."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.assemblies.annulment import (
    AnnulMeeting,
    AnnulmentGround,
    rule_on_annulment,
)
from gongtong.deliberation.assemblies.kinds import MeetingKind
from gongtong.deliberation.assemblies.meetings import MeetingFacts, MeetingOnFile

DAY = date(2026, 3, 20)
KIND = MeetingKind("talk", "恳谈会", "听取意见", decides=False, answers_to=("assembly",))
PLANNED = MeetingOnFile("1", "talk", "恳谈会", "planned", "u", DAY, DAY, 1)
MINUTED = evolve(PLANNED, state="minuted")
ORDER = "ab" * 32


def ruled(
    meeting: MeetingOnFile,
    ground: AnnulmentGround,
    higher: MeetingOnFile | None = None,
    **more: Any,
) -> list[str]:
    facts = MeetingFacts(meeting, KIND, (Office.CHAIR,), "u", DAY)
    request = evolve(AnnulMeeting("1", ground, ORDER), **more)
    ruling: Granted[Any] | Refused = rule_on_annulment(request, facts, higher=higher)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


@pytest.mark.parametrize("ground", list(AnnulmentGround))
def test_what_was_not_held_is_called_off_and_what_was_held_is_not(ground: AnnulmentGround) -> None:
    """Every ground has its time, its name and its text."""
    before = ruled(PLANNED, ground)
    after = ruled(MINUTED, ground)
    is_call_off = ground is AnnulmentGround.CALLED_OFF
    assert ("ground_for_another_time" in before) is not is_call_off
    assert ("ground_for_another_time" in after) is is_call_off
    assert ground.zh
    assert ground.source.title


def test_the_document_is_named_by_its_digest() -> None:
    """A meeting that is over cannot be annulled twice."""
    assert ruled(MINUTED, AnnulmentGround.COURT, document_digest="x") == ["document_digest"]
    void = evolve(MINUTED, state="void")
    assert ruled(void, AnnulmentGround.COURT) == ["meeting_state"]


def test_a_higher_meeting_revokes_if_it_is_one_and_stands() -> None:
    """Another kind does not, and neither does one that is void itself."""
    higher = evolve(MINUTED, number="2", kind="assembly")
    ground = AnnulmentGround.HIGHER_MEETING
    assert ruled(MINUTED, ground, higher, by_meeting="2") == []
    for other in (None, evolve(higher, kind="talk"), evolve(higher, state="void")):
        assert ruled(MINUTED, ground, other) == ["no_higher_meeting"]
