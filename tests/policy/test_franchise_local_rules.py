"""What cities and the nation ask of mandates, systems, topics and petitions, each with its text."""

from datetime import date
from typing import Any

import pytest

from gongtong.core.errors import NoProvisionError
from gongtong.core.policies import WhyNot
from gongtong.core.rulings import Standing
from gongtong.plugins.builtin.cn_local_votes import petitions, proxies, rolls, systems, topics
from gongtong.plugins.host import Host
from gongtong.voting.franchise.bases import ElectorateBasis, VotingBody
from gongtong.voting.franchise.case_answers import answer_case
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.franchise.petitions import PetitionPurpose
from gongtong.voting.franchise.policies import (
    BODY,
    ELECTORATE_BASIS,
    MAY_TAKE_BALLOT,
    MAY_VOTE_BY_PROXY,
    PETITION_RULE,
    PROXY_CAP,
    PURPOSE,
    ROLL_CALENDAR,
    VOTE_CHANGES,
)
from gongtong.voting.franchise.proxies import ProxyCap
from gongtong.voting.polls.sources import POLL_PRACTICE

BOOK = Host.of().book
TODAY = date(2026, 3, 1)
OWNERS = {BODY.name: VotingBody.OWNERS}
RESIDENTS = {BODY.name: VotingBody.RESIDENTS}
EXTRAORDINARY = {PURPOSE.name: PetitionPurpose.EXTRAORDINARY_ASSEMBLY}


def answer(jurisdiction: str, day: str = "2026-03-01", **given: Any) -> dict[str, Any]:
    return answer_case("ballot", {"jurisdiction": jurisdiction, "date": day, **given}, BOOK)


def mandate(jurisdiction: str, day: str = "2026-03-01", **proxy: Any) -> tuple[str, str]:
    """Give the first ground against a mandate and its source, or nothing."""
    grounds = answer(jurisdiction, day, proxy=proxy).get("grounds")
    return (grounds[0]["code"], grounds[0]["source"]) if grounds else ("", "")


@pytest.mark.policy(source="业主大会和业主委员会指导规则", clause="第26条第1款")
def test_a_mandate_of_an_owner_is_in_writing() -> None:
    """An oral mandate is refused everywhere; the text behind it was not checked, and it says so."""
    assert mandate("CN", form="oral") == (
        "proxy_not_written",
        "《业主大会和业主委员会指导规则》第26条第1款",
    )
    assert mandate("CN", form="written") == ("", "")
    assert mandate("CN", form="data_message") == ("", "")
    assert proxies.GUIDANCE_26_1.standing is Standing.UNVERIFIED


@pytest.mark.policy(source="物业管理条例", clause="第12条第2款")
def test_the_nation_sets_no_cap() -> None:
    """业主可以委托代理人: without a limit, which a place may set for itself."""
    answered = BOOK.resolve(PROXY_CAP, "421003", TODAY, facts=OWNERS)
    assert (answered.value, answered.provision.cites) == (ProxyCap(None), (proxies.REGULATION_12,))
    assert mandate("CN", form="written", accepted_before=100) == ("", "")


@pytest.mark.policy(source="潍坊市物业管理条例", clause="第32条第1款")
@pytest.mark.parametrize(("before", "code"), [(2, ""), (3, "proxy_limit"), (4, "proxy_limit")])
def test_weifang_three_mandates_an_owner(before: int, code: str) -> None:
    """每一业主接受的委托不得超过三人: the third is accepted, the fourth is not."""
    source = "《潍坊市物业管理条例》第32条第1款" if code else ""
    found = mandate("CN-370700", form="written", holder_is_owner=True, accepted_before=before)
    assert found == (code, source)
    assert mandate("CN-370200", accepted_before=before) == ("", "")
    assert mandate("CN-370700", "2022-02-28", accepted_before=before) == ("", "")


@pytest.mark.policy(source="潍坊市物业管理条例", clause="第32条第1款")
def test_weifang_mandates_go_to_owners() -> None:
    """业主委托其他业主签字: somebody who owns nothing there is no holder."""
    found = mandate("CN-370700", form="written", holder_is_owner=False)
    assert found == ("proxy_ineligible", "《潍坊市物业管理条例》第32条第1款")


