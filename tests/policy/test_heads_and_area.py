"""Heads and area of owners, as the interpretation on divided ownership counts them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from gongtong.core.errors import NoProvisionError
from gongtong.core.heads import (
    HEADS_BY_LAW,
    PARKING_BY_PROCEDURE,
    HeadCount,
    HeadQuestion,
    HeadRules,
    JointOwnerGroups,
    count_heads,
    open_questions,
)
from gongtong.core.places import DwellingLabel
from gongtong.core.register import (
    AreaEvidence,
    Dwelling,
    DwellingStatus,
    Owner,
    OwnerParty,
    PartUse,
    Register,
    best_area,
    is_owner_by_law,
)

CASES: Mapping[str, Any] = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parent / "cases" / "register.json").read_text(encoding="utf-8")
    )["cases"]
}
IDS = UUID(int=0)
DAY = date(2024, 5, 1)
HOME, PARKING = PartUse.HOME, PartUse.PARKING
LET, UNSOLD = DwellingStatus.LET, DwellingStatus.UNSOLD
UNDELIVERED = DwellingStatus.SOLD_UNDELIVERED
STATUSES = {"delivered": LET, "unsold": UNSOLD, "sold_undelivered": UNDELIVERED}
DECIDED = HeadRules(count_parking=True, joint_owner_groups=JointOwnerGroups.ONE_BUYER)


def party(names: str) -> OwnerParty:
    """Make the party of these names; the same names give the same party."""
    members = tuple(Owner(uuid5(IDS, name), name, "") for name in names.split("、"))
    return OwnerParty(uuid5(IDS, f"party {names}"), members)


def part(
    room: int,
    names: str,
    area_cm2: int = 1_000_000,
    status: DwellingStatus = LET,
    use: PartUse = HOME,
) -> Dwelling:
    """Make a part of building 1, unit 1."""
    label = DwellingLabel(1, 1, room)
    return Dwelling(uuid5(IDS, str(label)), label, party(names), status, area_cm2, use=use)


def count(*parts: Dwelling, rules: HeadRules = DECIDED) -> HeadCount:
    """Count the heads of these parts."""
    return count_heads(Register(parts, DAY), rules)


def square_metres(text: str) -> int:
    """Read square metres with two decimals as cm2."""
    whole, decimals = text.split(".")
    return int(whole + decimals) * 100


def register_of(case: Mapping[str, Any]) -> Register:
    """Build the register that a case describes."""
    return Register(
        (
            part(
                100 + at,
                "、".join(unit["owners"]),
                square_metres(unit["area"]),
                STATUSES[unit["status"]],
                PartUse(unit.get("use", "home")),
            )
            for at, unit in enumerate(case["given"]["units"])
        ),
        DAY,
    )


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_case_rg_02_several_parts_of_one_buyer() -> None:
    """RG-02: one buyer's five parts are one head, and their areas add up."""
    case = CASES["RG-02"]
    counted = count_heads(register_of(case), HeadRules())
    assert counted.number == case["expected"]["heads"] == 11
    assert counted.area_cm2 == 13_000_000
    assert "one_buyer_one_head" in [step.code for step in counted.steps]


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_case_rg_05_joint_owners_of_two_parts() -> None:
    """RG-05: a couple that holds two parts together is one head or two; the place must say which."""
    case = CASES["RG-05"]
    register = register_of(case)
    by_reading = {
        "same owner group = one buyer": JointOwnerGroups.ONE_BUYER,
        "per part": JointOwnerGroups.PER_PART,
    }
    for alternative in case["expected"]["alternatives"]:
        rules = HeadRules(joint_owner_groups=by_reading[alternative["reading"]])
        counted = count_heads(register, rules)
        assert counted.number == alternative["heads"]
        assert counted.area_cm2 == 1_600_000
    with pytest.raises(NoProvisionError, match=r"register\.joint_owner_groups"):
        count_heads(register, HeadRules(count_parking=False))


@pytest.mark.policy(source="业主大会和业主委员会指导规则", clause="第25条")
def test_case_rg_08_parking_counts_if_the_rules_say_so() -> None:
    """RG-08: a parking space adds its area only if the rules of procedure count it; no default."""
    case = CASES["RG-08"]
    register = register_of(case)
    for text, expected in case["expected"]["by_rule"].items():
        rules = HeadRules(count_parking=text == "count_parking=true")
        counted = count_heads(register, rules)
        assert counted.number == expected["heads"] == 1
        assert counted.area_cm2 == square_metres(expected["area"])
    left_out = count_heads(register, HeadRules(count_parking=False)).steps[-1]
    assert (left_out.code, left_out.source) == ("parking_left_out", PARKING_BY_PROCEDURE)
    with pytest.raises(NoProvisionError, match=r"voting\.count_parking"):
        count_heads(register, HeadRules(joint_owner_groups=JointOwnerGroups.PER_PART))


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第1条第2款")
def test_case_rg_09_possession_without_registration() -> None:
    """RG-09: a buyer from the developer in lawful possession is an owner without registration."""
    case = CASES["RG-09"]
    unit = case["given"]["units"][0]
    assert is_owner_by_law(is_registered=unit["registered"], is_in_possession=unit["possession"])
    counted = count_heads(register_of(case), HeadRules())
    assert (counted.number, counted.area_cm2) == (1, 1_000_000)
    assert [member.name for head in counted.heads for member in head.party.members] == ["A"]


