"""Answers to register cases: counted, or reading by reading where the place must decide."""

from typing import Any

import pytest

from gongtong.core.heads import JointOwnerGroups
from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, PolicyBook, PolicyPoint, Provision, Rank
from gongtong.core.registry.policies import COUNT_PARKING, JOINT_OWNER_GROUPS
from gongtong.core.rulings import Source, Standing
from gongtong.voting.franchise.register_cases import answer_register

NOTHING_DECIDED = PolicyBook()


def unit(name: str, *owners: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "area": "100.00", "owners": list(owners), "status": "delivered", **more}


def answer(*units: dict[str, Any], book: PolicyBook = NOTHING_DECIDED) -> dict[str, Any]:
    return answer_register({"units": list(units), "rules": {}}, book)


def rule(point: PolicyPoint[Any], value: object) -> AnyProvision:
    source = Source("议事规则", standing=Standing.HOUSE)
    span = since("2020-01-01")
    return Provision(
        point.name, point, value, area="", in_force=span, rank=Rank.BYLAW, cites=(source,)
    )


def test_the_developer_votes_for_what_is_unsold_or_not_handed_over() -> None:
    """One head together, under the developer's name."""
    found = answer(
        unit("n1", "D", status="unsold"),
        unit("s1", "X", status="sold_undelivered"),
        unit("u1", "A"),
    )
    assert (found["heads"], found["area"]) == (2, "300.00")
    assert found["voter_for"] == {"n1": "D", "s1": "D", "u1": "A"}
    assert found["owners"] == ["D", "A"]
    assert "developer_one_head" in found["steps"]


def test_a_developer_whom_nobody_names() -> None:
    """Where only sold parts are left, and where an unsold part lists nobody."""
    assert answer(unit("s1", "X", status="sold_undelivered"))["voter_for"] == {"s1": "developer"}
    assert answer(unit("n1", status="unsold"))["voter_for"] == {"n1": "developer"}


@pytest.mark.parametrize(
    ("registered", "possession", "owners"),
    [
        (False, True, ["A"]),
        (True, False, ["A"]),
        (False, False, ["developer"]),
    ],
)
def test_who_has_neither_registration_nor_possession(
    registered: bool, possession: bool, owners: list[str]
) -> None:
    """A buyer with neither is no owner yet; the developer votes for the part."""
    found = answer(unit("u1", "A", registered=registered, possession=possession))
    assert (found["owners"], found["heads"]) == (owners, 1)


@pytest.mark.parametrize(
    ("areas", "area"),
    [
        ({"contract": "99.00", "survey": "98.00", "register": "97.00"}, "97.00"),
        ({"contract": "99.00", "survey": "98.00"}, "98.00"),
        ({"contract": "99.00"}, "99.00"),
    ],
)
def test_the_best_evidence_of_an_area_counts(areas: dict[str, str], area: str) -> None:
    """The register, else the survey, else the contract."""
    assert answer(unit("u1", "A", area=None, areas=areas))["area"] == area


def test_an_area_must_be_stated() -> None:
    """Without any evidence there is nothing to count."""
    with pytest.raises(ValueError, match="unit u1: no area"):
        answer(unit("u1", "A", area=None))


def test_joint_owners_of_several_parts_have_two_readings() -> None:
    """Undecided, both are given; decided, the one."""
    couple = (unit("u1", "A", "B"), unit("u2", "B", "A"))
    found = answer(*couple)
    assert [one["heads"] for one in found["alternatives"]] == [1, 2]
    assert (found["preferred"], found["area"]) == ({"heads": 1}, "200.00")
    assert found["requirement"] == "register.joint_owner_groups"
    assert "heads" not in found
    decided = PolicyBook((rule(JOINT_OWNER_GROUPS, JointOwnerGroups.PER_PART),))
    assert answer(*couple, book=decided)["heads"] == 2


def test_parking_counts_by_the_rule_of_the_place() -> None:
    """Undecided, both outcomes are given; decided, the one."""
    parts = (unit("u1", "A"), unit("p1", "A", area="12.50", use="parking"))
    assert answer(*parts)["by_rule"] == {
        "count_parking=false": {"heads": 1, "area": "100.00"},
        "count_parking=true": {"heads": 1, "area": "112.50"},
    }
    decided = PolicyBook((rule(COUNT_PARKING, value=False),))
    assert answer(*parts, book=decided)["area"] == "100.00"


def test_both_questions_at_once() -> None:
    """Where parking counts, the couple's second part makes the other question arise."""
    found = answer(unit("u1", "A", "B"), unit("p1", "A", "B", use="parking"))
    assert found["by_rule"]["count_parking=false"]["heads"] == 1
    assert [one["heads"] for one in found["by_rule"]["count_parking=true"]["alternatives"]] == [
        1,
        2,
    ]
    assert found["requirement"] == "voting.count_parking, register.joint_owner_groups"


@pytest.mark.parametrize("more", [{"colour": "red"}, {"status": "rented"}, {"use": "shop"}])
def test_what_is_not_known_is_an_error(more: dict[str, Any]) -> None:
    """A key or a word that the format does not have is refused, not passed over."""
    with pytest.raises((ValueError, KeyError)):
        answer(unit("u1", "A", **more))
