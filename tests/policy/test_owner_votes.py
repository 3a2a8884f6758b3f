"""Decisions of owners in worked cases: 民法典 278, and 物权法 76 with 物业管理条例 12 before it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongtong.core.rulings import Standing
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.plugins.host import Host
from gongtong.testing.cases import CaseStatus, PolicyCase, disagreements, read_cases
from gongtong.voting.owners.owner_vote_answers import decide_owners_vote
from gongtong.voting.owners.owner_vote_given import read_given
from gongtong.voting.owners.owner_vote_results import answer_as_data
from gongtong.voting.policies import DECISION_RULE, MATTER, SILENCE_CONDITIONS
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, Matter, in_heads_and_area

BOOK = Host.of().book
FILE = Path(__file__).parent / "cases" / "owner_vote.json"
CASES = read_cases(FILE.read_text(encoding="utf-8"), file=FILE.name)
SHARED = Path(__file__).parents[3] / "shared" / "policy" / "cases.json"
OF_100 = {"heads": 100, "area": "10000.00"}
WARNED = {
    "silent": "count_with_majority",
    "in_rules_of_procedure": True,
    "warned_of_effect": True,
}


def answer(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer a vote through the public functions."""
    return answer_as_data(decide_owners_vote(read_given(given, file="case"), BOOK))


def weight(heads: int) -> Mapping[str, Any]:
    """Give owners of a hundred m2 each."""
    return {"heads": heads, "area": f"{heads * 100}.00"}


def silent_vote(
    for_: int, against: int, *, where: str, day: str, rules: Mapping[str, Any] = WARNED
) -> Mapping[str, Any]:
    """Answer a vote of a hundred owners on raising the fund, in which whoever did not vote was silent."""
    given = {
        "date": day,
        "jurisdiction": where,
        "matter": "raise_maintenance_fund",
        "total": OF_100,
        "returned": {"for": weight(for_), "against": weight(against)},
        "not_returned": {"delivered": weight(100 - for_ - against)},
        "rules": rules,
    }
    return answer(given)


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_vote_is_decided_as_the_case_says(case: PolicyCase) -> None:
    """Quorum, outcome, exact shares and base of every case; where the text leaves it open, a listed reading."""
    assert disagreements(case, answer(case.given)) == ()


@pytest.mark.policy(source="house", clause="voting.spoilt_ballots")
@pytest.mark.parametrize("case", [c for c in CASES if c.status is CaseStatus.AMBIGUOUS], ids=str)
def test_every_reading_of_an_open_case_is_listed(case: PolicyCase) -> None:
    """The law is silent on spoilt ballots: each reading of the case stands in the answer by its name."""
    readings = {one["reading"]: one for one in answer(case.given)["alternatives"]}
    for expected in case.expected["alternatives"]:
        found = readings[expected["reading"]]
        assert {key: found[key] for key in expected} == expected


@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_a_settled_case_has_one_reading() -> None:
    """Where the text decides, no alternative is shown."""
    settled = [case for case in CASES if case.status is CaseStatus.SETTLED]
    assert len(settled) == 13
    assert [case.id for case in settled if "alternatives" in answer(case.given)] == []


@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_no_case_of_the_collection_is_left_aside() -> None:
    """The file holds every owners' vote of the collection, word for word."""
    if not SHARED.exists():
        pytest.skip(f"the collection of cases is not beside the repository: {SHARED.name}")
    collection = read_cases(SHARED.read_text(encoding="utf-8"), file=SHARED.name)
    assert {c.id: c for c in collection if c.kind == "owner_vote"} == {c.id: c for c in CASES}