@pytest.mark.policy(source="舟山市物业管理条例", clause="第17条第3款")
def test_zhoushan_bars_staff_of_the_company() -> None:
    """物业服务企业工作人员不得担任业主代理人, since 2019-09-01, and in no other city."""
    source = "《舟山市物业管理条例》第17条第3款"
    staff = {"holder": "property_company_staff", "form": "written"}
    assert mandate("CN-330900", "2019-09-01", **staff) == ("proxy_ineligible", source)
    assert mandate("CN-330902", **staff) == ("proxy_ineligible", source)
    assert mandate("CN-330900", "2019-08-31", **staff) == ("", "")
    assert mandate("CN-330100", **staff) == ("", "")


@pytest.mark.policy(source="上海市住宅物业管理规定", clause="第18条第3款")
@pytest.mark.parametrize(
    ("jurisdiction", "cast", "code"),
    [
        ("CN-310000", "for", "proxy_against_instruction"),
        ("CN-310000", "against", None),
        ("CN", "for", None),
    ],
)
def test_shanghai_the_holder_votes_as_told(jurisdiction: str, cast: str, code: str | None) -> None:
    """依据委托人对所议事项的意见进行投票表决: a ballot against the instruction is refused there."""
    proxy = {"form": "written", "instruction": "against"}
    assert answer(jurisdiction, proxy=proxy, ballot=cast).get("error") == code


@pytest.mark.policy(source="城市居民委员会组织法", clause="第19条第4款")
def test_residents_mandates_since_2026() -> None:
    """The residents' committee law sets three and is no rule before its day; owners are not asked."""
    (found,) = BOOK.guards(MAY_VOTE_BY_PROXY, "421003", date(2026, 1, 1), facts=RESIDENTS)
    assert found.provision.cites == (proxies.RESIDENTS_19,)
    assert BOOK.guards(MAY_VOTE_BY_PROXY, "421003", date(2025, 12, 31), facts=RESIDENTS) == ()
    assert BOOK.resolve(PROXY_CAP, "421003", TODAY, facts=RESIDENTS).value == ProxyCap(3)
    with pytest.raises(NoProvisionError, match=r"voting\.proxy_cap"):
        BOOK.resolve(PROXY_CAP, "421003", date(2025, 12, 31), facts=RESIDENTS)


@pytest.mark.policy(source="北京市物业管理条例", clause="第35条第3款")
@pytest.mark.parametrize(
    ("jurisdiction", "start", "source"),
    [
        ("CN-110000", "2020-05-01", systems.BEIJING_35),
        ("CN-370700", "2022-03-01", systems.WEIFANG_32),
        ("CN-441800", "2023-02-01", systems.QINGYUAN_17),
    ],
)
def test_three_cities_take_online_votes_through_their_system(
    jurisdiction: str, start: str, source: object
) -> None:
    """Beijing 35(3), Weifang 32(1), Qingyuan 17(2), each from its day; elsewhere nobody is asked."""
    found = answer(jurisdiction, start, channel="online", system="private_app")
    assert found["grounds"] == [{"code": "system_not_official", "source": str(source)}]
    assert answer(jurisdiction, start, channel="online", system="official")["accepted"] is True
    before = answer(jurisdiction, "2019-12-31", channel="online", system="private_app")
    assert before["accepted"] is True


@pytest.mark.policy(source="北京市物业管理条例", clause="第35条第5款")
@pytest.mark.parametrize(
    ("jurisdiction", "start", "source"),
    [
        ("CN-110000", "2020-05-01", topics.BEIJING_35),
        ("CN-330100", "2022-03-01", topics.HANGZHOU_19),
        ("CN-370200", "2021-05-01", topics.QINGDAO_29),
    ],
)
def test_three_cities_bar_unpublished_topics(jurisdiction: str, start: str, source: object) -> None:
    """Beijing 35(5), Hangzhou 19(2), Qingdao 29(3), each from its day; elsewhere nobody is asked."""
    asked: dict[str, Any] = {"published_topics": ["T1"], "ballot_topic": "T2"}
    found = answer(jurisdiction, start, **asked)
    assert found["grounds"] == [{"code": "topic_not_published", "source": str(source)}]
    published: dict[str, Any] = {**asked, "published_topics": ["T1", "T2"]}
    assert answer(jurisdiction, start, **published)["accepted"] is True
    assert answer(jurisdiction, "2019-12-31", **asked)["accepted"] is True
    assert answer("CN-420100", **asked)["accepted"] is True


