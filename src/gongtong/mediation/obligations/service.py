"""Obligations: what is due, what was done for it, and what follows (义务服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.obligations import store
from gongtong.mediation.obligations.changing import (
    ChangingFacts,
    Substitute,
    Substituted,
    Waive,
    Waived,
    rule_on_substituting,
    rule_on_waiving,
    substituted,
)
from gongtong.mediation.obligations.duty import Verifier
from gongtong.mediation.obligations.graph import (
    DueReport,
    happened_by,
    unlocked_by,
    what_is_due,
)
from gongtong.mediation.obligations.lapsing import (
    Breached,
    DeclareBreach,
    Demand,
    Demanded,
    EventNoted,
    LapsingFacts,
    LetTimePass,
    NoteEvent,
    TimePassed,
    breached,
    let_time_pass,
    rule_on_breach,
    rule_on_demand,
    rule_on_event,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.mediation.obligations.performing import (
    KeptPerformance,
    Perform,
    PerformanceLine,
    Performed,
    PerformingFacts,
    Verified,
    Verify,
    paid_in_books,
    performed,
    rule_on_performing,
    rule_on_verifying,
    verified,
)
from gongtong.mediation.obligations.recomputing import days_moved
from gongtong.mediation.obligations.standing import ObligationStanding, standing_of_obligations
from gongtong.mediation.obligations.unlocking import Unlocked, unlock, with_unlocked
from gongtong.mediation.parties.store import list_parties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.obligations.duty import Obligation


def obligation_standing(unit: UnitOfWork, case: str) -> ObligationStanding:
    """Count how the obligations of a case stand (义务履行情况)."""
    return standing_of_obligations(store.load_obligations(unit, case).values())


def begin_obligations(
    unit: UnitOfWork, case: str, agreement: Collection[int], on: date
) -> tuple[Unlocked, ...]:
    """Put obligations in force with their agreement, and unlock what waits for nothing (义务生效).

    For a handler of another desk, inside its command. `agreement` are the numbers of the obligations.
    """
    obligations = {
        number: evolve(one, in_force_on=on) if number in agreement else one
        for number, one in store.load_obligations(unit, case).items()
    }
    unlocked = unlock(
        obligations.values(), store.load_events(unit, case), unit.today, unit.decide(WORK_CALENDAR)
    )
    now = with_unlocked(obligations.values(), unlocked, unit.today)
    store.save_obligations(unit, case, now)
    return unlocked


def end_obligations(unit: UnitOfWork, case: str, numbers: Collection[int]) -> tuple[int, ...]:
    """End what is still open of an agreement that holds no longer, and give its numbers (义务终止)."""
    obligations = store.load_obligations(unit, case)
    ended = [one for number, one in obligations.items() if number in numbers and one.state.is_open]
    store.save_obligations(
        unit, case, (evolve(one, state=ObligationState.CANCELLED) for one in ended)
    )
    return tuple(one.number for one in ended)


def settle_from_books(
    unit: UnitOfWork, case: str, lines: Collection[PerformanceLine]
) -> tuple[Unlocked, ...]:
    """Enter what the books show was paid, inside the command of a journey, and unlock what waited for it (账上履行)."""
    obligations = store.load_obligations(unit, case)
    after = {}
    for line in lines:
        told = paid_in_books(obligations[line.number], line.amount_fen or 0, line.on)
        if isinstance(told, tuple):
            unit.refuse_if(told)
        else:
            after[line.number] = told
    store.add_performances(unit, case, lines)
    seen = Verify(case, tuple(line.number for line in lines), Verifier.CREDITOR)
    store.save_verdict(unit, seen)
    now = {**obligations, **after}
    events, calendar = store.load_events(unit, case), unit.decide(WORK_CALENDAR)
    unlocked = unlock(now.values(), events, unit.today, calendar)
    _save(unit, case, after.values(), unlocked)
    return unlocked


def _performing_facts(unit: UnitOfWork, case: str) -> PerformingFacts:
    load_case(unit, case)
    kept = store.list_performances(unit, case)
    return PerformingFacts(
        store.load_obligations(unit, case),
        {number: one for number, one in kept if one.is_accepted is None},
        store.load_events(unit, case),
        unit.actor.id,
        unit.today,
        lambda: unit.decide(WORK_CALENDAR),
    )


def _changing_facts(unit: UnitOfWork, case: str) -> ChangingFacts:
    load_case(unit, case)
    return ChangingFacts(
        [one.code for one in list_parties(unit, case)],
        store.load_obligations(unit, case),
        store.load_events(unit, case),
        unit.today,
        lambda: unit.decide(WORK_CALENDAR),
    )


def _lapsing_facts(unit: UnitOfWork, case: str) -> LapsingFacts:
    load_case(unit, case)
    return LapsingFacts(
        store.load_obligations(unit, case),
        store.load_events(unit, case),
        unit.today,
        lambda: unit.decide(WORK_CALENDAR),
    )


def _save(
    unit: UnitOfWork, case: str, changed: Iterable[Obligation], unlocked: tuple[Unlocked, ...]
) -> None:
    """Write what a command changed itself, and what it unlocked."""
    store.save_obligations(unit, case, changed)
    if unlocked:
        numbers = {one.number for one in unlocked}
        every = store.load_obligations(unit, case)
        waiting = [one for number, one in every.items() if number in numbers]
        store.save_obligations(unit, case, with_unlocked(waiting, unlocked, unit.today))


def _perform(unit: UnitOfWork, request: Perform) -> Performed:
    facts = _performing_facts(unit, request.case)
    event = unit.granted(rule_on_performing(request, facts))
    store.add_performances(unit, request.case, event.lines)
    after = (performed(facts.obligations[line.number], line) for line in event.lines)
    store.save_obligations(unit, request.case, after)
    unit.record(event)
    return event


def _verify(unit: UnitOfWork, request: Verify) -> Verified:
    facts = _performing_facts(unit, request.case)
    event = unit.granted(rule_on_verifying(request, facts))
    store.save_verdict(unit, request)
    after = [
        one
        for number in request.numbers
        if not isinstance(one := verified(facts.obligations[number], request, facts), tuple)
    ]
    _save(unit, request.case, after, event.unlocked)
    unit.record(event)
    return event


def _waive(unit: UnitOfWork, request: Waive) -> Waived:
    facts = _changing_facts(unit, request.case)
    event = unit.granted(rule_on_waiving(request, facts))
    counts = bool(request.dependents is request.dependents.UNLOCK)
    waived = evolve(
        facts.obligations[request.number], state=ObligationState.WAIVED, counts_as_done=counts
    )
    away = (
        evolve(facts.obligations[number], state=ObligationState.CANCELLED)
        for number in event.fell_away
    )
    _save(unit, request.case, (waived, *away), event.unlocked)
    unit.record(event)
    return event


def _substitute(unit: UnitOfWork, request: Substitute) -> Substituted:
    facts = _changing_facts(unit, request.case)
    event = unit.granted(rule_on_substituting(request, facts))
    now = substituted(facts.obligations, request.number, request.duties, unit.today)
    old = now[request.number]
    store.add_duties(
        unit,
        request.case,
        store.agreement_of(unit, request.case, request.number),
        request.duties,
        in_force_on=old.in_force_on and unit.today,
    )
    _save(unit, request.case, (old,), event.unlocked)
    unit.record(event)
    return event


def _note_event(unit: UnitOfWork, request: NoteEvent) -> EventNoted:
    event = unit.granted(rule_on_event(request, _lapsing_facts(unit, request.case)))
    store.save_event(unit, request)
    _save(unit, request.case, (), event.unlocked)
    unit.record(event)
    return event


def _let_time_pass(unit: UnitOfWork, request: LetTimePass) -> TimePassed:
    facts = _lapsing_facts(unit, request.case)
    event = let_time_pass(request.case, facts)
    if event.is_empty:
        return event
    _, newly = days_moved(facts.obligations.values(), facts.calendar())
    _save(unit, request.case, newly, event.unlocked)
    now = store.load_obligations(unit, request.case)
    late = (evolve(now[number], state=ObligationState.OVERDUE) for number in event.overdue)
    gone = (evolve(now[number], state=ObligationState.CANCELLED) for number in event.cancelled)
    store.save_obligations(unit, request.case, (*late, *gone))
    unit.record(event)
    return event


def _demand(unit: UnitOfWork, request: Demand) -> Demanded:
    facts = _lapsing_facts(unit, request.case)
    event = unit.granted(rule_on_demand(request, facts))
    one = facts.obligations[request.number]
    asked = evolve(one, demanded_on=unit.today, cure_until=event.until)
    store.save_obligations(unit, request.case, (asked,))
    unit.record(event)
    return event


def _declare_breach(unit: UnitOfWork, request: DeclareBreach) -> Breached:
    facts = _lapsing_facts(unit, request.case)
    event = unit.granted(rule_on_breach(request, facts))
    after = breached(facts.obligations[request.number], event, unit.today)
    store.save_obligations(unit, request.case, (after,))
    unit.record(event)
    return event


PERFORM: Final = Command("mediation.perform", Perform, Performed, _perform, zh="登记履行")
VERIFY: Final = Command("mediation.verify", Verify, Verified, _verify, zh="核实履行")
WAIVE: Final = Command("mediation.waive", Waive, Waived, _waive, zh="免除义务")
SUBSTITUTE: Final = Command(
    "mediation.substitute", Substitute, Substituted, _substitute, zh="替代义务"
)
NOTE_EVENT: Final = Command(
    "mediation.note_event", NoteEvent, EventNoted, _note_event, zh="登记事件"
)
LET_TIME_PASS: Final = Command(
    "mediation.let_time_pass", LetTimePass, TimePassed, _let_time_pass, zh="到期处理"
)
DEMAND: Final = Command("mediation.demand", Demand, Demanded, _demand, zh="催告")
DECLARE_BREACH: Final = Command(
    "mediation.declare_breach", DeclareBreach, Breached, _declare_breach, zh="认定违约"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    PERFORM,
    VERIFY,
    WAIVE,
    SUBSTITUTE,
    NOTE_EVENT,
    LET_TIME_PASS,
    DEMAND,
    DECLARE_BREACH,
)


class Obligations:
    """Obligations: what is due, what was done for it, and what follows (义务台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def perform(self, request: Perform, *, key: str) -> Performed:
        """Enter that obligations were performed, one or a whole list (登记履行)."""
        return self._unit.run(PERFORM, request, key=key)

    def verify(self, request: Verify, *, key: str) -> Verified:
        """Say that performances were seen, or are not what was agreed (核实履行)."""
        return self._unit.run(VERIFY, request, key=key)

    def waive(self, request: Waive, *, key: str) -> Waived:
        """Enter that a creditor gives an obligation up (免除义务)."""
        return self._unit.run(WAIVE, request, key=key)

    def substitute(self, request: Substitute, *, key: str) -> Substituted:
        """Put other obligations in the place of one (替代义务)."""
        return self._unit.run(SUBSTITUTE, request, key=key)

    def note_event(self, request: NoteEvent, *, key: str) -> EventNoted:
        """Enter that something happened which obligations wait for (登记事件)."""
        return self._unit.run(NOTE_EVENT, request, key=key)

    def let_time_pass(self, request: LetTimePass, *, key: str) -> TimePassed:
        """Apply what the days that went by have done; nothing is recorded where that is nothing (到期处理)."""
        return self._unit.run(LET_TIME_PASS, request, key=key)

    def demand(self, request: Demand, *, key: str) -> Demanded:
        """Enter that a debtor was asked to perform after all (催告)."""
        return self._unit.run(DEMAND, request, key=key)

    def declare_breach(self, request: DeclareBreach, *, key: str) -> Breached:
        """Say that an obligation was not kept, after a demand and its term (认定违约)."""
        return self._unit.run(DECLARE_BREACH, request, key=key)

    def obligation(self, case: str, number: int) -> Obligation:
        """Give one obligation as it stands; raises `UnknownReferenceError` (义务情况)."""
        found = store.load_obligations(self._unit, case).get(number)
        if found is None:
            kind = "obligation"
            raise UnknownReferenceError(kind, f"{case}/{number}")
        return found

    def obligations(self, case: str) -> tuple[Obligation, ...]:
        """Give every obligation of a case (义务清单)."""
        return tuple(store.load_obligations(self._unit, case).values())

    def performances(self, case: str) -> tuple[tuple[int, KeptPerformance], ...]:
        """Give what was done for the obligations of a case, each with its number (履行清单)."""
        return store.list_performances(self._unit, case)

    def due(self, case: str, on: date | None = None) -> DueReport:
        """Tell what is due, overdue and conditional on a day, by default today (到期情况)."""
        obligations = store.load_obligations(self._unit, case).values()
        events = store.load_events(self._unit, case)
        return what_is_due(obligations, events, on or self._unit.today)

    def unlocks(self, case: str, *numbers: int) -> tuple[int, ...]:
        """Tell what would be due if these were performed (履行后果)."""
        obligations = store.load_obligations(self._unit, case).values()
        events = store.load_events(self._unit, case)
        happened = happened_by(obligations, events, self._unit.today)
        return unlocked_by(obligations, happened, numbers)

    def cases_with_something_due(self) -> tuple[str, ...]:
        """Give the cases of the place for which `let_time_pass` may have something to do (有到期事项的案件)."""
        return store.list_due_cases(self._unit, self._unit.today)