@pytest.mark.parametrize("matter", [m.value for m in Matter])
@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_two_thirds_take_part_and_items_six_to_eight_need_three_quarters(matter: str) -> None:
    """民法典 278(2): for items 6 to 8 three quarters of those who take part, else more than half."""
    weighty = matter in {
        "raise_maintenance_fund",
        "rebuild_or_alter",
        "change_or_profit_from_common_parts",
    }
    facts = {MATTER.name: Matter(matter)}
    rule = BOOK.resolve(DECISION_RULE, "421003", date(2024, 5, 1), facts=facts).value
    counts = Abstention.COUNTS
    assert rule == DecisionRule(
        participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=counts),
        approval=in_heads_and_area(
            AtLeast(3, 4) if weighty else MoreThan(1, 2), of=Base.TAKING_PART, abstention=counts
        ),
    )


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize("dimension", ["heads", "area"])
@pytest.mark.parametrize(
    ("day", "matter", "part", "passed"),
    [
        pytest.param("2021-01-01", "covenant", 150, False, id="half-of-300-who-took-part"),
        pytest.param("2021-01-01", "covenant", 151, True, id="one-more-than-half"),
        pytest.param("2021-01-01", "rebuild_or_alter", 224, False, id="under-three-quarters"),
        pytest.param("2021-01-01", "rebuild_or_alter", 225, True, id="exactly-three-quarters"),
        pytest.param("2021-01-01", "rebuild_or_alter", 226, True, id="over-three-quarters"),
        pytest.param("2020-12-31", "covenant", 180, False, id="half-of-all-360"),
        pytest.param("2020-12-31", "covenant", 181, True, id="one-more-than-half-of-all"),
        pytest.param("2020-12-31", "rebuild_or_alter", 239, False, id="under-two-thirds-of-all"),
        pytest.param("2020-12-31", "rebuild_or_alter", 240, True, id="exactly-two-thirds-of-all"),
        pytest.param("2020-12-31", "rebuild_or_alter", 241, True, id="over-two-thirds-of-all"),
    ],
)
def test_approval_just_under_at_and_over_each_bound(
    dimension: str, day: str, matter: str, part: int, passed: bool
) -> None:
    """Of 360 owners 300 take part; the dimension that is short decides, whatever the other one is."""
    heads, area = (part, 290) if dimension == "heads" else (290, part)
    found = answer(
        {
            "date": day,
            "matter": matter,
            "total": {"heads": 360, "area": "360.00"},
            "returned": {
                "for": {"heads": heads, "area": f"{area}.00"},
                "against": {"heads": 300 - heads, "area": f"{300 - area}.00"},
            },
        }
    )
    assert (found["quorum"], found["passed"]) == (True, passed)


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize(
    ("day", "heads", "area", "quorum"),
    [
        ("2021-01-01", 199, "200.00", False),
        ("2021-01-01", 200, "199.9999", False),
        ("2021-01-01", 200, "200.00", True),
        ("2021-01-01", 201, "200.0001", True),
        ("2020-12-31", 150, "200.00", False),
        ("2020-12-31", 200, "150.00", False),
        ("2020-12-31", 151, "150.0001", True),
    ],
)
def test_participation_just_under_at_and_over_each_bound(
    day: str, heads: int, area: str, quorum: bool
) -> None:
    """Two thirds of 300 since 2021, exactly reached is enough; before, more than half had to attend."""
    found = answer(
        {
            "date": day,
            "matter": "covenant",
            "total": {"heads": 300, "area": "300.00"},
            "returned": {"for": {"heads": heads, "area": area}},
        }
    )
    assert found["quorum"] is quorum


@pytest.mark.policy(source="浙江省物业管理条例", clause="第10条第2款")
@pytest.mark.parametrize(("for_", "passed"), [(50, False), (51, True), (52, True)])
def test_in_zhejiang_the_voted_majority_alone_had_to_exceed_half_of_all(
    for_: int, passed: bool
) -> None:
    """With exactly half of all in favour silence was not added; with one more it was."""
    found = silent_vote(for_, 10, where="CN-330000", day="2019-06-01")
    assert found["passed"] is passed
    assert found["silence_rule"]["provision"] == "cn-33.silence"
    codes = {note["code"] for note in found["notes"]}
    assert ("voting.silence_majority_too_small" in codes) is not passed


@pytest.mark.policy(source="浙江省物业管理条例", clause="第10条第2款")
def test_the_rule_of_zhejiang_ended_with_the_code() -> None:
    """On 2020-12-31 it holds; from 2021-01-01 the guidance for the country is asked."""
    found = [
        BOOK.resolve(SILENCE_CONDITIONS, "330100", day).provision.id
        for day in (date(2020, 12, 31), date(2021, 1, 1))
    ]
    assert found == ["cn-33.silence", "cn.silence"]


@pytest.mark.policy(source="聊城市物业管理条例", clause="第16条第3款")
def test_liaocheng_leaves_silence_to_the_covenant() -> None:
    """Since 2021-03-01: with the clause it counts, no warning is asked; without the clause it does not."""
    clause = {"silent": "count_with_majority", "in_rules_of_procedure": True}
    with_clause = silent_vote(60, 10, where="CN-371500", day="2021-03-01", rules=clause)
    assert with_clause["passed"] is True
    # the text adds silence to the majority and does not say that the silent took part
    assert [one["passed"] for one in with_clause["alternatives"]] == [True, True]
    without = silent_vote(
        60, 0, where="CN-371500", day="2021-03-01", rules={**clause, "in_rules_of_procedure": False}
    )
    assert (without["quorum"], "alternatives" in without) == (False, False)
    before = BOOK.resolve(SILENCE_CONDITIONS, "371500", date(2021, 2, 28))
    assert before.provision.id == "cn.silence"


@pytest.mark.policy(source="上海市第二中级人民法院民事判决书", clause="(2022)沪02民初16号")
@pytest.mark.parametrize("missing", ["in_rules_of_procedure", "warned_of_effect"])
def test_in_shanghai_silence_needs_the_rule_and_the_warning(missing: str) -> None:
    """With both it counts and nothing is left open; with one of them missing it does not."""
    both = silent_vote(60, 0, where="CN-310000", day="2023-05-01")
    assert (both["passed"], "alternatives" in both) == (True, False)
    rules = {**WARNED, missing: False}
    one = silent_vote(60, 0, where="CN-310000", day="2023-05-01", rules=rules)
    assert (one["quorum"], one["passed"], "alternatives" in one) == (False, False, False)


@pytest.mark.policy(source="业主大会和业主委员会指导规则", clause="第26条第2款")
def test_what_was_not_read_in_the_official_text_is_marked() -> None:
    """The guidance and the judgment were read in copies; the regulations of the districts in full."""
    standing = {
        provision.id: provision.cites[0].standing
        for provision in BOOK.provisions
        if provision.point is SILENCE_CONDITIONS
    }
    assert standing == {
        "cn.silence": Standing.UNVERIFIED,
        "cn-31.silence": Standing.UNVERIFIED,
        "cn-33.silence": Standing.VERIFIED,
        "cn-3715.silence": Standing.VERIFIED,
    }
