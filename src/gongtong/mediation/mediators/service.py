"""Mediators: who may mediate, and whom the parties accept (调解员服务)."""

from __future__ import annotations

from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.mediators import store
from gongtong.mediation.mediators.complaints import (
    ComplainOfMediator,
    ComplaintDecided,
    ComplaintOnFile,
    ComplaintOutcome,
    DecideComplaint,
    MediatorComplained,
    rule_on_complaint,
    rule_on_complaint_decision,
)
from gongtong.mediation.mediators.conflicts import (
    ConflictDisclosed,
    ConflictNoted,
    ConflictOnFile,
    ConflictQuestion,
    ConflictWaived,
    DiscloseConflict,
    NoteConflict,
    PartyIdentity,
    WaiveConflict,
    objections_from_conflicts,
    rule_on_conflict,
    rule_on_disclosure,
    rule_on_waiver,
)
from gongtong.mediation.mediators.eligibility import Candidate, bases_beside, objections_to
from gongtong.mediation.mediators.naming import (
    AnswerMediator,
    MediatorAnswered,
    MediatorReplaced,
    MediatorsNamed,
    NameMediators,
    NamingFacts,
    NamingOnFile,
    ReplaceMediator,
    rule_on_answer,
    rule_on_naming,
    rule_on_replacement,
)
from gongtong.mediation.mediators.policies import CONFLICTS, MAY_MEDIATE
from gongtong.mediation.mediators.register import (
    MediatorOnFile,
    MediatorRegistered,
    RegisterMediator,
    registered,
    removed,
    rule_on_registering,
)
from gongtong.mediation.mediators.standing import MediatorStanding
from gongtong.mediation.parties.records.store import list_records
from gongtong.mediation.parties.roster import members_on
from gongtong.mediation.parties.store import list_parties


def party_identities(unit: UnitOfWork, case: str) -> tuple[PartyIdentity, ...]:
    """Give the parties of a case by name, with the dwellings that they are about (当事人身份)."""
    return tuple(
        PartyIdentity(
            one.party.code,
            one.party.kind,
            one.party.name,
            frozenset(
                (
                    *((one.party.dwelling,) if one.party.dwelling is not None else ()),
                    *members_on(one.memberships, unit.today),
                )
            ),
        )
        for one in list_records(unit, case)
    )


def mediator_standings(unit: UnitOfWork, case: str) -> tuple[MediatorStanding, ...]:
    """Give how each mediator of a case stands, those who left it too (调解员情况)."""
    namings = store.list_namings(unit, case)
    if not namings:
        return ()
    register = {one.person: one for one in store.list_mediators(unit)}
    conflicts, parties = store.list_conflicts(unit, case), party_identities(unit, case)
    active = tuple(register[one.person] for one in namings if one.is_active)
    return tuple(
        MediatorStanding(
            one.person,
            (
                *_objections(unit, register[one.person], active),
                *_conflicts(unit, register[one.person], conflicts.get(one.seat, ()), parties),
            )
            if one.is_active
            else (),
            one.accepted_by,
            one.is_active,
        )
        for one in namings
    )


def _objections(
    unit: UnitOfWork, mediator: MediatorOnFile, named: tuple[MediatorOnFile, ...]
) -> tuple[Reason, ...]:
    candidate = Candidate(mediator, unit.today, bases_beside(mediator.person, named))
    return objections_to(candidate, unit.guards(MAY_MEDIATE))


def _conflicts(
    unit: UnitOfWork,
    mediator: MediatorOnFile,
    on_file: tuple[ConflictOnFile, ...],
    parties: tuple[PartyIdentity, ...],
) -> tuple[Reason, ...]:
    question = ConflictQuestion(mediator, parties)
    found = tuple(one for guard in unit.guards(CONFLICTS) for one in guard(question))
    return objections_from_conflicts(on_file, found, {one.code for one in parties})


def _required(unit: UnitOfWork, person: str) -> MediatorOnFile:
    mediator = store.find_mediator(unit, person)
    if mediator is None:
        raise UnknownReferenceError("mediator", person)
    return mediator


def _facts(unit: UnitOfWork, case: str, *candidates: str) -> NamingFacts:
    on_file = load_case(unit, case)
    namings = store.list_namings(unit, case)
    new = tuple(_required(unit, person) for person in dict.fromkeys(candidates))
    stay = tuple(_required(unit, one.person) for one in namings if one.is_active)
    return NamingFacts(
        case=on_file,
        today=unit.today,
        parties=frozenset(one.code for one in list_parties(unit, case)),
        namings=namings,
        objections={one.person: _objections(unit, one, (*stay, *new)) for one in new},
    )


