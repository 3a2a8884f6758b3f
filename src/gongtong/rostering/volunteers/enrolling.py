"""Signing up, one or a whole sheet; being told of risks, insured, and leaving (志愿者登记)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.rostering.volunteers.duties import INSURED, RISKS
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS, volunteer_rules
from gongtong.rostering.volunteers.volunteer import Band, Skill, Volunteer

TRUE_DATA: Final = volunteer_rules(7, "提供的信息应当真实、准确、完整")
MAX_CODE: Final = 40
MAX_NAME: Final = 60
MOST_A_WEEK: Final = 14
OLDEST: Final = date(1900, 1, 1)
CHANGEABLE: Final = ("team", "bands", "most_per_week", "skills", "may_publish", "guardian_agreed")


@frozen
class EnrolVolunteers:
    """A request to put people on the register who signed up, all or none of them (登记志愿者申请)."""

    volunteers: tuple[Volunteer, ...] = field(repr=False)


@frozen
class VolunteersEnrolled:
    """People are on the register; names and days of birth stand in the tables alone (志愿者已登记)."""

    codes: tuple[str, ...]


@frozen
class TellRisks:
    """A request to enter that volunteers were told of the risks of what they do (登记告知风险申请)."""

    codes: tuple[str, ...]
    told_on: date


@frozen
class RisksTold:
    """Volunteers know the risks (已告知风险)."""

    codes: tuple[str, ...]
    told_on: date


@frozen
class InsureVolunteers:
    """A request to enter an accident insurance of volunteers; `document` is the sha256 of the policy (登记保险申请)."""

    codes: tuple[str, ...]
    until: date
    document: str


@frozen
class VolunteersInsured:
    """Volunteers are insured through a day (志愿者已投保)."""

    codes: tuple[str, ...]
    until: date
    document: str


@frozen
class EndService:
    """A request to take somebody off the register from a day on (退出志愿服务申请)."""

    code: str
    left_on: date


@frozen
class ServiceEnded:
    """Somebody is on the register no longer (已退出志愿服务)."""

    code: str
    left_on: date


@frozen
class ChangeVolunteer:
    """A request to write anew what may change of somebody: team, times, skills, what he or a guardian agreed to (变更志愿者信息申请)."""

    code: str
    team: str
    bands: tuple[Band, ...]
    most_per_week: int
    skills: tuple[Skill, ...] = ()
    may_publish: bool = False
    guardian_agreed: bool = False


@frozen
class VolunteerChanged:
    """These things are written anew of somebody, by their names (志愿者信息已变更)."""

    code: str
    changed: tuple[str, ...]


def rule_on_changing(
    request: ChangeVolunteer, known: Mapping[str, Volunteer]
) -> Granted[VolunteerChanged] | Refused:
    """Let something be written anew of somebody who is on the register (变更志愿者信息审核).

    Grounds, in this order: he is not there, he has left, how often a week, no time that suits, nothing is new.
    """
    one = known.get(request.code)
    if one is None:
        words = ("未登记", "not on the register")
        return Refused((_named("not_enrolled", words, [request.code]),))
    reasons = []
    if one.left_on is not None:
        reasons.append(_reason("left_already", "已退出", "has left already", HOUSE_VOLUNTEERS))
    new = rewritten(request, one)
    reasons += _of_service(new)
    names = tuple(name for name in CHANGEABLE if getattr(new, name) != getattr(one, name))
    if not names:
        reasons.append(_reason("nothing_new", "没有变更", "nothing is new", HOUSE_VOLUNTEERS))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(VolunteerChanged(request.code, names))


def rewritten(request: ChangeVolunteer, volunteer: Volunteer) -> Volunteer:
    """Give a volunteer as he stands after a change (变更后的志愿者信息)."""
    return evolve(volunteer, **{name: getattr(request, name) for name in CHANGEABLE})


def rule_on_enrolling(
    request: EnrolVolunteers, known: Collection[str], today: date
) -> Granted[VolunteersEnrolled] | Refused:
    """Let people be put on the register (登记志愿者审核).

    Grounds, in this order: nobody, the same twice, known already, then of each: code and name, the day of birth, the day on which he
    signed up, how often a week, no time that suits.
    """
    codes = tuple(one.code for one in request.volunteers)
    reasons = []
    if not codes:
        reasons.append(_reason("nobody", "没有志愿者", "there is nobody", HOUSE_VOLUNTEERS))
    twice = sorted(code for code, count in Counter(codes).items() if count > 1)
    if twice:
        reasons.append(_named("named_twice", ("重复", "named twice"), twice))
    there = sorted(set(codes) & set(known))
    if there:
        reasons.append(_named("enrolled_already", ("已登记", "on the register already"), there))
    for one in request.volunteers:
        reasons += _of_one(one, today)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(VolunteersEnrolled(codes))


def rule_on_telling_risks(
    request: TellRisks, known: Mapping[str, Volunteer], today: date
) -> Granted[RisksTold] | Refused:
    """Let it be entered that risks were told (登记告知风险审核)."""
    reasons = [*_unknown(request.codes, known)]
    if request.told_on > today:
        reasons.append(_reason("told_later", "告知日期在将来", "that day is to come", RISKS))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(RisksTold(request.codes, request.told_on))


def rule_on_insuring(
    request: InsureVolunteers, known: Mapping[str, Volunteer], today: date
) -> Granted[VolunteersInsured] | Refused:
    """Let an insurance be entered (登记保险审核).

    Grounds, in this order: people who are not there, one that is over already, no policy.
    """
    reasons = [*_unknown(request.codes, known)]
    if request.until < today:
        reasons.append(_reason("insurance_over", "保险已届满", "it is over already", INSURED))
    if not is_sha256(request.document):
        reasons.append(_reason("no_policy", "须附保单摘要", "it takes the policy", INSURED))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(VolunteersInsured(request.codes, request.until, request.document))


def rule_on_ending(
    request: EndService, known: Mapping[str, Volunteer]
) -> Granted[ServiceEnded] | Refused:
    """Let somebody leave, whenever he wants (退出审核).

    Grounds, in this order: he is not there, he has left already, a day before he came.
    """
    one = known.get(request.code)
    if one is None:
        return Refused((_named("not_enrolled", ("未登记", "not on the register"), [request.code]),))
    reasons = []
    if one.left_on is not None:
        reasons.append(_reason("left_already", "已退出", "has left already", HOUSE_VOLUNTEERS))
    if request.left_on < one.agreed_on:
        reasons.append(
            _reason("left_before", "退出日期早于登记", "left before he came", HOUSE_VOLUNTEERS)
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(ServiceEnded(request.code, request.left_on))


def changed(event: RisksTold | VolunteersInsured | ServiceEnded, volunteer: Volunteer) -> Volunteer:
    """Give a volunteer as he stands after an event (变更后的志愿者)."""
    match event:
        case RisksTold():
            return evolve(volunteer, risks_told_on=event.told_on)
        case VolunteersInsured():
            return evolve(volunteer, insured_until=event.until)
        case ServiceEnded():
            return evolve(volunteer, left_on=event.left_on)


def _of_one(one: Volunteer, today: date) -> Iterator[Reason]:
    named = 0 < len(one.code.strip()) <= MAX_CODE and one.code == one.code.strip()
    if not named or not 0 < len(one.name.strip()) <= MAX_NAME:
        yield _named("no_name", ("编号或者姓名有误", "code or name is off"), [one.code], TRUE_DATA)
    if not OLDEST <= one.born < one.agreed_on <= today:
        yield _named("days_off", ("出生或者报名日期有误", "days are off"), [one.code], TRUE_DATA)
    yield from _of_service(one)


def _of_service(one: Volunteer) -> Iterator[Reason]:
    if not 0 < one.most_per_week <= MOST_A_WEEK:
        yield _named(
            "times_a_week",
            (f"每周次数须为1至{MOST_A_WEEK}", f"1 to {MOST_A_WEEK} times a week"),
            [one.code],
        )
    if not one.bands:
        yield _named("no_time", ("须写明可服务时段", "say which times suit"), [one.code])


def _unknown(codes: tuple[str, ...], known: Mapping[str, Volunteer]) -> Iterator[Reason]:
    missing = sorted(set(codes) - set(known))
    if missing or not codes:
        yield _named("not_enrolled", ("未登记", "not on the register"), missing)


def _named(
    code: str, words: tuple[str, str], who: Collection[str], source: Source = HOUSE_VOLUNTEERS
) -> Reason:
    names = "、".join(who) or "无"
    zh, en = words
    return _reason(code, f"{zh}：{names}", f"{en}: {names}", source)


def _reason(code: str, zh: str, en: str, source: Source) -> Reason:
    return Reason(f"rostering.{code}", zh, en, source)
