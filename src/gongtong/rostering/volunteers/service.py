"""Volunteers: signed up, told, insured, asked, and free to leave (志愿者服务)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.rulings import Reason
from gongtong.rostering.volunteers import store
from gongtong.rostering.volunteers.duties import Duty, reasons_against
from gongtong.rostering.volunteers.enrolling import (
    ChangeVolunteer,
    EndService,
    EnrolVolunteers,
    InsureVolunteers,
    RisksTold,
    ServiceEnded,
    TellRisks,
    VolunteerChanged,
    VolunteersEnrolled,
    VolunteersInsured,
    changed,
    rewritten,
    rule_on_changing,
    rule_on_ending,
    rule_on_enrolling,
    rule_on_insuring,
    rule_on_telling_risks,
)
from gongtong.rostering.volunteers.policies import VOLUNTEER_AGES
from gongtong.rostering.volunteers.volunteer import Volunteer

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork


@frozen
class Candidate:
    """A volunteer and what speaks against asking him; nothing means that he may be asked (候选志愿者)."""

    volunteer: Volunteer
    reasons: tuple[Reason, ...]


def _enrol(unit: UnitOfWork, request: EnrolVolunteers) -> VolunteersEnrolled:
    event = unit.granted(rule_on_enrolling(request, store.load_volunteers(unit), unit.today))
    store.add_volunteers(unit, request.volunteers)
    unit.record(event)
    return event


def _tell(unit: UnitOfWork, request: TellRisks) -> RisksTold:
    known = store.load_volunteers(unit)
    event = unit.granted(rule_on_telling_risks(request, known, unit.today))
    store.save_volunteers(unit, (changed(event, known[code]) for code in event.codes))
    unit.record(event)
    return event


def _insure(unit: UnitOfWork, request: InsureVolunteers) -> VolunteersInsured:
    known = store.load_volunteers(unit)
    event = unit.granted(rule_on_insuring(request, known, unit.today))
    store.save_volunteers(unit, (changed(event, known[code]) for code in event.codes))
    unit.record(event)
    return event


def _change(unit: UnitOfWork, request: ChangeVolunteer) -> VolunteerChanged:
    known = store.load_volunteers(unit)
    event = unit.granted(rule_on_changing(request, known))
    store.save_volunteers(unit, (rewritten(request, known[event.code]),))
    unit.record(event)
    return event


def _end(unit: UnitOfWork, request: EndService) -> ServiceEnded:
    known = store.load_volunteers(unit)
    event = unit.granted(rule_on_ending(request, known))
    store.save_volunteers(unit, (changed(event, known[event.code]),))
    unit.record(event)
    return event


ENROL_VOLUNTEERS: Final = Command(
    "rostering.enrol_volunteers", EnrolVolunteers, VolunteersEnrolled, _enrol, zh="登记志愿者"
)
TELL_RISKS: Final = Command("rostering.tell_risks", TellRisks, RisksTold, _tell, zh="登记告知风险")
INSURE_VOLUNTEERS: Final = Command(
    "rostering.insure_volunteers", InsureVolunteers, VolunteersInsured, _insure, zh="登记保险"
)
CHANGE_VOLUNTEER: Final = Command(
    "rostering.change_volunteer", ChangeVolunteer, VolunteerChanged, _change, zh="变更志愿者信息"
)
END_SERVICE: Final = Command(
    "rostering.end_service", EndService, ServiceEnded, _end, zh="退出志愿服务"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    ENROL_VOLUNTEERS,
    TELL_RISKS,
    INSURE_VOLUNTEERS,
    CHANGE_VOLUNTEER,
    END_SERVICE,
)


class Volunteers:
    """Volunteers: signed up, told, insured, asked, and free to leave (志愿者台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def enrol_volunteers(self, request: EnrolVolunteers, *, key: str) -> VolunteersEnrolled:
        """Put people on the register who signed up (登记志愿者)."""
        return self._unit.run(ENROL_VOLUNTEERS, request, key=key)

    def tell_risks(self, request: TellRisks, *, key: str) -> RisksTold:
        """Enter that volunteers were told of the risks (登记告知风险)."""
        return self._unit.run(TELL_RISKS, request, key=key)

    def insure_volunteers(self, request: InsureVolunteers, *, key: str) -> VolunteersInsured:
        """Enter an accident insurance (登记保险)."""
        return self._unit.run(INSURE_VOLUNTEERS, request, key=key)

    def change_volunteer(self, request: ChangeVolunteer, *, key: str) -> VolunteerChanged:
        """Write anew what may change of somebody (变更志愿者信息)."""
        return self._unit.run(CHANGE_VOLUNTEER, request, key=key)

    def end_service(self, request: EndService, *, key: str) -> ServiceEnded:
        """Take somebody off the register (退出志愿服务)."""
        return self._unit.run(END_SERVICE, request, key=key)

    def volunteer(self, code: str) -> Volunteer:
        """Give a volunteer; raises `UnknownReferenceError` (志愿者)."""
        found = store.load_volunteers(self._unit).get(code)
        if found is None:
            kind = "volunteer"
            raise UnknownReferenceError(kind, code)
        return found

    def volunteers(self, on: date | None = None) -> tuple[Volunteer, ...]:
        """Give those who are on the register on a day, by default today (志愿者名册)."""
        day = on or self._unit.today
        every = store.load_volunteers(self._unit).values()
        return tuple(one for one in every if one.serves_on(day))

    def candidates(self, duty: Duty, day: date, hour: int) -> tuple[Candidate, ...]:
        """Say of everybody whether he may be asked for a duty at an hour of a day, or every ground on which not (候选名单)."""
        terms = self._unit.decide(VOLUNTEER_AGES, on=day)
        return tuple(
            Candidate(one, reasons_against(one, duty, day, hour=hour, terms=terms))
            for one in store.load_volunteers(self._unit).values()
        )
