"""The desk of disclosure: what is due, what was made public, what was missed (公示服务)."""

from datetime import date
from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.store import require_opening_day
from gongtong.ledger.disclosure import store
from gongtong.ledger.disclosure.board import DisclosureBoard
from gongtong.ledger.disclosure.calendar import DisclosureCalendar, DisclosurePeriod
from gongtong.ledger.disclosure.due import (
    CheckDisclosures,
    DisclosuresChecked,
    DueDisclosure,
    Occasion,
    PublishedDisclosure,
    disclosure_states,
    newly_missed,
    still_due,
)
from gongtong.ledger.disclosure.labels import span_of
from gongtong.ledger.disclosure.noting import (
    DisclosureNoted,
    NoteDisclosure,
    NoteOccasion,
    NotingFacts,
    OccasionNoted,
    rule_on_note,
    rule_on_occasion,
)
from gongtong.ledger.disclosure.policies import DISCLOSURES
from gongtong.ledger.hands.service import held_offices

_NOT_YET: Final = UUID(int=0)


def _calendar_on(unit: UnitOfWork, day: date) -> DisclosureCalendar:
    return unit.decide(DISCLOSURES, on=day)


def _states(unit: UnitOfWork, on: date) -> tuple[DueDisclosure, ...]:
    return disclosure_states(
        lambda day: _calendar_on(unit, day),
        (require_opening_day(unit), on),
        store.list_occasions(unit),
        store.list_published(unit),
    )


def _judged_on(request: NoteDisclosure, occasions: tuple[Occasion, ...]) -> date:
    """Give the day whose calendar counts: the period's last, the occasion's, else that of showing."""
    for one in occasions:
        if one.subject is request.subject and one.label == request.label:
            return one.happened_on
    spans = (span_of(period, request.label) for period in DisclosurePeriod)
    last_days = (None if span is None else span.last_day for span in spans)
    return next((day for day in last_days if day is not None), request.shown_from)


def _on_note(
    unit: UnitOfWork, request: NoteDisclosure, new_id: UUID
) -> Granted[DisclosureNoted] | Refused:
    occasions, holders = store.list_occasions(unit), load_office_holders(unit)
    facts = NotingFacts(
        new_id=new_id,
        actor=unit.actor.id,
        held=held_offices(unit),
        today=unit.today,
        calendar=_calendar_on(unit, _judged_on(request, occasions)),
        signers={
            person: holders.offices_of(person, request.shown_from) for person in request.signed_by
        },
        occasions=occasions,
    )
    return rule_on_note(request, facts)


def _on_occasion(unit: UnitOfWork, request: NoteOccasion) -> Granted[OccasionNoted] | Refused:
    return rule_on_occasion(
        request,
        actor=unit.actor.id,
        held=held_offices(unit),
        today=unit.today,
        known=store.list_occasions(unit),
    )


def _note_disclosure(unit: UnitOfWork, request: NoteDisclosure) -> DisclosureNoted:
    event = unit.granted(_on_note(unit, request, unit.new_id()))
    store.insert_published(unit, event.published)
    unit.record(event)
    return event


def _note_occasion(unit: UnitOfWork, request: NoteOccasion) -> OccasionNoted:
    event = unit.granted(_on_occasion(unit, request))
    store.insert_occasion(unit, event.occasion, event.noted_by)
    unit.record(event)
    return event


def _check(unit: UnitOfWork, request: CheckDisclosures) -> DisclosuresChecked:
    states = _states(unit, unit.today)
    missed = newly_missed(states, store.list_missed(unit), subjects=request.subjects, on=unit.today)
    store.insert_missed(unit, missed)
    for event in missed:
        unit.record(event)
    return DisclosuresChecked(missed)


NOTE_DISCLOSURE: Final = Command(
    "ledger.note_disclosure", NoteDisclosure, DisclosureNoted, _note_disclosure, zh="登记公示"
)
NOTE_OCCASION: Final = Command(
    "ledger.note_occasion", NoteOccasion, OccasionNoted, _note_occasion, zh="登记公示事由"
)
CHECK_DISCLOSURES: Final = Command(
    "ledger.check_disclosures",
    CheckDisclosures,
    DisclosuresChecked,
    _check,
    zh="检查逾期未公示",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (NOTE_DISCLOSURE, NOTE_OCCASION, CHECK_DISCLOSURES)


class DisclosureDesk:
    """The desk of disclosure (公示台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def note_disclosure(self, request: NoteDisclosure, *, key: str) -> DisclosureNoted:
        """Note what was made public, where, for how long and signed by whom (登记公示)."""
        return self._unit.run(NOTE_DISCLOSURE, request, key=key)

    def note_occasion(self, request: NoteOccasion, *, key: str) -> OccasionNoted:
        """Note that something happened that must be made public (登记公示事由)."""
        return self._unit.run(NOTE_OCCASION, request, key=key)

    def check_disclosures(self, request: CheckDisclosures, *, key: str) -> DisclosuresChecked:
        """Note what was not made public in time, each duty once (检查逾期未公示)."""
        return self._unit.run(CHECK_DISCLOSURES, request, key=key)

    def may_note(self, request: NoteDisclosure) -> Granted[DisclosureNoted] | Refused:
        """Rule on a note without writing it (能否登记公示)."""
        return _on_note(self._unit, request, _NOT_YET)

    def may_note_occasion(self, request: NoteOccasion) -> Granted[OccasionNoted] | Refused:
        """Rule on an occasion without noting it (能否登记公示事由)."""
        return _on_occasion(self._unit, request)

    def due_disclosures(self, on: date | None = None) -> tuple[DueDisclosure, ...]:
        """Give what is due or missed on a day, today where none is named (应公示事项)."""
        return still_due(_states(self._unit, on or self._unit.today))

    def board(self, on: date | None = None) -> DisclosureBoard:
        """Give every duty since the books were opened, for the notice board (公示情况表)."""
        day = on or self._unit.today
        return DisclosureBoard(day, _states(self._unit, day))

    def published(self) -> tuple[PublishedDisclosure, ...]:
        """Give everything that was made public, in the order of its days (已公示内容)."""
        return store.list_published(self._unit)
