"""Hours of service: recorded, confirmed by another, disputed, corrected, certified (服务时长服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.storage.unit import current_head
from gongtong.rostering.hours import store
from gongtong.rostering.hours.certificates import ServiceCertificate, certify
from gongtong.rostering.hours.entries import EntryState, HoursReport, ServiceEntry, report_of
from gongtong.rostering.hours.policies import SERVICE_STARS
from gongtong.rostering.hours.recording import (
    ConfirmService,
    CorrectService,
    DisputeService,
    RecordingFacts,
    RecordService,
    ServiceConfirmed,
    ServiceCorrected,
    ServiceDisputed,
    ServiceRecorded,
    rule_on_confirming,
    rule_on_correcting,
    rule_on_disputing,
    rule_on_recording,
)
from gongtong.rostering.volunteers.store import load_volunteers

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork


def _facts(unit: UnitOfWork, entries: dict[int, ServiceEntry]) -> RecordingFacts:
    return RecordingFacts(
        load_volunteers(unit), entries, unit.now, unit.actor.id, store.last_number(unit)
    )


def _named(unit: UnitOfWork, *numbers: int) -> RecordingFacts:
    """Read the entries of these numbers, and all others of the people whose they are."""
    named = store.load_entries(unit, numbers=numbers)
    people = {one.line.volunteer for one in named.values()}
    return _facts(unit, store.load_entries(unit, people))


def put_on_record(unit: UnitOfWork, request: RecordService) -> ServiceRecorded:
    """Put time on record as a part of another command of this room (登记时长).

    Raises `RefusedError` with every ground; then that command writes nothing either.
    """
    people = {line.volunteer for line in request.lines}
    facts = _facts(unit, store.load_entries(unit, people))
    event = unit.granted(rule_on_recording(request, facts))
    store.add_entries(unit, event.lines)
    unit.record(event)
    return event


def _confirm(unit: UnitOfWork, request: ConfirmService) -> ServiceConfirmed:
    event = unit.granted(rule_on_confirming(request, _named(unit, *request.numbers)))
    store.set_state(unit, event.numbers, EntryState.CONFIRMED, confirmed_by=event.confirmed_by)
    unit.record(event)
    return event


def _dispute(unit: UnitOfWork, request: DisputeService) -> ServiceDisputed:
    event = unit.granted(rule_on_disputing(request, _named(unit, request.number)))
    words = request.reason.strip()
    store.set_state(unit, (event.number,), EntryState.DISPUTED, reason=words, confirmed_by=None)
    unit.record(event)
    return event


def _correct(unit: UnitOfWork, request: CorrectService) -> ServiceCorrected:
    event = unit.granted(rule_on_correcting(request, _named(unit, request.number)))
    words = request.reason.strip()
    store.set_state(unit, (event.number,), EntryState.REPLACED, reason=words)
    if event.by is not None:
        store.add_entries(unit, (event.by,), replaces=event.number, reason=words)
    unit.record(event)
    return event


RECORD_SERVICE: Final = Command(
    "rostering.record_service", RecordService, ServiceRecorded, put_on_record, zh="登记服务时长"
)
CONFIRM_SERVICE: Final = Command(
    "rostering.confirm_service", ConfirmService, ServiceConfirmed, _confirm, zh="确认服务时长"
)
DISPUTE_SERVICE: Final = Command(
    "rostering.dispute_service", DisputeService, ServiceDisputed, _dispute, zh="登记时长异议"
)
CORRECT_SERVICE: Final = Command(
    "rostering.correct_service", CorrectService, ServiceCorrected, _correct, zh="更正服务时长"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    RECORD_SERVICE,
    CONFIRM_SERVICE,
    DISPUTE_SERVICE,
    CORRECT_SERVICE,
)


class Hours:
    """Hours of service: recorded, confirmed by another, disputed, corrected, certified (服务时长台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def record_service(self, request: RecordService, *, key: str) -> ServiceRecorded:
        """Record time that was given, one line or a sheet (登记服务时长)."""
        return self._unit.run(RECORD_SERVICE, request, key=key)

    def confirm_service(self, request: ConfirmService, *, key: str) -> ServiceConfirmed:
        """Confirm entries as somebody who did not record them (确认服务时长)."""
        return self._unit.run(CONFIRM_SERVICE, request, key=key)

    def dispute_service(self, request: DisputeService, *, key: str) -> ServiceDisputed:
        """Enter that somebody says an entry is wrong (登记时长异议)."""
        return self._unit.run(DISPUTE_SERVICE, request, key=key)

    def correct_service(self, request: CorrectService, *, key: str) -> ServiceCorrected:
        """Put another entry in the place of one, or strike it; the old one stays (更正服务时长)."""
        return self._unit.run(CORRECT_SERVICE, request, key=key)

    def entries(self, volunteer: str | None = None) -> tuple[ServiceEntry, ...]:
        """Give the entries of everybody, or of one volunteer, in order (服务记录)."""
        people = None if volunteer is None else (volunteer,)
        return tuple(store.load_entries(self._unit, people).values())

    def report(self, volunteer: str) -> HoursReport:
        """Add up somebody's time (服务时长统计)."""
        return report_of(volunteer, self.entries(volunteer))

    def stars(self, volunteer: str) -> int:
        """Give the stars for confirmed time by the table of the place; raises where it has none (星级)."""
        table = self._unit.decide(SERVICE_STARS)
        return table.stars(self.report(volunteer).confirmed)

    def certificate(self, volunteer: str) -> ServiceCertificate:
        """Certify what is confirmed, free of charge; raises `RefusedError` where nothing is (出具服务证明)."""
        known = load_volunteers(self._unit).get(volunteer)
        if known is None:
            kind = "volunteer"
            raise UnknownReferenceError(kind, volunteer)
        ruling = certify(
            known,
            self.entries(volunteer),
            issued_on=self._unit.today,
            head=current_head(self._unit).digest.hex(),
        )
        return self._unit.granted(ruling)
