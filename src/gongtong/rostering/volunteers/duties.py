"""Which duty a volunteer may take, and every ground on which not: age, skill, risks, insurance, time (能否承担服务)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Reason, Source
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS, volunteer_rules
from gongtong.rostering.volunteers.volunteer import Volunteer, age_on

FIT: Final = volunteer_rules(15, "与其年龄、知识、技能和身体状况相适应")
RISKS: Final = volunteer_rules(12, "说明在志愿服务过程中可能发生的风险")
INSURED: Final = volunteer_rules(
    17, "第2款：可能发生人身危险的，应当为志愿者购买相应的人身意外伤害保险"
)
VOLUNTARY: Final = volunteer_rules(25, "不得强行指派志愿者、志愿服务组织提供服务")


@frozen
class Duty:
    """A duty for which somebody is wanted (志愿服务岗位).

    `is_risky` says that somebody may be hurt in it, as on a patrol at night. `skill` is what it takes, if anything.
    """

    zh: str
    is_risky: bool = False
    skill: str | None = None


@frozen
class AgeTerms:
    """From which age on somebody serves alone, and what minors may not (年龄规定).

    The national regulation asks that a duty fits the age and names none; the numbers are those of a place.
    """

    full_age: int = 18
    least_age: int = 14
    minors_on_risky_duty: bool = False


def reasons_against(
    volunteer: Volunteer, duty: Duty, day: date, *, hour: int, terms: AgeTerms
) -> tuple[Reason, ...]:
    """Say what speaks against somebody taking a duty at an hour of a day; nothing means that he may be asked (不能承担的理由).

    To be asked is not to be sent: nobody serves who has not said yes to it. Grounds, in this order: not on the register, age, a
    guardian's word, a skill, risks not told, no insurance, a time that does not suit.
    """
    return (
        *_of_register(volunteer, day),
        *_of_age(volunteer, duty, day, terms),
        *_of_skill(volunteer, duty, day),
        *_of_risk(volunteer, duty, day),
        *_of_time(volunteer, day, hour),
    )


def _of_register(one: Volunteer, day: date) -> Iterator[Reason]:
    if not one.serves_on(day):
        yield _reason(
            "not_on_the_register", "当日不在志愿者名册", "not on the register that day", VOLUNTARY
        )


def _of_age(one: Volunteer, duty: Duty, day: date, terms: AgeTerms) -> Iterator[Reason]:
    age = age_on(one.born, day)
    if age < terms.least_age:
        yield _reason(
            "too_young",
            f"未满{terms.least_age}周岁",
            f"younger than {terms.least_age}",
            FIT,
        )
    if age >= terms.full_age:
        return
    if duty.is_risky and not terms.minors_on_risky_duty:
        yield _reason(
            "minor_on_risky_duty",
            f"未满{terms.full_age}周岁，不承担有人身危险的服务",
            f"younger than {terms.full_age}: no duty in which somebody may be hurt",
            FIT,
        )
    if not one.guardian_agreed:
        yield _reason(
            "guardian_not_asked",
            "未成年人须有监护人书面同意",
            "a minor serves with the guardian's consent",
            HOUSE_VOLUNTEERS,
        )


def _of_skill(one: Volunteer, duty: Duty, day: date) -> Iterator[Reason]:
    if duty.skill is not None and not one.can(duty.skill, day):
        yield _reason(
            "skill_missing",
            f"当日不具备“{duty.skill}”技能或者已过期",
            f"cannot do {duty.skill!r} on that day",
            FIT,
        )


def _of_risk(one: Volunteer, duty: Duty, day: date) -> Iterator[Reason]:
    if not duty.is_risky:
        return
    if one.risks_told_on is None or one.risks_told_on > day:
        yield _reason("risks_not_told", "尚未告知服务风险", "was not told of the risks", RISKS)
    if one.insured_until is None or one.insured_until < day:
        yield _reason(
            "not_insured", "当日没有人身意外伤害保险", "has no accident insurance that day", INSURED
        )


def _of_time(one: Volunteer, day: date, hour: int) -> Iterator[Reason]:
    if not one.suits(day, hour):
        yield _reason(
            "time_does_not_suit",
            f"{day}{hour}时不在其可服务时段",
            f"{day} at {hour} does not suit",
            VOLUNTARY,
        )


def _reason(code: str, zh: str, en: str, source: Source) -> Reason:
    return Reason(f"rostering.{code}", zh, en, source)
