"""A meeting on file, its agenda's digest, and steps that its state does not know."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.shares import MoreThan
from gongtong.deliberation.assemblies.kinds import CountRule, MeetingBasis, MeetingKind
from gongtong.deliberation.assemblies.meetings import (
    AgendaItem,
    AgendaItemOnFile,
    ItemOutcome,
    MeetingFacts,
    MeetingOnFile,
    Show,
    digest_of_agenda,
    meeting_reason,
    reasons_against_step,
    state_after,
)

DAY = date(2026, 3, 20)
KIND = MeetingKind(
    "assembly",
    "大会",
    "决定",
    decides=True,
    quorum=(CountRule(MeetingBasis.ADULTS, MoreThan(1, 2)),),
)
ITEM = AgendaItem(1, "公约")
MEETING = MeetingOnFile(
    "1", "assembly", "大会", "planned", "u", DAY, DAY, 1, (AgendaItemOnFile(ITEM),)
)
FACTS = MeetingFacts(MEETING, KIND, (Office.CHAIR,), "u", DAY)


def test_an_item_is_found_by_its_number() -> None:
    """One that is not on the agenda is not found."""
    assert MEETING.item(1) == AgendaItemOnFile(ITEM)
    assert MEETING.item(2) is None
    assert Show(2, 1, 3).total == 6
    assert all(outcome.zh for outcome in ItemOutcome)


def test_a_step_takes_the_office_and_the_state() -> None:
    """Both grounds are told at once; the state is named in Chinese."""
    assert list(reasons_against_step(FACTS, "give_notice")) == []
    found = list(reasons_against_step(evolve(FACTS, held=()), "close"))
    assert [reason.code for reason in found] == [
        "deliberation.office_required",
        "deliberation.meeting_state",
    ]
    assert "筹备" in found[1].zh


def test_a_step_leads_where_the_table_says() -> None:
    """Where it leads nowhere it is an error of the programmer."""
    assert state_after(MEETING, "give_notice") == "noticed"
    with pytest.raises(LookupError, match="from planned by close"):
        state_after(MEETING, "close")


def test_another_agenda_has_another_digest() -> None:
    """Every word and every link counts."""
    assert digest_of_agenda((ITEM,)) != digest_of_agenda((evolve(ITEM, links=("topic/7",)),))
    assert meeting_reason("x", "甲", "a", days=3).params == (("days", "3"),)
