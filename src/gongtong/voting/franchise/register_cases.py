"""Worked cases of the register: heads, area, and who votes for a part (名册案例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from gongtong.core.heads import HeadCount, HeadQuestion, HeadRules, JointOwnerGroups, count_heads
from gongtong.core.heads import open_questions as heads_left_open
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
from gongtong.core.registry.policies import COUNT_PARKING, JOINT_OWNER_GROUPS
from gongtong.voting.franchise.case_reading import (
    CaseAnswer,
    CaseSetting,
    Given,
    area_cm2,
    area_text,
    check_keys,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongtong.core.heads import Head
    from gongtong.core.policies import PolicyBook

DEVELOPER = "developer"
_IDS = UUID(int=0)
_STATUSES = {
    "delivered": DwellingStatus.OWNER_OCCUPIED,
    "unsold": DwellingStatus.UNSOLD,
    "sold_undelivered": DwellingStatus.SOLD_UNDELIVERED,
}
_READINGS = {
    "same owner group = one buyer": JointOwnerGroups.ONE_BUYER,
    "per part": JointOwnerGroups.PER_PART,
}
_UNIT_KEYS = frozenset(
    {"id", "area", "areas", "owners", "status", "use", "registered", "possession"}
)


def answer_register(given: Given, book: PolicyBook, *, place: str = "") -> CaseAnswer:
    """Count the heads and the area of a case, reading by reading where the law is open (名册案例答案).

    `heads` and `area` are there where every reading gives the same; else `alternatives` or
    `by_rule` say what each would give, and `requirement` names the policy points that decide.
    """
    check_keys(given, {"units"})
    setting = CaseSetting.of(given, book, place)
    register = Register((_part(at, unit) for at, unit in enumerate(given["units"])), setting.on)
    parking, joint = setting.find(COUNT_PARKING), setting.find(JOINT_OWNER_GROUPS)
    rules = HeadRules(
        None if parking is None else parking.value, None if joint is None else joint.value
    )
    questions = heads_left_open(register, rules)
    if not questions:
        return _counted(given, count_heads(register, rules))
    answer: CaseAnswer = {"requirement": ", ".join(questions)}
    if HeadQuestion.COUNT_PARKING in questions:
        answer["by_rule"] = {
            f"count_parking={str(counts).lower()}": _by_reading(
                register, HeadRules(counts, rules.joint_owner_groups)
            )
            for counts in (False, True)
        }
        return answer
    return answer | _by_reading(register, rules)


def _by_reading(register: Register, rules: HeadRules) -> CaseAnswer:
    """Count by what is decided; where joint owners are not, by both readings."""
    if not heads_left_open(register, rules):
        count = count_heads(register, rules)
        return {"heads": count.number, "area": area_text(count.area_cm2)}
    counts = {
        reading: count_heads(register, HeadRules(rules.count_parking, groups))
        for reading, groups in _READINGS.items()
    }
    first = next(iter(counts.values()))
    return {
        "alternatives": [
            {"reading": reading, "heads": count.number} for reading, count in counts.items()
        ],
        "preferred": {"heads": first.number},
        "area": area_text(first.area_cm2),
    }


def _counted(given: Given, count: HeadCount) -> CaseAnswer:
    names = (name for head in count.heads for name in _names(head))
    return {
        "heads": count.number,
        "area": area_text(count.area_cm2),
        "owners": list(dict.fromkeys(names)),
        "voter_for": {
            unit["id"]: "、".join(_names(head))
            for at, unit in enumerate(given["units"])
            for head in count.heads
            if any(part.label == _label(at) for part in head.dwellings)
        },
        "steps": [step.code for step in count.steps],
    }


def _names(head: Head) -> tuple[str, ...]:
    # a buyer who was not handed the part is no owner yet, and nobody else is named
    is_known = any(part.status is DwellingStatus.UNSOLD for part in head.dwellings)
    if head.is_developer and not is_known:
        return (DEVELOPER,)
    return tuple(member.name for member in head.party.members)


def _label(at: int) -> DwellingLabel:
    return DwellingLabel(1, 1, at + 1)


def _party(names: tuple[str, ...]) -> OwnerParty:
    members = tuple(Owner(uuid5(_IDS, f"owner {name}"), name, "") for name in names)
    return OwnerParty(uuid5(_IDS, f"party {'、'.join(sorted(names))}"), members)


def _part(at: int, unit: Mapping[str, Any]) -> Dwelling:
    check_keys(unit, _UNIT_KEYS)
    status = _STATUSES[unit.get("status", "delivered")]
    owned = is_owner_by_law(
        is_registered=unit.get("registered", True), is_in_possession=unit.get("possession", False)
    )
    if status.is_delivered and not owned:
        status = DwellingStatus.SOLD_UNDELIVERED
    area, evidence = _area(unit)
    return Dwelling(
        uuid5(_IDS, f"part {unit['id']}"),
        _label(at),
        _party(tuple(unit.get("owners") or (DEVELOPER,))),
        status,
        area,
        evidence,
        PartUse(unit.get("use", PartUse.HOME.value)),
    )


def _area(unit: Mapping[str, Any]) -> tuple[int, AreaEvidence]:
    claims = {AreaEvidence(name): area_cm2(text) for name, text in unit.get("areas", {}).items()}
    if unit.get("area") is not None:
        claims.setdefault(AreaEvidence.REGISTER, area_cm2(unit["area"]))
    found = best_area(claims)
    if found is None:
        message = f"unit {unit['id']}: no area is stated"
        raise ValueError(message)
    return found