def test_all_register_cases_are_used() -> None:
    """Every worked case of the register has its test here."""
    assert sorted(CASES) == ["RG-02", "RG-05", "RG-08", "RG-09"]


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第1条")
@pytest.mark.parametrize(
    ("registered", "possession", "owner"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_who_is_an_owner(registered: bool, possession: bool, owner: bool) -> None:
    """An owner is registered, or has lawful possession of what the developer sold; else neither."""
    assert is_owner_by_law(is_registered=registered, is_in_possession=possession) is owner


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_the_developer_is_one_head() -> None:
    """What is unsold and what is sold but not handed over is one head together, not one each."""
    counted = count(
        part(101, "建设公司", status=UNSOLD),
        part(102, "建设公司", status=UNDELIVERED),
        part(103, "建设公司", status=UNSOLD),
        part(104, "甲"),
    )
    assert counted.number == 2
    developer = counted.head_of(part(102, "建设公司").id)
    assert developer.is_developer
    assert developer.party.name == "建设公司"
    assert developer.area_cm2 == 3_000_000
    step = next(step for step in counted.steps if step.code == "developer_one_head")
    assert (step.params, step.source) == ((("parts", "3"), ("heads", "1")), HEADS_BY_LAW)


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_the_buyer_of_an_undelivered_part_is_not_drawn_into_the_developers_head() -> None:
    """A buyer listed for a part not handed over keeps the head of the part that was handed over."""
    counted = count(
        part(101, "建设公司", status=UNSOLD),
        part(102, "甲", status=UNDELIVERED),
        part(103, "甲"),
    )
    assert counted.number == 2
    assert counted.head_of(part(102, "甲").id).party.name == "建设公司"
    assert not counted.head_of(part(103, "甲").id).is_developer


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_what_the_developer_lets_is_the_same_head() -> None:
    """A part that the developer keeps and lets is the same owner's as what it has not sold."""
    counted = count(part(101, "建设公司", status=UNSOLD), part(102, "建设公司"))
    assert counted.number == 1


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_joint_owners_of_one_part_are_one_head() -> None:
    """Two owners of one part are one head, and nobody needs to decide anything for that."""
    counted = count(part(101, "甲、乙"), part(102, "甲"), rules=HeadRules())
    assert counted.number == 2
    assert counted.head_of(part(101, "甲、乙").id).party.name == "甲、乙"


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_joint_owners_per_part_are_explained() -> None:
    """Under the reading per part the count says how many parts it concerned."""
    rules = HeadRules(joint_owner_groups=JointOwnerGroups.PER_PART)
    counted = count(part(101, "甲、乙"), part(102, "甲、乙"), part(103, "丙、丁"), rules=rules)
    assert counted.number == 3
    step = counted.steps[-1]
    assert (step.code, step.params) == (
        "joint_owners_per_part",
        (("parts", "2"), ("heads", "2")),
    )


@pytest.mark.policy(source="house", clause="voting.count_parking")
def test_only_what_matters_is_asked() -> None:
    """A place is asked about parking and joint owners only if its register turns on them."""
    plain = Register((part(101, "甲、乙"), part(102, "丙")), DAY)
    assert open_questions(plain, HeadRules()) == ()
    both = Register(
        (part(101, "甲、乙"), part(102, "甲、乙", use=PARKING)),
        DAY,
    )
    assert open_questions(both, HeadRules()) == (
        HeadQuestion.COUNT_PARKING,
        HeadQuestion.JOINT_OWNER_GROUPS,
    )
    # with parking left out the couple holds one part, and the second question is gone
    assert open_questions(both, HeadRules(count_parking=False)) == ()
    with pytest.raises(NoProvisionError, match=r"count_parking, register\.joint_owner_groups"):
        count_heads(both, HeadRules())


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第8条")
@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"register": 3, "survey": 2, "contract": 1}, (3, AreaEvidence.REGISTER)),
        ({"survey": 2, "contract": 1}, (2, AreaEvidence.SURVEY)),
        ({"contract": 1}, (1, AreaEvidence.CONTRACT)),
        ({}, None),
    ],
)
def test_area_evidence(claims: dict[str, int], expected: tuple[int, AreaEvidence] | None) -> None:
    """The area is that of the register; without it, the survey's; without that, the contract's."""
    by_evidence = {AreaEvidence(name): area for name, area in claims.items()}
    assert best_area(by_evidence) == expected