@pytest.mark.policy(source="物业管理条例", clause="第13条第2款")
def test_the_regulation_outranks_the_guidance() -> None:
    """20% of the owners is mandatory; the guidance's 20% of area and heads yields, and is listed."""
    answered = BOOK.resolve(PETITION_RULE, "421003", TODAY, facts=EXTRAORDINARY)
    assert answered.provision.cites == (petitions.REGULATION_13,)
    considered = BOOK.explain(PETITION_RULE, "421003", TODAY, facts=EXTRAORDINARY)
    guidance = next(one for one in considered if one.provision.id == "cn.guidance.21")
    assert guidance.why_not is WhyNot.YIELDS_TO_MANDATORY
    assert petitions.GUIDANCE_21.standing is Standing.UNVERIFIED


@pytest.mark.policy(source="物业管理条例", clause="第13条第2款")
@pytest.mark.parametrize(("heads", "ok"), [(19, False), (20, True), (21, True)])
def test_twenty_percent_of_the_owners_may_ask(heads: int, ok: bool) -> None:
    """20%以上: just under, exactly at, just over; area plays no part."""
    given = {
        "total": {"heads": 100, "area": "10000.00"},
        "petitioners": {"heads": heads, "area": "0.01"},
    }
    assert answer_case("petition", given, BOOK)["ok"] is ok


@pytest.mark.policy(source="北京市物业管理条例", clause="第30条")
@pytest.mark.parametrize(
    ("delivered", "heads", "ok"),
    [
        ("0.4999", "0.05", False),
        ("0.50", "0.0499", False),
        ("0.50", "0.05", True),
        ("0.51", "0.06", True),
    ],
)
def test_beijing_first_assembly(delivered: str, heads: str, ok: bool) -> None:
    """Half handed over and 5% of the owners: just under either, exactly at both, over both."""
    given = {
        "jurisdiction": "CN-110000",
        "purpose": "first_assembly",
        "delivered_share_of_area": delivered,
        "petitioners_heads": heads,
    }
    assert answer_case("petition", given, BOOK)["ok"] is ok


@pytest.mark.policy(source="城市居民委员会组织法", clause="第17条")
def test_the_roll_of_residents() -> None:
    """Posted 20 days before, objections 5 days, ruling 3 days, from 2026 on, whatever a place says.

    Before, and for owners, no text sets days: a default of the house holds until a place decides.
    """
    answered = BOOK.resolve(ROLL_CALENDAR, "421003", date(2026, 1, 1), facts=RESIDENTS)
    assert answered.value == RollCalendar(posted_days_before=20, objection_days=5, ruling_days=3)
    assert answered.provision.cites == (rolls.RESIDENTS_17,)
    for day, facts in ((date(2025, 12, 31), RESIDENTS), (TODAY, OWNERS)):
        default = BOOK.resolve(ROLL_CALENDAR, "421003", day, facts=facts)
        assert default.value == RollCalendar(posted_days_before=7, objection_days=5, ruling_days=2)
        assert default.provision.cites == (POLL_PRACTICE,)


@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_owners_decide_by_heads_and_area() -> None:
    """Who votes among owners is settled by law; how residents elect, their community says."""
    answered = BOOK.resolve(ELECTORATE_BASIS, "421003", TODAY, facts=OWNERS)
    assert answered.value is ElectorateBasis.OWNER_PARTY
    with pytest.raises(NoProvisionError, match=r"one reading: household"):
        BOOK.resolve(ELECTORATE_BASIS, "421003", TODAY, facts=RESIDENTS)


@pytest.mark.policy(source="house", clause="voting.vote_changes")
@pytest.mark.parametrize("area", ["", "42", "420100", "421003"])
def test_nothing_is_shipped_for_hubei(area: str) -> None:
    """No text of Hubei was read: there a place must decide on changes, and no local guard stands."""
    with pytest.raises(NoProvisionError, match=r"voting\.vote_changes"):
        BOOK.resolve(VOTE_CHANGES, area, TODAY)
    assert BOOK.guards(MAY_TAKE_BALLOT, area, TODAY) == ()
