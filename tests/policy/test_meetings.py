"""Meetings of residents and of their representatives, before and after 1 January 2026, and 四会."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.periods import since
from gongtong.core.policies import PolicyBook, Provision, Rank
from gongtong.core.rulings import Granted, Refused, Source, Standing
from gongtong.deliberation.assemblies.annulment import (
    AnnulMeeting,
    AnnulmentGround,
    rule_on_annulment,
)
from gongtong.deliberation.assemblies.calling import (
    CallFacts,
    CallMeeting,
    GiveNotice,
    Petition,
    rule_on_call,
    rule_on_notice,
)
from gongtong.deliberation.assemblies.kinds import (
    MeetingBasis,
    MeetingKind,
    MeetingKinds,
    kinds_together,
)
from gongtong.deliberation.assemblies.meetings import (
    AgendaItem,
    AgendaItemOnFile,
    ItemOutcome,
    MeetingFacts,
    MeetingOnFile,
    Show,
)
from gongtong.deliberation.assemblies.minutes import TakeDownMinutes, rule_on_taking_down
from gongtong.deliberation.assemblies.policies import CONSULTATIONS, MEETING_KINDS
from gongtong.deliberation.assemblies.sitting import (
    DecideItem,
    has_quorum,
    outcome_of,
    rule_on_decision,
)
from gongtong.plugins.host import Host

LAW = "城市居民委员会组织法"
BOOK = Host.of().book
BEFORE, AFTER = date(2025, 12, 31), date(2026, 1, 1)
DAY = date(2026, 3, 20)


def kinds_on(day: date) -> dict[str, MeetingKind]:
    """The kinds of meeting of a place in Jingzhou on a day."""
    guards = BOOK.guards(MEETING_KINDS, area="421003", on=day)
    own = BOOK.resolve(CONSULTATIONS, "421003", day).value
    return kinds_together((answer.value() for answer in guards), own)


RESIDENTS_BEFORE = kinds_on(BEFORE)["residents_meeting"]
RESIDENTS = kinds_on(AFTER)["residents_meeting"]
REPRESENTATIVES = kinds_on(AFTER)["representatives_meeting"]


def called(kind: MeetingKind, basis: MeetingBasis, petitioners: int, total: int) -> Any:
    request = CallMeeting("1", kind.code, kind.zh, DAY, (), Petition(basis, petitioners, total))
    return rule_on_call(request, CallFacts(kind, (Office.CHAIR,), "u", date(2026, 3, 2)))


def meeting(kind: MeetingKind, **more: Any) -> MeetingOnFile:
    item = AgendaItemOnFile(AgendaItem(1, "修订居民公约"))
    found = MeetingOnFile("1", kind.code, kind.zh, "open", "u", DAY, DAY, 1, (item,))
    return evolve(found, **more)


def facts(kind: MeetingKind, **more: Any) -> MeetingFacts:
    return MeetingFacts(meeting(kind, **more), kind, (Office.CHAIR,), "u", DAY)


@pytest.mark.policy(source=LAW, clause="2018年文本第10条")
@pytest.mark.parametrize(
    ("basis", "petitioners", "total", "must"),
    [
        (MeetingBasis.ADULTS, 150, 1000, False),  # RC-01
        (MeetingBasis.ADULTS, 199, 1000, False),
        (MeetingBasis.ADULTS, 200, 1000, True),
        (MeetingBasis.HOUSEHOLDS, 67, 338, False),
        (MeetingBasis.HOUSEHOLDS, 68, 338, True),
        (MeetingBasis.GROUPS, 2, 7, False),
        (MeetingBasis.GROUPS, 3, 7, True),
    ],
)
def test_to_the_end_of_2025_one_fifth_may_demand_a_meeting(
    basis: MeetingBasis, petitioners: int, total: int, must: bool
) -> None:
    """五分之一以上的居民、户或者三分之一以上的居民小组提议，应当召集居民会议; the refusal says how many are wanting."""
    ruling = called(RESIDENTS_BEFORE, basis, petitioners, total)
    assert isinstance(ruling, Granted) is must
    if isinstance(ruling, Refused):
        (reason,) = ruling.reasons
        assert reason.code == "deliberation.petition_too_small"
        assert (reason.source.title, reason.source.article) == (LAW, "第10条")
        assert reason.source.in_force_until == date(2026, 1, 1)


@pytest.mark.policy(source=LAW, clause="第26条第2款")
@pytest.mark.parametrize(
    ("basis", "petitioners", "total", "must"),
    [
        (MeetingBasis.ADULTS, 99, 1000, False),
        (MeetingBasis.ADULTS, 100, 1000, True),
        (MeetingBasis.ADULTS, 150, 1000, True),
        (MeetingBasis.HOUSEHOLDS, 33, 338, False),
        (MeetingBasis.HOUSEHOLDS, 34, 338, True),
        (MeetingBasis.REPRESENTATIVES, 3, 10, False),
        (MeetingBasis.REPRESENTATIVES, 4, 10, True),
    ],
)
def test_from_2026_on_one_tenth_may_demand_a_meeting(
    basis: MeetingBasis, petitioners: int, total: int, must: bool
) -> None:
    """有十分之一以上的年满十八周岁居民、户的代表或者三分之一以上的居民代表提议，应当召集居民会议."""
    ruling = called(RESIDENTS, basis, petitioners, total)
    assert isinstance(ruling, Granted) is must
    if isinstance(ruling, Refused):
        assert ruling.reasons[0].source.article == "第26条"


@pytest.mark.policy(source=LAW, clause="第26条第2款")
@pytest.mark.parametrize(
    ("told_on", "special", "in_time"),
    [
        (date(2026, 3, 9), "", True),
        (date(2026, 3, 10), "", False),
        (date(2026, 3, 10), "暴雨后外墙脱落", True),
    ],
)
def test_ten_days_of_notice_except_in_special_circumstances(
    told_on: date, special: str, in_time: bool
) -> None:
    """召集居民会议，应当提前十日通知居民；遇有特殊情况的，可以临时通知居民: for the 20th by the 9th."""
    notice = GiveNotice("1", DAY, MeetingBasis.ADULTS, 1000, special=special)
    known = evolve(facts(RESIDENTS, state="planned"), today=told_on)
    ruling = rule_on_notice(notice, known)
    assert isinstance(ruling, Granted) is in_time
    if isinstance(ruling, Refused):
        assert ruling.codes == ("deliberation.notice_too_short",)
        assert ruling.reasons[0].source.article == "第26条"


@pytest.mark.policy(source=LAW, clause="第27条")
@pytest.mark.parametrize(("present", "enough"), [(500, False), (501, True)])
def test_more_than_half_of_all_adults_or_of_the_households_make_a_meeting(
    present: int, enough: bool
) -> None:
    """居民会议应当有全体十八周岁以上的本社区居民或者户的代表的过半数参加: five hundred of a thousand are not enough."""
    for basis in (MeetingBasis.ADULTS, MeetingBasis.HOUSEHOLDS):
        held = meeting(RESIDENTS, basis=basis, entitled=1000)
        assert has_quorum(RESIDENTS, held, present) is enough
    rule = RESIDENTS.quorum_over(MeetingBasis.ADULTS)
    assert rule is not None
    assert rule.source.article == "第27条"


@pytest.mark.policy(source=LAW, clause="第27条")
@pytest.mark.parametrize(
    ("in_favour", "outcome"),
    [(250, ItemOutcome.FAILED), (251, ItemOutcome.PASSED)],
)
def test_more_than_half_of_those_present_decide(in_favour: int, outcome: ItemOutcome) -> None:
    """居民会议所作决定，应当经到会人员的过半数通过: of five hundred present, abstentions counted."""
    assert outcome_of(RESIDENTS, Show(in_favour, 0, 100), 500) is outcome


@pytest.mark.policy(source=LAW, clause="第28条第1款")
@pytest.mark.parametrize(("representatives", "composed"), [(35, False), (36, True)])
def test_four_fifths_of_the_representatives_meeting_are_representatives(
    representatives: int, composed: bool
) -> None:
    """居民代表应当占居民代表会议组成人员的五分之四以上: 36 of 45 are (RC-19), 35 are not."""
    notice = GiveNotice("1", DAY, MeetingBasis.BODY, 45, representatives)
    ruling = rule_on_notice(notice, evolve(facts(REPRESENTATIVES, state="planned"), today=AFTER))
    assert isinstance(ruling, Granted) is composed
    if isinstance(ruling, Refused):
        assert ruling.codes == ("deliberation.too_few_representatives",)
        assert ruling.reasons[0].source.article == "第28条"


@pytest.mark.policy(source=LAW, clause="第28条第2款")
@pytest.mark.parametrize(("petitioners", "must"), [(7, False), (8, True)])
def test_one_fifth_of_the_representatives_may_demand_their_meeting(
    petitioners: int, must: bool
) -> None:
    """有五分之一以上的居民代表提议，应当召集居民代表会议; it is held every half-year at least."""
    ruling = called(REPRESENTATIVES, MeetingBasis.REPRESENTATIVES, petitioners, 36)
    assert isinstance(ruling, Granted) is must
    assert REPRESENTATIVES.every is not None
    assert str(REPRESENTATIVES.every) == "6个月"


@pytest.mark.policy(source=LAW, clause="第29条")
@pytest.mark.parametrize(("present", "enough"), [(29, False), (30, True)])
def test_two_thirds_of_the_body_make_a_representatives_meeting(present: int, enough: bool) -> None:
    """居民代表会议应当有三分之二以上的组成人员参加方可召开: 30 of 45 are exactly two thirds."""
    held = meeting(REPRESENTATIVES, basis=MeetingBasis.BODY, entitled=45)
    assert has_quorum(REPRESENTATIVES, held, present) is enough


@pytest.mark.policy(source=LAW, clause="第28条")
def test_before_2026_the_law_knew_no_representatives_meeting() -> None:
    """On the last day of 2025 there is none; on the first of 2026 there is."""
    assert "representatives_meeting" not in kinds_on(BEFORE)
    assert "representatives_meeting" in kinds_on(AFTER)


@pytest.mark.policy(source=LAW, clause="第30条")
def test_a_matter_of_weight_is_studied_first() -> None:
    """需由居民会议或者居民代表会议决定的重要事项，应当先经社区党组织研究讨论; a talk that only advises needs no such day."""
    order = DecideItem("1", 1, Show(1, 0))
    known = facts(RESIDENTS, present=1, basis=MeetingBasis.ADULTS, entitled=1)
    refused = rule_on_decision(order, known)
    assert isinstance(refused, Refused)
    assert refused.codes == ("deliberation.not_studied_first",)
    assert refused.reasons[0].source.article == "第30条"
    studied = AgendaItemOnFile(AgendaItem(1, "修订居民公约", studied_on=date(2026, 3, 1)))
    ruling = rule_on_decision(order, evolve(known, meeting=evolve(known.meeting, items=(studied,))))
    assert isinstance(ruling, Granted)


@pytest.mark.policy(source=LAW, clause="第34条")
@pytest.mark.parametrize(
    ("shown_from", "down_on", "long_enough"),
    [
        (date(2026, 3, 2), date(2026, 3, 15), False),  # RC-23
        (date(2026, 9, 25), date(2026, 10, 10), False),
        (date(2026, 9, 25), date(2026, 10, 11), True),
    ],
)
def test_what_was_decided_is_on_show_for_fifteen_days(
    shown_from: date, down_on: date, long_enough: bool
) -> None:
    """公布的期限不得少于十五日, the first day not counted."""
    known = evolve(facts(RESIDENTS, state="published", shown_from=shown_from), today=down_on)
    ruling = rule_on_taking_down(TakeDownMinutes("1"), known)
    assert isinstance(ruling, Granted) is long_enough
    if isinstance(ruling, Refused):
        assert ruling.codes == ("deliberation.shown_too_short",)
        assert ruling.reasons[0].source.article == "第34条"


@pytest.mark.policy(source=LAW, clause="第40条")
def test_each_ground_of_annulment_has_its_text() -> None:
    """A judgment makes a meeting void; the grounds of the place say that they are the place's."""
    sources = {ground: ground.source for ground in AnnulmentGround}
    assert sources[AnnulmentGround.COURT].article == "第40条"
    assert sources[AnnulmentGround.ORDERED].article == "第31条"
    assert sources[AnnulmentGround.HIGHER_MEETING].article == "第30条"
    assert sources[AnnulmentGround.PROCEDURE].standing is Standing.HOUSE
    request = AnnulMeeting("1", AnnulmentGround.COURT, "ab" * 32)
    assert isinstance(rule_on_annulment(request, facts(RESIDENTS, state="minuted")), Granted)