def _on_naming(unit: UnitOfWork, request: NameMediators) -> Granted[MediatorsNamed] | Refused:
    return rule_on_naming(request, _facts(unit, request.case, *request.persons))


def _on_replacement(
    unit: UnitOfWork, request: ReplaceMediator
) -> Granted[MediatorReplaced] | Refused:
    successors = () if request.successor is None else (request.successor,)
    return rule_on_replacement(request, _facts(unit, request.case, *successors))


def _known(unit: UnitOfWork, facts: NamingFacts, person: str) -> tuple[ConflictOnFile, ...]:
    naming = facts.active(person)
    seat = 0 if naming is None else naming.seat
    return store.list_conflicts(unit, facts.case.number).get(seat, ())


def _register(unit: UnitOfWork, request: RegisterMediator) -> MediatorRegistered:
    known = store.find_mediator(unit, request.person)
    event = unit.granted(rule_on_registering(request, known))
    store.save_mediator(unit, registered(request, event))
    unit.record(event)
    return event


def _name(unit: UnitOfWork, request: NameMediators) -> MediatorsNamed:
    event = unit.granted(_on_naming(unit, request))
    store.insert_namings(unit, request.case, event.seats)
    unit.record(event)
    return event


def _answer(unit: UnitOfWork, request: AnswerMediator) -> MediatorAnswered:
    event = unit.granted(rule_on_answer(request, _facts(unit, request.case)))
    store.insert_answer(unit, event)
    unit.record(event)
    return event


def _replace(unit: UnitOfWork, request: ReplaceMediator) -> MediatorReplaced:
    event = unit.granted(_on_replacement(unit, request))
    store.end_naming(unit, event, request.words.strip())
    unit.record(event)
    return event


def _note_conflict(unit: UnitOfWork, request: NoteConflict) -> ConflictNoted:
    facts = _facts(unit, request.case)
    known = _known(unit, facts, request.person)
    event = unit.granted(rule_on_conflict(request, known, facts))
    store.insert_conflict(unit, event, request.words.strip())
    unit.record(event)
    return event


def _disclose(unit: UnitOfWork, request: DiscloseConflict) -> ConflictDisclosed:
    facts = _facts(unit, request.case)
    known = _known(unit, facts, request.person)
    event = unit.granted(rule_on_disclosure(request, known, facts))
    store.disclose_conflict(unit, event)
    unit.record(event)
    return event


def _waive(unit: UnitOfWork, request: WaiveConflict) -> ConflictWaived:
    facts = _facts(unit, request.case)
    known = _known(unit, facts, request.person)
    event = unit.granted(rule_on_waiver(request, known, facts))
    store.insert_waiver(unit, event)
    unit.record(event)
    return event


def _complain(unit: UnitOfWork, request: ComplainOfMediator) -> MediatorComplained:
    facts = _facts(unit, request.case)
    ruling = rule_on_complaint(
        request,
        number=len(store.list_complaints(unit)) + 1,
        was_named=any(one.person == request.person for one in facts.namings),
        is_party=request.party in facts.parties,
    )
    event = unit.granted(ruling)
    store.insert_complaint(unit, event, request)
    unit.record(event)
    return event


def _remove(unit: UnitOfWork, event: ComplaintDecided) -> None:
    store.save_mediator(unit, removed(_required(unit, event.person), event.decided_on))


def _nothing(_: UnitOfWork, __: ComplaintDecided) -> None:
    """Leave the mediator as he is."""


_EFFECT: Final = {ComplaintOutcome.REMOVED: _remove}


def _decide(unit: UnitOfWork, request: DecideComplaint) -> ComplaintDecided:
    complaint = store.load_complaint(unit, request.number)
    ruling = rule_on_complaint_decision(request, complaint, actor=unit.actor.id, today=unit.today)
    event = unit.granted(ruling)
    store.decide_complaint(unit, event, request)
    _EFFECT.get(event.outcome, _nothing)(unit, event)
    unit.record(event)
    return event


