"""Incidents: noted, handed over in time, ended; what is overdue (突发情况服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.periods import local_day
from gongtong.rostering.incidents import store
from gongtong.rostering.incidents.incident import duties_of
from gongtong.rostering.incidents.policies import INCIDENT_TERMS
from gongtong.rostering.incidents.reporting import (
    EndIncident,
    HandOverIncident,
    IncidentEnded,
    IncidentHandedOver,
    IncidentReported,
    ReportIncident,
    rule_on_ending,
    rule_on_handing_over,
    rule_on_reporting,
)
from gongtong.rostering.volunteers.store import load_volunteers

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.incidents.incident import HandOverDuty, Incident, IncidentTerms


def _terms(unit: UnitOfWork, incident: Incident) -> IncidentTerms:
    return unit.decide(INCIDENT_TERMS, on=local_day(incident.at))


def _report(unit: UnitOfWork, request: ReportIncident) -> IncidentReported:
    last = store.last_number(unit)
    known = load_volunteers(unit).keys()
    event = unit.granted(rule_on_reporting(request, known, last, now=unit.now))
    store.save_incident(unit, request, event)
    unit.record(event)
    return event


def _hand_over(unit: UnitOfWork, request: HandOverIncident) -> IncidentHandedOver:
    incident = store.load_incident(unit, request.number)
    event = unit.granted(rule_on_handing_over(request, incident, now=unit.now, by=unit.actor.id))
    store.save_hand_over(unit, request, len(incident.hand_overs) + 1)
    unit.record(event)
    return event


def _end(unit: UnitOfWork, request: EndIncident) -> IncidentEnded:
    incident = store.load_incident(unit, request.number)
    terms = _terms(unit, incident)
    event = unit.granted(rule_on_ending(request, incident, terms, now=unit.now, by=unit.actor.id))
    store.save_end(unit, request)
    unit.record(event)
    return event


REPORT_INCIDENT: Final = Command(
    "rostering.report_incident", ReportIncident, IncidentReported, _report, zh="上报突发情况"
)
HAND_OVER_INCIDENT: Final = Command(
    "rostering.hand_over_incident",
    HandOverIncident,
    IncidentHandedOver,
    _hand_over,
    zh="移交突发情况",
)
END_INCIDENT: Final = Command(
    "rostering.end_incident", EndIncident, IncidentEnded, _end, zh="办结突发情况"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (REPORT_INCIDENT, HAND_OVER_INCIDENT, END_INCIDENT)


class Incidents:
    """What patrols come upon (突发情况台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def report_incident(self, request: ReportIncident, *, key: str) -> IncidentReported:
        """Note what a volunteer came upon (上报突发情况)."""
        return self._unit.run(REPORT_INCIDENT, request, key=key)

    def hand_over_incident(self, request: HandOverIncident, *, key: str) -> IncidentHandedOver:
        """Note whom it was handed to, and when (移交突发情况)."""
        return self._unit.run(HAND_OVER_INCIDENT, request, key=key)

    def end_incident(self, request: EndIncident, *, key: str) -> IncidentEnded:
        """Note how it ended, once everybody was told whom the place wants told (办结突发情况)."""
        return self._unit.run(END_INCIDENT, request, key=key)

    def incident(self, number: int) -> Incident:
        """Give an incident with everything in it; raises `UnknownReferenceError` (一件突发情况)."""
        return store.load_incident(self._unit, number)

    def incidents(self) -> tuple[Incident, ...]:
        """Give the incidents of the place, the first one first (突发情况清单)."""
        return store.load_incidents(self._unit)

    def duties(self, number: int) -> tuple[HandOverDuty, ...]:
        """Give whom an incident has to be handed to, until when, and when that was done (应移交清单)."""
        incident = store.load_incident(self._unit, number)
        return duties_of(incident, _terms(self._unit, incident))

    def overdue(self) -> tuple[HandOverDuty, ...]:
        """Give every hand-over that should have been done by now, of incidents that are not ended (逾期未移交)."""
        duties = (
            duty
            for one in store.load_incidents(self._unit)
            if one.end is None
            for duty in duties_of(one, _terms(self._unit, one))
        )
        return tuple(duty for duty in duties if duty.is_overdue(self._unit.now))
