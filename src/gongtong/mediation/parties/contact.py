"""What was tried to reach a party, and what it was told of its rights and duties (联系与告知)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.consent import HowGiven
from gongtong.mediation.parties.party import PartyOnFile
from gongtong.mediation.parties.roster import day_to_come
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

TOLD: Final = mediation_law(23, "权利见第23条，义务见第24条")


class ContactOutcome(StrEnum):
    """What came of an attempt to reach a party (联系结果).

    Whoever would not talk has not refused to be mediated: that is a stance of its own.
    """

    TALKED = "talked"
    ABSENT = "absent"
    REFUSED = "refused"


class ContactWay(StrEnum):
    """How somebody was sought (联系方式)."""

    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    ONLINE = "online"


@frozen
class LogContact:
    """A request to enter an attempt to reach a party, or a household of a group (登记联系申请)."""

    case: str
    party: str
    made_on: date
    way: ContactWay
    outcome: ContactOutcome
    household: DwellingLabel | None = None
    note: str = field(default="", repr=False)


@frozen
class ContactLogged:
    """An attempt to reach a party is on record; what was said stays in the tables (联系已登记)."""

    case: str
    party: str
    number: int
    made_on: date
    way: ContactWay
    outcome: ContactOutcome
    household: DwellingLabel | None


@frozen
class TellRights:
    """A request to enter that a party was told its rights and duties (登记告知申请)."""

    case: str
    party: str
    told_on: date
    how: HowGiven


@frozen
class RightsTold:
    """A party was told its rights and duties (已告知权利义务)."""

    case: str
    party: str
    told_on: date
    how: HowGiven
    told_by: str


@frozen
class ContactFacts:
    """What is known when a contact or a notice is entered (登记联系依据)."""

    case: CaseOnFile
    party: PartyOnFile
    last_number: int
    told_on: date | None
    actor: str
    today: date


def rule_on_contact(request: LogContact, facts: ContactFacts) -> Granted[ContactLogged] | Refused:
    """Let an attempt be entered (登记联系审核).

    Grounds, in this order: the case has ended, a day to come, a household of a party that has none.
    """
    reasons = [*reasons_if_ended(facts.case)]
    if request.made_on > facts.today:
        reasons.append(day_to_come(request.made_on))
    if request.household is not None and facts.party.kind is not PartyKind.GROUP:
        reasons.append(
            Reason(
                "mediation.party_is_no_group",
                f"当事人{request.party}不是集体，没有住户",
                f"party {request.party} is no group and has no households",
                HOUSE_MEDIATION,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        ContactLogged(
            request.case,
            request.party,
            facts.last_number + 1,
            request.made_on,
            request.way,
            request.outcome,
            request.household,
        )
    )


def rule_on_telling(request: TellRights, facts: ContactFacts) -> Granted[RightsTold] | Refused:
    """Let it be entered that a party was told its rights and duties (登记告知审核).

    Grounds, in this order: the case has ended, a day to come, told already.
    """
    reasons = [*reasons_if_ended(facts.case)]
    if request.told_on > facts.today:
        reasons.append(day_to_come(request.told_on))
    if facts.told_on is not None:
        reasons.append(
            Reason(
                "mediation.rights_told",
                f"已于{facts.told_on}告知权利义务",
                f"it was told its rights and duties on {facts.told_on}",
                TOLD,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        RightsTold(request.case, request.party, request.told_on, request.how, facts.actor)
    )