REGISTER_MEDIATOR: Final = Command(
    "mediation.register_mediator", RegisterMediator, MediatorRegistered, _register, zh="登记调解员"
)
NAME_MEDIATORS: Final = Command(
    "mediation.name_mediators", NameMediators, MediatorsNamed, _name, zh="确定调解员"
)
ANSWER_MEDIATOR: Final = Command(
    "mediation.answer_mediator", AnswerMediator, MediatorAnswered, _answer, zh="接受或拒绝调解员"
)
REPLACE_MEDIATOR: Final = Command(
    "mediation.replace_mediator", ReplaceMediator, MediatorReplaced, _replace, zh="更换调解员"
)
NOTE_CONFLICT: Final = Command(
    "mediation.note_conflict", NoteConflict, ConflictNoted, _note_conflict, zh="登记利益冲突"
)
DISCLOSE_CONFLICT: Final = Command(
    "mediation.disclose_conflict", DiscloseConflict, ConflictDisclosed, _disclose, zh="披露利益冲突"
)
WAIVE_CONFLICT: Final = Command(
    "mediation.waive_conflict", WaiveConflict, ConflictWaived, _waive, zh="放弃冲突异议"
)
COMPLAIN_OF_MEDIATOR: Final = Command(
    "mediation.complain_of_mediator",
    ComplainOfMediator,
    MediatorComplained,
    _complain,
    zh="投诉调解员",
)
DECIDE_COMPLAINT: Final = Command(
    "mediation.decide_complaint", DecideComplaint, ComplaintDecided, _decide, zh="处理投诉"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    REGISTER_MEDIATOR,
    NAME_MEDIATORS,
    ANSWER_MEDIATOR,
    REPLACE_MEDIATOR,
    NOTE_CONFLICT,
    DISCLOSE_CONFLICT,
    WAIVE_CONFLICT,
    COMPLAIN_OF_MEDIATOR,
    DECIDE_COMPLAINT,
)


class Mediators:
    """Mediators: who may mediate, and whom the parties accept (调解员台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def register_mediator(self, request: RegisterMediator, *, key: str) -> MediatorRegistered:
        """Enter a mediator, or renew or correct the entry (登记调解员)."""
        return self._unit.run(REGISTER_MEDIATOR, request, key=key)

    def name_mediators(self, request: NameMediators, *, key: str) -> MediatorsNamed:
        """Name one or several mediators for a case (确定调解员)."""
        return self._unit.run(NAME_MEDIATORS, request, key=key)

    def answer_mediator(self, request: AnswerMediator, *, key: str) -> MediatorAnswered:
        """Note that a party accepts or refuses a mediator (接受或拒绝调解员)."""
        return self._unit.run(ANSWER_MEDIATOR, request, key=key)

    def replace_mediator(self, request: ReplaceMediator, *, key: str) -> MediatorReplaced:
        """Let a mediator leave a case, perhaps for another one (更换调解员)."""
        return self._unit.run(REPLACE_MEDIATOR, request, key=key)

    def note_conflict(self, request: NoteConflict, *, key: str) -> ConflictNoted:
        """Note a conflict of interest, declared or found (登记利益冲突)."""
        return self._unit.run(NOTE_CONFLICT, request, key=key)

    def disclose_conflict(self, request: DiscloseConflict, *, key: str) -> ConflictDisclosed:
        """Note that the parties were told of a conflict (披露利益冲突)."""
        return self._unit.run(DISCLOSE_CONFLICT, request, key=key)

    def waive_conflict(self, request: WaiveConflict, *, key: str) -> ConflictWaived:
        """Note that a party accepts the mediator in spite of a conflict (放弃冲突异议)."""
        return self._unit.run(WAIVE_CONFLICT, request, key=key)

    def complain(self, request: ComplainOfMediator, *, key: str) -> MediatorComplained:
        """Enter a complaint about a mediator (投诉调解员)."""
        return self._unit.run(COMPLAIN_OF_MEDIATOR, request, key=key)

    def decide_complaint(self, request: DecideComplaint, *, key: str) -> ComplaintDecided:
        """Decide a complaint (处理投诉)."""
        return self._unit.run(DECIDE_COMPLAINT, request, key=key)

    def may_name(self, request: NameMediators) -> Granted[MediatorsNamed] | Refused:
        """Rule on a naming without writing it (能否确定调解员)."""
        return _on_naming(self._unit, request)

    def may_replace(self, request: ReplaceMediator) -> Granted[MediatorReplaced] | Refused:
        """Rule on a replacement without writing it (能否更换调解员)."""
        return _on_replacement(self._unit, request)

    def register(self) -> tuple[MediatorOnFile, ...]:
        """Give the register of mediators (调解员名册)."""
        return store.list_mediators(self._unit)

    def namings(self, case: str) -> tuple[NamingOnFile, ...]:
        """Give the seats of a case, those that ended too (本案调解员)."""
        return store.list_namings(self._unit, case)

    def complaints(self) -> tuple[ComplaintOnFile, ...]:
        """Give all complaints (投诉登记)."""
        return store.list_complaints(self._unit)
