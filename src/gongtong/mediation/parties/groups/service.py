"""The roster of a group, who speaks for it, and what was said about being mediated (集体当事人服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from gongtong.core.commands import AnyCommand, Command
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.parties.consent import (
    ConsentFacts,
    ConsentsRecorded,
    RecordConsents,
    StopMediation,
    WithdrawConsent,
    rule_on_consents,
    rule_on_stop,
    rule_on_withdrawal,
)
from gongtong.mediation.parties.groups import store
from gongtong.mediation.parties.mandates import (
    GiveMandate,
    MandateFacts,
    MandateGiven,
    MandateOnFile,
    MandateRevoked,
    RevokeMandate,
    rule_on_mandate,
    rule_on_revocation,
)
from gongtong.mediation.parties.policies import GROUP_RULES
from gongtong.mediation.parties.roster import (
    EnrolHouseholds,
    HouseholdsEntered,
    HouseholdsLeft,
    JoinGroup,
    LeaveGroup,
    Membership,
    RosterFacts,
    rule_on_enrolment,
    rule_on_joining,
    rule_on_leaving,
)
from gongtong.mediation.parties.store import load_party

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork

OfParty: TypeAlias = "RecordConsents | WithdrawConsent | StopMediation"


def _roster_facts(
    unit: UnitOfWork, request: EnrolHouseholds | JoinGroup | LeaveGroup
) -> RosterFacts:
    return RosterFacts(
        load_case(unit, request.case),
        load_party(unit, request.case, request.party),
        store.list_memberships(unit, request.case, request.party),
        unit.today,
    )


def _mandate_facts(unit: UnitOfWork, request: GiveMandate | RevokeMandate) -> MandateFacts:
    return MandateFacts(
        load_case(unit, request.case),
        load_party(unit, request.case, request.party),
        store.list_memberships(unit, request.case, request.party),
        store.list_mandates(unit, request.case, request.party),
        unit.decide(GROUP_RULES),
        unit.today,
    )


def _consent_facts(unit: UnitOfWork, request: OfParty) -> ConsentFacts:
    return ConsentFacts(
        load_case(unit, request.case),
        load_party(unit, request.case, request.party),
        store.list_memberships(unit, request.case, request.party),
        store.list_mandates(unit, request.case, request.party),
        store.list_consents(unit, request.case, request.party),
        unit.today,
    )


def _enrol_households(unit: UnitOfWork, request: EnrolHouseholds) -> HouseholdsEntered:
    event = unit.granted(rule_on_enrolment(request, _roster_facts(unit, request)))
    store.save_households(unit, event, request.households)
    unit.record(event)
    return event


def _join_group(unit: UnitOfWork, request: JoinGroup) -> HouseholdsEntered:
    event = unit.granted(rule_on_joining(request, _roster_facts(unit, request)))
    store.save_households(unit, event, request.households)
    unit.record(event)
    return event


def _leave_group(unit: UnitOfWork, request: LeaveGroup) -> HouseholdsLeft:
    event = unit.granted(rule_on_leaving(request, _roster_facts(unit, request)))
    store.save_leavers(unit, event)
    unit.record(event)
    return event


def _give_mandate(unit: UnitOfWork, request: GiveMandate) -> MandateGiven:
    event = unit.granted(rule_on_mandate(request, _mandate_facts(unit, request)))
    store.save_mandate(unit, request, event)
    unit.record(event)
    return event


def _revoke_mandate(unit: UnitOfWork, request: RevokeMandate) -> MandateRevoked:
    event = unit.granted(rule_on_revocation(request, _mandate_facts(unit, request)))
    store.save_revocation(unit, event)
    unit.record(event)
    return event


def _record_consents(unit: UnitOfWork, request: RecordConsents) -> ConsentsRecorded:
    event = unit.granted(rule_on_consents(request, _consent_facts(unit, request)))
    store.save_consents(unit, event)
    unit.record(event)
    return event


def _withdraw_consent(unit: UnitOfWork, request: WithdrawConsent) -> ConsentsRecorded:
    event = unit.granted(rule_on_withdrawal(request, _consent_facts(unit, request)))
    store.save_consents(unit, event)
    unit.record(event)
    return event


def _stop_mediation(unit: UnitOfWork, request: StopMediation) -> ConsentsRecorded:
    event = unit.granted(rule_on_stop(request, _consent_facts(unit, request)))
    store.save_consents(unit, event)
    unit.record(event)
    return event


ENROL_HOUSEHOLDS: Final = Command(
    "mediation.enrol_households",
    EnrolHouseholds,
    HouseholdsEntered,
    _enrol_households,
    zh="登记集体名单",
)
JOIN_GROUP: Final = Command(
    "mediation.join_group", JoinGroup, HouseholdsEntered, _join_group, zh="后加入集体"
)
LEAVE_GROUP: Final = Command(
    "mediation.leave_group", LeaveGroup, HouseholdsLeft, _leave_group, zh="退出集体"
)
GIVE_MANDATE: Final = Command(
    "mediation.give_mandate", GiveMandate, MandateGiven, _give_mandate, zh="登记代表授权"
)
REVOKE_MANDATE: Final = Command(
    "mediation.revoke_mandate", RevokeMandate, MandateRevoked, _revoke_mandate, zh="撤销代表授权"
)
RECORD_CONSENTS: Final = Command(
    "mediation.record_consents",
    RecordConsents,
    ConsentsRecorded,
    _record_consents,
    zh="登记调解意愿",
)
WITHDRAW_CONSENT: Final = Command(
    "mediation.withdraw_consent",
    WithdrawConsent,
    ConsentsRecorded,
    _withdraw_consent,
    zh="撤回调解同意",
)
STOP_MEDIATION: Final = Command(
    "mediation.stop_mediation", StopMediation, ConsentsRecorded, _stop_mediation, zh="要求终止调解"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    ENROL_HOUSEHOLDS,
    JOIN_GROUP,
    LEAVE_GROUP,
    GIVE_MANDATE,
    REVOKE_MANDATE,
    RECORD_CONSENTS,
    WITHDRAW_CONSENT,
    STOP_MEDIATION,
)


class Groups:
    """The roster of a group, and who speaks for it (集体当事人台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def enrol_households(self, request: EnrolHouseholds, *, key: str) -> HouseholdsEntered:
        """Enter the households with which a group begins (登记集体名单)."""
        return self._unit.run(ENROL_HOUSEHOLDS, request, key=key)

    def join_group(self, request: JoinGroup, *, key: str) -> HouseholdsEntered:
        """Let latecomers join as the rule of the group allows (后加入集体)."""
        return self._unit.run(JOIN_GROUP, request, key=key)

    def may_join_group(self, request: JoinGroup) -> Granted[HouseholdsEntered] | Refused:
        """Rule on latecomers without entering them (能否加入集体)."""
        return rule_on_joining(request, _roster_facts(self._unit, request))

    def leave_group(self, request: LeaveGroup, *, key: str) -> HouseholdsLeft:
        """Let households leave (退出集体)."""
        return self._unit.run(LEAVE_GROUP, request, key=key)

    def give_mandate(self, request: GiveMandate, *, key: str) -> MandateGiven:
        """Enter the mandate of a representative (登记代表授权)."""
        return self._unit.run(GIVE_MANDATE, request, key=key)

    def may_give_mandate(self, request: GiveMandate) -> Granted[MandateGiven] | Refused:
        """Rule on a mandate without entering it (能否登记代表授权)."""
        return rule_on_mandate(request, _mandate_facts(self._unit, request))

    def revoke_mandate(self, request: RevokeMandate, *, key: str) -> MandateRevoked:
        """Revoke a mandate from a day on (撤销代表授权)."""
        return self._unit.run(REVOKE_MANDATE, request, key=key)

    def roster(self, case: str, party: str) -> tuple[Membership, ...]:
        """Give every household that is or was in a group (集体名单)."""
        return store.list_memberships(self._unit, case, party)

    def mandates(self, case: str, party: str) -> tuple[MandateOnFile, ...]:
        """Give the mandates of a party, those that are over too (代表授权清单)."""
        return store.list_mandates(self._unit, case, party)


class Consents:
    """What was said about being mediated (调解意愿台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def record_consents(self, request: RecordConsents, *, key: str) -> ConsentsRecorded:
        """Enter what was said, one line or a whole sheet (登记调解意愿)."""
        return self._unit.run(RECORD_CONSENTS, request, key=key)

    def may_record_consents(self, request: RecordConsents) -> Granted[ConsentsRecorded] | Refused:
        """Rule on a sheet without entering it (能否登记调解意愿)."""
        return rule_on_consents(request, _consent_facts(self._unit, request))

    def withdraw_consent(self, request: WithdrawConsent, *, key: str) -> ConsentsRecorded:
        """Withdraw a consent, at any time (撤回调解同意)."""
        return self._unit.run(WITHDRAW_CONSENT, request, key=key)

    def stop_mediation(self, request: StopMediation, *, key: str) -> ConsentsRecorded:
        """Stop the mediation for a party (要求终止调解)."""
        return self._unit.run(STOP_MEDIATION, request, key=key)

    def may_stop_mediation(self, request: StopMediation) -> Granted[ConsentsRecorded] | Refused:
        """Rule on a stop without entering it (能否要求终止调解)."""
        return rule_on_stop(request, _consent_facts(self._unit, request))
