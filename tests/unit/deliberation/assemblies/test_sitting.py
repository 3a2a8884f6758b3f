"""Who is there, whether they are enough, and what they decide."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import MoreThan
from gongtong.deliberation.assemblies.kinds import (
    CountRule,
    MeetingBasis,
    MeetingKind,
    ProxyRule,
    committee_law,
)
from gongtong.deliberation.assemblies.meetings import (
    AgendaItem,
    AgendaItemOnFile,
    ItemOutcome,
    MeetingFacts,
    MeetingOnFile,
    Show,
)
from gongtong.deliberation.assemblies.sitting import (
    Attendee,
    CloseMeeting,
    DecideItem,
    MeetingClosed,
    RecordAttendance,
    has_quorum,
    outcome_of,
    rule_on_attendance,
    rule_on_close,
    rule_on_decision,
)

DAY = date(2026, 3, 20)
KIND = MeetingKind(
    "assembly",
    "大会",
    "决定",
    decides=True,
    quorum=(CountRule(MeetingBasis.ADULTS, MoreThan(1, 2)),),
    proxies=ProxyRule(1),
)
TALK = MeetingKind("talk", "恳谈会", "听取意见", decides=False)
ITEMS = tuple(AgendaItemOnFile(AgendaItem(number, "公约")) for number in (1, 2))
NOTICED = MeetingOnFile(
    "1", "assembly", "大会", "noticed", "u", DAY, DAY, 1, ITEMS, MeetingBasis.ADULTS, 4, DAY
)
FACTS = MeetingFacts(NOTICED, KIND, (Office.CHAIR,), "u", DAY)
OPEN = evolve(FACTS, meeting=evolve(NOTICED, state="open", present=3))


def roll(*voters: str) -> RecordAttendance:
    return RecordAttendance("1", tuple(Attendee(voter) for voter in voters))


def codes(ruling: Granted[Any] | Refused) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


@pytest.mark.parametrize(("present", "enough"), [(2, False), (3, True)])
def test_more_than_half_are_enough(present: int, enough: bool) -> None:
    """Two of four are not more than half; without a quorum the meeting is called anew."""
    assert has_quorum(KIND, NOTICED, present) is enough
    ruling = rule_on_attendance(roll(*"abcd"[:present]), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.state == ("open" if enough else "planned")
    assert ruling.event.sitting == 1


def test_where_no_quorum_is_asked_somebody_must_come() -> None:
    """A talk with whoever comes, and none with nobody."""
    meeting = evolve(NOTICED, basis=None)
    assert has_quorum(TALK, meeting, 1)
    assert not has_quorum(TALK, meeting, 0)
    assert not has_quorum(KIND, meeting, 4)


def test_attendance_is_refused_for_each_of_its_grounds() -> None:
    """Another day, somebody twice, more than there are, too many proxies."""
    other_day = evolve(FACTS, today=date(2026, 3, 19))
    assert codes(rule_on_attendance(roll("a", "b", "c"), other_day)) == ["not_the_day"]
    assert codes(rule_on_attendance(roll("a", "a", "b"), FACTS)) == ["attendee_twice"]
    assert codes(rule_on_attendance(roll(*"abcde"), FACTS)) == ["more_than_entitled"]
    twice = RecordAttendance("1", tuple(Attendee(voter, "h") for voter in "ab"))
    assert codes(rule_on_attendance(twice, FACTS)) == ["too_many_proxies"]
    once = RecordAttendance("1", (Attendee("a", "h"), Attendee("b"), Attendee("c")))
    none_allowed = evolve(FACTS, kind=evolve(KIND, proxies=ProxyRule()))
    assert codes(rule_on_attendance(once, none_allowed)) == ["no_proxies"]
    allowed = rule_on_attendance(once, FACTS)
    assert isinstance(allowed, Granted)
    assert allowed.event.by_proxy == 1


@pytest.mark.parametrize(
    ("in_favour", "outcome"), [(1, ItemOutcome.FAILED), (2, ItemOutcome.PASSED)]
)
def test_more_than_half_of_those_present_decide(in_favour: int, outcome: ItemOutcome) -> None:
    """Of three present two are; whoever abstains is counted among them."""
    assert outcome_of(KIND, Show(in_favour, 0, 3 - in_favour), 3) is outcome
    assert outcome_of(TALK, Show(3, 0), 3) is ItemOutcome.ADVICE


def test_a_decision_is_refused_for_each_of_its_grounds() -> None:
    """Not open, not on the agenda, decided already, more hands than people, not studied first."""
    order = DecideItem("1", 1, Show(2, 1))
    assert codes(rule_on_decision(order, OPEN)) == []
    assert codes(rule_on_decision(order, evolve(FACTS, held=()))) == [
        "office_required",
        "meeting_state",
        "more_hands_than_people",
    ]
    assert codes(rule_on_decision(evolve(order, item=3), OPEN)) == ["outside_agenda"]
    assert codes(rule_on_decision(evolve(order, show=Show(3, 1)), OPEN)) == [
        "more_hands_than_people"
    ]
    assert codes(rule_on_decision(evolve(order, show=Show(2, -1)), OPEN)) == [
        "more_hands_than_people"
    ]
    decided = (evolve(ITEMS[0], outcome=ItemOutcome.PASSED), ITEMS[1])
    again = evolve(OPEN, meeting=evolve(OPEN.meeting, items=decided))
    assert codes(rule_on_decision(order, again)) == ["item_decided"]
    studied = evolve(OPEN, kind=evolve(KIND, prior_study=committee_law(30)))
    assert codes(rule_on_decision(order, studied)) == ["not_studied_first"]


def test_what_a_meeting_does_not_reach_stays_undecided() -> None:
    """The event counts both."""
    decided = (evolve(ITEMS[0], outcome=ItemOutcome.PASSED), ITEMS[1])
    facts = evolve(OPEN, meeting=evolve(OPEN.meeting, items=decided))
    assert rule_on_close(CloseMeeting("1"), facts) == Granted(MeetingClosed("1", 1, 1))
    assert codes(rule_on_close(CloseMeeting("1"), FACTS)) == ["meeting_state"]
