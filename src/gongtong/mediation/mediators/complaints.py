"""Complaints about mediators, and what comes of them (投诉调解员)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

MISCONDUCT: Final = mediation_law(15)
MAX_BODY: Final = 80


class MisconductGround(StrEnum):
    """What a mediator may not do (不当行为)."""

    TOOK_SIDES = "took_sides"
    INSULTED = "insulted"
    TOOK_BENEFITS = "took_benefits"
    LEAKED_SECRETS = "leaked_secrets"


class ComplaintOutcome(StrEnum):
    """What was decided on a complaint (投诉处理结果)."""

    UNFOUNDED = "unfounded"
    CRITICISED = "criticised"
    ORDERED_TO_CORRECT = "ordered_to_correct"
    REMOVED = "removed"


@frozen
class ComplaintOnFile:
    """A complaint as the tables hold it (在册投诉)."""

    number: int
    person: str
    case: str
    party: str
    ground: MisconductGround
    made_on: date
    outcome: ComplaintOutcome | None = None
    decided_on: date | None = None


@frozen
class ComplainOfMediator:
    """A request to enter a complaint about a mediator in a case; its words stay in the table (投诉申请)."""

    case: str
    person: str
    party: str
    ground: MisconductGround
    words: str


@frozen
class MediatorComplained:
    """A complaint is on record (投诉已登记)."""

    number: int
    case: str
    person: str
    party: str
    ground: MisconductGround


@frozen
class DecideComplaint:
    """A request to decide a complaint (处理投诉申请).

    Criticism and an order to correct are the committee's. Who was elected or engaged is removed, where it is
    serious, by whoever elected or engaged: `decided_by` names that body.
    """

    number: int
    outcome: ComplaintOutcome
    is_serious: bool
    decided_by: str


@frozen
class ComplaintDecided:
    """A complaint is decided; who is removed mediates from that day on no more (投诉已处理)."""

    number: int
    person: str
    outcome: ComplaintOutcome
    decided_on: date


def rule_on_complaint(
    request: ComplainOfMediator, *, number: int, was_named: bool, is_party: bool
) -> Granted[MediatorComplained] | Refused:
    """Let a party complain, also when the case has ended (投诉审核).

    Grounds, in this order: a person who never mediated in the case, a party unknown, no words.
    """
    reasons = []
    if not was_named:
        reasons.append(
            _reason("complaint_person", "该人未在本案担任调解员", "this person never mediated here")
        )
    if not is_party:
        reasons.append(
            _reason("complaint_party", "投诉人不是本案当事人", "only a party of the case complains")
        )
    if not request.words.strip():
        reasons.append(_reason("complaint_words", "须写明投诉事实", "say what has happened"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        MediatorComplained(number, request.case, request.person, request.party, request.ground)
    )


def rule_on_complaint_decision(
    request: DecideComplaint, complaint: ComplaintOnFile, *, actor: str, today: date
) -> Granted[ComplaintDecided] | Refused:
    """Let a complaint be decided (处理投诉审核).

    Grounds, in this order: decided already, by the mediator concerned, no body named, a removal that is not
    for something serious, something serious that ends without removal.
    """
    reasons = tuple(_of_decision(request, complaint, actor))
    if reasons:
        return Refused(reasons)
    return Granted(ComplaintDecided(request.number, complaint.person, request.outcome, today))


def _of_decision(
    request: DecideComplaint, complaint: ComplaintOnFile, actor: str
) -> Iterator[Reason]:
    if complaint.outcome is not None:
        yield _reason("complaint_decided", "该投诉已处理", "this complaint is decided")
    if actor == complaint.person:
        yield _reason(
            "complaint_own", "不得处理对本人的投诉", "nobody decides a complaint about oneself"
        )
    if not 0 < len(request.decided_by.strip()) <= MAX_BODY:
        yield _reason("complaint_body", "须写明由谁处理", "say which body has decided")
    is_removal = request.outcome is ComplaintOutcome.REMOVED
    if is_removal and not request.is_serious:
        yield Reason(
            "mediation.removal_not_serious",
            "情节严重的，方由推选或者聘任单位罢免或者解聘",
            "a mediator is removed for what is serious, by whoever elected or engaged",
            MISCONDUCT,
        )
    if request.is_serious and request.outcome is not ComplaintOutcome.REMOVED:
        yield Reason(
            "mediation.serious_misconduct",
            "情节严重的，由推选或者聘任单位予以罢免或者解聘",
            "what is serious ends in removal by whoever elected or engaged",
            MISCONDUCT,
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
