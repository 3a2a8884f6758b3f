"""Calls, agendas and notices: every ground on which one is refused."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.deliberation.assemblies.calling import (
    CallFacts,
    CallMeeting,
    GiveNotice,
    Petition,
    SettleAgenda,
    latest_notice_day,
    must_be_called,
    rule_on_agenda,
    rule_on_call,
    rule_on_notice,
)
from gongtong.deliberation.assemblies.kinds import (
    CountRule,
    MeetingBasis,
    MeetingKind,
    NoticeRule,
)
from gongtong.deliberation.assemblies.meetings import (
    AgendaItem,
    AgendaItemOnFile,
    MeetingFacts,
    MeetingOnFile,
)

TODAY, DAY = date(2026, 3, 2), date(2026, 3, 13)
ADULTS = MeetingBasis.ADULTS
KIND = MeetingKind(
    "assembly",
    "大会",
    "决定",
    decides=True,
    demands=(CountRule(ADULTS, AtLeast(1, 10)),),
    notice=NoticeRule(10, may_be_shortened=True),
    quorum=(CountRule(ADULTS, MoreThan(1, 2)),),
)
BODY = evolve(
    KIND,
    quorum=(CountRule(MeetingBasis.BODY, AtLeast(2, 3)),),
    composition=CountRule(MeetingBasis.REPRESENTATIVES, AtLeast(4, 5)),
)
ITEM = AgendaItem(1, "公约")
CALL = CallMeeting("1", "assembly", "大会", DAY, (ITEM,))
FACTS = CallFacts(KIND, (Office.CHAIR,), "u", TODAY)
MEETING = MeetingOnFile(
    "1", "assembly", "大会", "planned", "u", TODAY, DAY, 1, (AgendaItemOnFile(ITEM),)
)
KNOWN = MeetingFacts(MEETING, KIND, (Office.CHAIR,), "u", TODAY)
NOTICE = GiveNotice("1", DAY, ADULTS, entitled=100)


def codes(ruling: Granted[Any] | Refused) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": ""}, "meeting_number"),
        ({"number": "x" * 33}, "meeting_number"),
        ({"planned_for": date(2026, 3, 1)}, "meeting_in_past"),
        ({"items": (evolve(ITEM, item=2),)}, "agenda_items"),
        ({"items": (evolve(ITEM, title=" "),)}, "agenda_items"),
        ({"petition": Petition(MeetingBasis.GROUPS, 3, 9)}, "not_theirs_to_demand"),
        ({"petition": Petition(ADULTS, 101, 100)}, "petition_counts"),
        ({"petition": Petition(ADULTS, 9, 100)}, "petition_too_small"),
    ],
)
def test_a_call_that_is_refused(change: dict[str, Any], code: str) -> None:
    """One ground each."""
    assert codes(rule_on_call(evolve(CALL, **change), FACTS)) == [code]


def test_a_call_of_ones_own_accord_or_on_demand() -> None:
    """A committee needs no petition; a used number and no office are told together."""
    assert codes(rule_on_call(CALL, FACTS)) == []
    assert codes(rule_on_call(evolve(CALL, petition=Petition(ADULTS, 10, 100)), FACTS)) == []
    nobody = evolve(FACTS, held=(Office.SUPERVISOR,), is_known=True)
    assert codes(rule_on_call(CALL, nobody)) == ["office_required", "meeting_number"]


@pytest.mark.parametrize(("petitioners", "must"), [(9, False), (10, True), (11, True)])
def test_a_petition_that_is_large_enough_must_be_followed(petitioners: int, must: bool) -> None:
    """One tenth of a hundred are ten."""
    assert must_be_called(KIND, Petition(ADULTS, petitioners, 100)) is must


def test_an_agenda_is_locked_by_the_notice() -> None:
    """Until then it may be settled anew."""
    settle = SettleAgenda("1", (ITEM, AgendaItem(2, "预算")))
    granted = rule_on_agenda(settle, KNOWN)
    assert isinstance(granted, Granted)
    assert granted.event.items == 2
    locked = evolve(KNOWN, held=(), meeting=evolve(MEETING, state="noticed"))
    assert codes(rule_on_agenda(evolve(settle, items=(evolve(ITEM, item=3),)), locked)) == [
        "office_required",
        "agenda_locked",
        "agenda_items",
    ]


@pytest.mark.parametrize(
    ("today", "special", "refused", "short"),
    [
        (date(2026, 3, 2), "", [], False),
        (date(2026, 3, 3), "", ["notice_too_short"], False),
        (date(2026, 3, 3), "防汛", [], True),
        (date(2026, 3, 14), "防汛", ["meeting_in_past"], True),
    ],
)
def test_ten_clear_days_lie_between_notice_and_meeting(
    today: date, special: str, refused: list[str], short: bool
) -> None:
    """The 13th may be told on the 2nd and not on the 3rd, but for special circumstances, which are recorded."""
    assert latest_notice_day(DAY, KIND.notice) == date(2026, 3, 2)
    ruling = rule_on_notice(evolve(NOTICE, special=special), evolve(KNOWN, today=today))
    assert codes(ruling) == refused
    if isinstance(ruling, Granted):
        assert ruling.event.is_shortened is short


def test_without_days_of_notice_the_day_itself_will_do() -> None:
    """Where a kind asks for none."""
    assert latest_notice_day(DAY, NoticeRule(0)) == DAY


def test_a_notice_says_how_the_quorum_is_counted() -> None:
    """Of whom, and how many they are; and there is something to talk about."""
    other = evolve(NOTICE, basis=MeetingBasis.HOUSEHOLDS)
    assert codes(rule_on_notice(other, KNOWN)) == ["quorum_basis"]
    assert codes(rule_on_notice(evolve(NOTICE, entitled=0), KNOWN)) == ["nobody_entitled"]
    empty = evolve(KNOWN, meeting=evolve(MEETING, items=()))
    assert codes(rule_on_notice(NOTICE, empty)) == ["no_agenda"]


@pytest.mark.parametrize(("representatives", "refused"), [(35, True), (36, False), (46, True)])
def test_four_fifths_of_a_body_are_representatives(representatives: int, refused: bool) -> None:
    """36 of 45 are enough, 35 are not, and more than all of them there cannot be."""
    notice = GiveNotice("1", DAY, MeetingBasis.BODY, 45, representatives)
    found = codes(rule_on_notice(notice, evolve(KNOWN, kind=BODY)))
    assert found == (["too_few_representatives"] if refused else [])