@pytest.mark.policy(source=LAW, clause="第32条")
def test_the_four_meetings_talk_and_decide_nothing() -> None:
    """协商可以采取议事会、听证会、恳谈会等多种形式: house practice before 2026, resting on 第32条 from then on."""
    four = ("affairs_coordination", "heart_to_heart", "consultation", "residents_council")
    for day, standing in ((BEFORE, Standing.HOUSE), (AFTER, Standing.VERIFIED)):
        kinds = kinds_on(day)
        assert [kinds[code].zh for code in four] == [
            "事务协调会",
            "民情恳谈会",
            "民主协商会",
            "居民议事会",
        ]
        assert {kinds[code].call_source.standing for code in four} == {standing}
        assert not any(kinds[code].decides for code in four)
    talk = kinds_on(AFTER)["heart_to_heart"]
    assert outcome_of(talk, Show(9, 0), 9) is ItemOutcome.ADVICE


@pytest.mark.policy(source="house", clause="deliberation.meeting_kinds")
def test_a_plugin_adds_a_kind_and_restates_none_of_the_law() -> None:
    """A review meeting of a city joins the others; its lighter residents' meeting does not count."""
    review = MeetingKind("review", "成效评议会", "评议办理成效", decides=False)
    lighter = evolve(RESIDENTS, quorum=RESIDENTS.quorum[:1], demands=())
    city = Provision(
        "city.meetings",
        MEETING_KINDS,
        MeetingKinds((review, lighter)),
        area="4210",
        in_force=since("2026-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        cites=(Source("某市议事规则", standing=Standing.HOUSE),),
    )
    book = PolicyBook((*BOOK.provisions, city))
    answers = book.guards(MEETING_KINDS, area="421003", on=AFTER)
    own = BOOK.resolve(CONSULTATIONS, "421003", AFTER).value
    kinds = kinds_together((answer.value() for answer in answers), own)
    assert kinds["review"] == review
    assert kinds["residents_meeting"] == RESIDENTS
