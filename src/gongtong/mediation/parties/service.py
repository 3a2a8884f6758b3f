"""Parties: persons, organisations, and groups of households (当事人服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.parties import store
from gongtong.mediation.parties.contact import (
    ContactFacts,
    ContactLogged,
    LogContact,
    RightsTold,
    TellRights,
    rule_on_contact,
    rule_on_telling,
)
from gongtong.mediation.parties.groups.service import COMMANDS as GROUP_COMMANDS
from gongtong.mediation.parties.groups.service import Consents, Groups
from gongtong.mediation.parties.participants import (
    InviteParticipant,
    InvitingFacts,
    Participant,
    ParticipantInvited,
    rule_on_invitation,
)
from gongtong.mediation.parties.party import (
    AddingFacts,
    AddParty,
    PartyAdded,
    PartyOnFile,
    rule_on_party,
)
from gongtong.mediation.parties.policies import GROUP_RULES
from gongtong.mediation.parties.records.store import list_records
from gongtong.mediation.parties.weighing import standing_of

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.parties.standing import PartyStanding


def party_standings(unit: UnitOfWork, case: str) -> tuple[PartyStanding, ...]:
    """Say how every party of a case stands today, in the order of their codes (当事人情况)."""
    records = list_records(unit, case)
    if not records:
        return ()
    least = unit.decide(GROUP_RULES).least
    return tuple(standing_of(record, today=unit.today, least=least) for record in records)


def _on_party(unit: UnitOfWork, request: AddParty) -> Granted[PartyAdded] | Refused:
    facts = AddingFacts(
        load_case(unit, request.case),
        [one.code for one in store.list_parties(unit, request.case)],
        unit.decide(GROUP_RULES),
    )
    return rule_on_party(request, facts)


def _contact_facts(unit: UnitOfWork, request: LogContact | TellRights) -> ContactFacts:
    return ContactFacts(
        load_case(unit, request.case),
        store.load_party(unit, request.case, request.party),
        store.count_contacts(unit, request.case, request.party),
        store.load_told_on(unit, request.case, request.party),
        unit.actor.id,
        unit.today,
    )


def _on_invitation(
    unit: UnitOfWork, request: InviteParticipant
) -> Granted[ParticipantInvited] | Refused:
    facts = InvitingFacts(
        load_case(unit, request.case),
        [one.code for one in store.list_parties(unit, request.case)],
        len(store.list_participants(unit, request.case)),
        unit.today,
    )
    return rule_on_invitation(request, facts)


def _add_party(unit: UnitOfWork, request: AddParty) -> PartyAdded:
    event = unit.granted(_on_party(unit, request))
    store.save_party(unit, request, event)
    unit.record(event)
    return event


def _log_contact(unit: UnitOfWork, request: LogContact) -> ContactLogged:
    event = unit.granted(rule_on_contact(request, _contact_facts(unit, request)))
    store.save_contact(unit, request, event)
    unit.record(event)
    return event


def _tell_rights(unit: UnitOfWork, request: TellRights) -> RightsTold:
    event = unit.granted(rule_on_telling(request, _contact_facts(unit, request)))
    store.save_telling(unit, event)
    unit.record(event)
    return event


def _invite_participant(unit: UnitOfWork, request: InviteParticipant) -> ParticipantInvited:
    event = unit.granted(_on_invitation(unit, request))
    store.save_participant(unit, request, event)
    unit.record(event)
    return event


ADD_PARTY: Final = Command("mediation.add_party", AddParty, PartyAdded, _add_party, zh="登记当事人")
LOG_CONTACT: Final = Command(
    "mediation.log_contact", LogContact, ContactLogged, _log_contact, zh="登记联系"
)
TELL_RIGHTS: Final = Command(
    "mediation.tell_rights", TellRights, RightsTold, _tell_rights, zh="登记告知权利义务"
)
INVITE_PARTICIPANT: Final = Command(
    "mediation.invite_participant",
    InviteParticipant,
    ParticipantInvited,
    _invite_participant,
    zh="邀请参与人",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    ADD_PARTY,
    *GROUP_COMMANDS,
    LOG_CONTACT,
    TELL_RIGHTS,
    INVITE_PARTICIPANT,
)


class Parties:
    """Parties: persons, organisations, and groups of households (当事人台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit
        self.groups = Groups(unit)
        self.consents = Consents(unit)

    def add_party(self, request: AddParty, *, key: str) -> PartyAdded:
        """Enter a party (登记当事人)."""
        return self._unit.run(ADD_PARTY, request, key=key)

    def may_add_party(self, request: AddParty) -> Granted[PartyAdded] | Refused:
        """Rule on a party without entering it (能否登记当事人)."""
        return _on_party(self._unit, request)

    def log_contact(self, request: LogContact, *, key: str) -> ContactLogged:
        """Enter an attempt to reach a party (登记联系)."""
        return self._unit.run(LOG_CONTACT, request, key=key)

    def tell_rights(self, request: TellRights, *, key: str) -> RightsTold:
        """Enter that a party was told its rights and duties (登记告知权利义务)."""
        return self._unit.run(TELL_RIGHTS, request, key=key)

    def invite_participant(self, request: InviteParticipant, *, key: str) -> ParticipantInvited:
        """Enter somebody who takes part with the parties' consent (邀请参与人)."""
        return self._unit.run(INVITE_PARTICIPANT, request, key=key)

    def may_invite_participant(
        self, request: InviteParticipant
    ) -> Granted[ParticipantInvited] | Refused:
        """Rule on an invitation without entering it (能否邀请参与人)."""
        return _on_invitation(self._unit, request)

    def parties(self, case: str) -> tuple[PartyOnFile, ...]:
        """Give the parties of a case in the order of their codes (当事人清单)."""
        return store.list_parties(self._unit, case)

    def participants(self, case: str) -> tuple[Participant, ...]:
        """Give who takes part beside the parties (参与人清单)."""
        return store.list_participants(self._unit, case)

    def standings(self, case: str) -> tuple[PartyStanding, ...]:
        """Say how every party stands today (当事人情况)."""
        return party_standings(self._unit, case)
