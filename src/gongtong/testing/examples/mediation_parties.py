"""Examples of the commands of this desk (当事人命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    HowGiven,
    RecordConsents,
    StopMediation,
    WithdrawConsent,
)
from gongtong.mediation.parties.contact import ContactOutcome, ContactWay, LogContact, TellRights
from gongtong.mediation.parties.mandates import GiveMandate, RevokeMandate, SettlementLimits
from gongtong.mediation.parties.participants import (
    InviteParticipant,
    ParticipantRole,
    PartyConsent,
)
from gongtong.mediation.parties.party import ActingBasis, ActsFor, AddParty
from gongtong.mediation.parties.roster import EnrolHouseholds, Household, JoinGroup, LeaveGroup
from gongtong.mediation.parties.standing import PartyKind
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_cases import open_case

if TYPE_CHECKING:
    from gongtong.mediation.parties.group_rules import GroupRule
    from gongtong.testing.stage import Stage

CASE: Final = "2025-001"
OWNERS, DEVELOPER, NEIGHBOUR = "owners", "developer", "neighbour"
TODAY: Final = date(2025, 6, 10)
PAPER: Final = "0f" * 32
TOMORROW: Final = date(2025, 6, 11)


def households(count: int, first: int = 1) -> tuple[Household, ...]:
    """Give so many households, ten rooms to a unit (住户示例)."""
    return tuple(
        Household(label_number(number), f"户主{number}") for number in range(first, first + count)
    )


def label_number(number: int) -> DwellingLabel:
    """Give the label of a household by its number (房号示例)."""
    return DwellingLabel(1 + number // 100, 1 + number % 100 // 10, 101 + number % 10)


def add_developer(stage: Stage, case: str = CASE) -> None:
    """Enter an organisation that is represented by law (登记单位当事人)."""
    chief = ActsFor("周强", ActingBasis.LEGAL_REPRESENTATIVE)
    request = AddParty(case, DEVELOPER, PartyKind.ORGANISATION, "武汉宏达公司", acts_for=chief)
    stage.run("mediation.add_party", request, key=f"{case}/{DEVELOPER}")


def add_neighbour(stage: Stage, case: str = CASE) -> None:
    """Enter a person (登记个人当事人)."""
    request = AddParty(case, NEIGHBOUR, PartyKind.PERSON, "王芳", dwelling=DwellingLabel(1, 1, 101))
    stage.run("mediation.add_party", request, key=f"{case}/{NEIGHBOUR}")


def add_group(
    stage: Stage, count: int = 4, *, case: str = CASE, rule: GroupRule | None = None
) -> None:
    """Enter a group with so many households (登记集体当事人)."""
    request = AddParty(case, OWNERS, PartyKind.GROUP, "办证业主", rule=rule)
    stage.run("mediation.add_party", request, key=f"{case}/{OWNERS}")
    roster = EnrolHouseholds(case, OWNERS, date(2025, 6, 1), households(count))
    stage.run("mediation.enrol_households", roster, key=f"{case}/roster")


def mandate_for(
    representative: str,
    signed_by: tuple[DwellingLabel, ...],
    *,
    limits: SettlementLimits | None = None,
    acts_alone: bool = True,
) -> GiveMandate:
    """Ask for a mandate that may settle for those who signed it (代表授权示例)."""
    return GiveMandate(
        CASE,
        OWNERS,
        representative,
        "陈静",
        "办理产权证纠纷的调解",
        date(2025, 6, 1),
        date(2025, 12, 31),
        PAPER,
        may_settle=True,
        acts_alone=acts_alone,
        limits=limits or SettlementLimits(),
        signed_by=signed_by,
    )


def _case(stage: Stage) -> str:
    return open_case(stage, CASE)


def _person(stage: Stage) -> AddParty:
    return AddParty(_case(stage), NEIGHBOUR, PartyKind.PERSON, "王芳", "13800000001")


def _roster(stage: Stage) -> EnrolHouseholds:
    request = AddParty(_case(stage), OWNERS, PartyKind.GROUP, "办证业主")
    stage.run("mediation.add_party", request, key="owners")
    return EnrolHouseholds(CASE, OWNERS, TODAY, households(3))


def _latecomer(stage: Stage) -> JoinGroup:
    _case(stage)
    add_group(stage)
    return JoinGroup(CASE, OWNERS, TODAY, households(1, 50))


def _leaver(stage: Stage) -> LeaveGroup:
    _case(stage)
    add_group(stage)
    return LeaveGroup(CASE, OWNERS, TODAY, (label_number(1),))


def _mandate(stage: Stage) -> GiveMandate:
    _case(stage)
    add_group(stage)
    return mandate_for("u-chen", (label_number(1), label_number(2)))


def _revocation(stage: Stage) -> RevokeMandate:
    stage.run("mediation.give_mandate", _mandate(stage), key="mandate")
    return RevokeMandate(CASE, OWNERS, 1, TODAY)


def _consents(stage: Stage) -> RecordConsents:
    _case(stage)
    add_group(stage)
    lines = (
        ConsentLine(ConsentStance.CONSENT, TODAY, label_number(1)),
        ConsentLine(ConsentStance.REFUSE, TODAY, label_number(2)),
    )
    return RecordConsents(CASE, OWNERS, lines, HowGiven.ON_PAPER, PAPER)


def _withdrawal(stage: Stage) -> WithdrawConsent:
    stage.run("mediation.record_consents", _consents(stage), key="sheet")
    return WithdrawConsent(CASE, OWNERS, TODAY, HowGiven.BY_PHONE, (label_number(1),))


def _stop(stage: Stage) -> StopMediation:
    _case(stage)
    add_neighbour(stage)
    return StopMediation(CASE, NEIGHBOUR, TODAY, HowGiven.IN_PERSON)


def _contact(stage: Stage) -> LogContact:
    _case(stage)
    add_neighbour(stage)
    return LogContact(CASE, NEIGHBOUR, TODAY, ContactWay.VISIT, ContactOutcome.ABSENT, note="无人")


def _rights(stage: Stage) -> TellRights:
    _case(stage)
    add_neighbour(stage)
    return TellRights(CASE, NEIGHBOUR, TODAY, HowGiven.IN_PERSON)


def _invitation(stage: Stage) -> InviteParticipant:
    _case(stage)
    add_neighbour(stage)
    agreed = (PartyConsent(NEIGHBOUR, TODAY),)
    return InviteParticipant(CASE, ParticipantRole.EXPERT, "李工", TODAY, agreed)


EXAMPLES: Final = (
    CommandExample(
        "mediation.add_party", _person, refused=lambda request: evolve(request, name=" ")
    ),
    CommandExample(
        "mediation.enrol_households",
        _roster,
        refused=lambda request: evolve(request, joined_on=TOMORROW),
    ),
    CommandExample(
        "mediation.join_group",
        _latecomer,
        refused=lambda request: evolve(request, households=households(1)),
    ),
    CommandExample(
        "mediation.leave_group",
        _leaver,
        refused=lambda request: evolve(request, households=(label_number(77),)),
    ),
    CommandExample(
        "mediation.give_mandate", _mandate, refused=lambda request: evolve(request, document="")
    ),
    CommandExample(
        "mediation.revoke_mandate",
        _revocation,
        refused=lambda request: evolve(request, revoked_on=date(2025, 6, 9)),
    ),
    CommandExample(
        "mediation.record_consents", _consents, refused=lambda request: evolve(request, lines=())
    ),
    CommandExample(
        "mediation.withdraw_consent",
        _withdrawal,
        refused=lambda request: evolve(request, households=(label_number(3),)),
    ),
    CommandExample(
        "mediation.stop_mediation",
        _stop,
        refused=lambda request: evolve(request, given_on=TOMORROW),
    ),
    CommandExample(
        "mediation.log_contact",
        _contact,
        refused=lambda request: evolve(request, household=label_number(1)),
    ),
    CommandExample(
        "mediation.tell_rights", _rights, refused=lambda request: evolve(request, told_on=TOMORROW)
    ),
    CommandExample(
        "mediation.invite_participant",
        _invitation,
        refused=lambda request: evolve(request, consents=()),
    ),
)
