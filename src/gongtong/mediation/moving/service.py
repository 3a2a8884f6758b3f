"""Moving cases from state to state, and what is due in them (案件推进服务)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.periods import SHANGHAI
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.mediation.agreements.service import agreement_standing
from gongtong.mediation.cases import store
from gongtong.mediation.cases.case_states import CaseEvent
from gongtong.mediation.cases.service import definition_in_force
from gongtong.mediation.clocks.case_clocks import started
from gongtong.mediation.clocks.service import (
    clock_standing,
    clocks_to_tell,
    enter_state,
    extend_clocks,
    running_clocks,
    save_told,
)
from gongtong.mediation.clocks.standing import ClockStanding
from gongtong.mediation.clocks.store import insert_clocks, load_clocks
from gongtong.mediation.dossiers.service import dossier_standing
from gongtong.mediation.dossiers.standing import DossierStanding
from gongtong.mediation.escalation.service import escalation_standing, send_up
from gongtong.mediation.escalation.standing import EscalationStanding
from gongtong.mediation.escalation.store import list_sent_up
from gongtong.mediation.mediators.service import mediator_standings
from gongtong.mediation.moving.facts import CaseFacts
from gongtong.mediation.moving.guards import guards_with
from gongtong.mediation.moving.migrating import (
    CaseMigrated,
    MigrateCase,
    Migration,
    migrated,
    migration_of,
    rule_on_migrating,
)
from gongtong.mediation.moving.moves import (
    CaseMoved,
    MoveCase,
    PossibleMove,
    TransitionCheck,
    moved,
    possible_moves,
    rule_on_move,
)
from gongtong.mediation.moving.named import NamedGuard
from gongtong.mediation.moving.policies import CASE_GUARDS, CHECK_TRANSITION
from gongtong.mediation.moving.reading import Part, parts_read
from gongtong.mediation.moving.ticking import (
    DueItem,
    RanOutTold,
    TellWhatRanOut,
    due_above,
    due_clocks,
    due_obligations,
    ran_out,
)
from gongtong.mediation.obligations.graph import what_is_due
from gongtong.mediation.obligations.service import obligation_standing
from gongtong.mediation.obligations.standing import ObligationStanding
from gongtong.mediation.obligations.store import load_events, load_obligations
from gongtong.mediation.offers.service import offer_standing
from gongtong.mediation.parties.service import party_standings
from gongtong.mediation.sessions.service import session_standing

if TYPE_CHECKING:
    from gongtong.core.machines.definition import Machine
    from gongtong.core.machines.pinning import PinnedMachine
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.cases.cases import CaseOnFile
    from gongtong.mediation.clocks.case_clocks import CaseClock


EVERYTHING: Final = frozenset(Part)


def case_facts(unit: UnitOfWork, number: str, wanted: frozenset[Part] = EVERYTHING) -> CaseFacts:
    """Read a case with what is around it that a step may ask, by default all of it (案件事实)."""
    case, is_described = store.load_described(unit, number)
    return _facts_of(unit, case, wanted, is_described=is_described)


def _facts_of(
    unit: UnitOfWork, case: CaseOnFile, wanted: frozenset[Part], *, is_described: bool
) -> CaseFacts:
    number = case.number
    clocks = clock_standing(unit, number) if Part.CLOCKS in wanted else ClockStanding()
    return CaseFacts(
        today=unit.today,
        actor=unit.actor.id,
        case=case,
        parties=party_standings(unit, number) if Part.PARTIES in wanted else (),
        mediators=mediator_standings(unit, number) if Part.MEDIATORS in wanted else (),
        session=session_standing(unit, number) if Part.SESSION in wanted else None,
        offer=offer_standing(unit, number) if Part.OFFER in wanted else None,
        agreement=agreement_standing(unit, number) if Part.AGREEMENT in wanted else None,
        obligations=obligation_standing(unit, number)
        if Part.OBLIGATIONS in wanted
        else ObligationStanding(0, 0, 0, 0),
        dossier=dossier_standing(unit, number)
        if Part.DOSSIER in wanted
        else DossierStanding((), (), None, None, survey_offered=False),
        escalation=escalation_standing(unit, number)
        if Part.ESCALATION in wanted
        else EscalationStanding(case.level, None, instruction=False, closed_above=False),
        has_description=is_described,
        overdue=clocks.overdue,
        extension_agreed_by=clocks.extension_agreed_by,
        extended_to=clocks.extended_to,
    )


@frozen
class _Watch:
    """What plugins bring to watch over steps."""

    guards: tuple[NamedGuard, ...]
    checks: tuple[TransitionCheck, ...]

    @classmethod
    def of(cls, unit: UnitOfWork) -> _Watch:
        return cls(unit.guards(CASE_GUARDS), unit.guards(CHECK_TRANSITION))

    def parts_read(self, machine: Machine, state: str, event: str) -> frozenset[Part]:
        """Say what the guards of one step ask, and no more."""
        row = machine.step(state, event)
        names = () if row is None else tuple(guard.name for guard in row.guards)
        return parts_read(names, has_plugins=bool(self.guards or self.checks))

    def ruling(
        self, request: MoveCase, facts: CaseFacts, machine: Machine
    ) -> Granted[CaseMoved] | Refused:
        guards = guards_with(self.guards)
        return rule_on_move(request, machine, facts, guards=guards, checks=self.checks)


def _seen(case: CaseOnFile, seen: int) -> None:
    """Refuse what was asked of a case that has moved on since."""
    if case.version != seen:
        kind = "case"
        raise ConcurrentChangeError(kind, case.number)


def _move(unit: UnitOfWork, request: MoveCase) -> CaseMoved:
    case, is_described = store.load_described(unit, request.case)
    _seen(case, request.seen)
    machine, watch = store.load_definition(unit, case.definition).machine, _Watch.of(unit)
    parts = watch.parts_read(machine, case.state, request.event)
    facts = _facts_of(unit, case, parts, is_described=is_described)
    event = unit.granted(watch.ruling(request, facts, machine))
    after = moved(case, event, machine, facts)
    if event.event == CaseEvent.RETURN_WITH_INSTRUCTION:
        after = evolve(after, level=list_sent_up(unit, request.case)[-1].from_level)
    unit.record(event)
    if event.event == CaseEvent.ESCALATE:
        send_up(unit, request.case)
    if event.event == CaseEvent.EXTEND:
        extend_clocks(unit, request.case)
    store.update_case(
        unit,
        request.case,
        request.seen,
        state=after.state,
        is_ended=after.is_ended,
        level=after.level,
        applied_on=after.applied_on,
        accepted_on=after.accepted_on,
    )
    enter_state(unit, after, machine, first=_first_clocks(unit, case))
    return event


def _first_clocks(unit: UnitOfWork, case: CaseOnFile) -> tuple[CaseClock, ...]:
    """Give the clocks that a case has where it was opened: they run from the day of its opening."""
    machine = store.load_definition(unit, case.definition).machine
    if case.state != machine.start:
        return ()
    opened = datetime.combine(case.opened_on, time(), SHANGHAI)
    calendar = unit.decide(WORK_CALENDAR)
    return tuple(
        started(case.number, case.state, row, sequence=1, now=opened).timed(calendar)
        for row in machine.state(case.state).clocks
    )


def _missing_clocks(unit: UnitOfWork, case: CaseOnFile) -> tuple[CaseClock, ...]:
    """Give the clocks of a case that was opened and never moved: nobody has written them yet."""
    first = _first_clocks(unit, case)
    return () if first and load_clocks(unit, case.number) else first


def _migration(unit: UnitOfWork, case: CaseOnFile) -> Migration:
    return migration_of(store.load_definition(unit, case.definition), definition_in_force(unit))


def _migrate(unit: UnitOfWork, request: MigrateCase) -> CaseMigrated:
    case = store.load_case(unit, request.case)
    _seen(case, request.seen)
    migration = _migration(unit, case)
    event = unit.granted(rule_on_migrating(request, case, migration))
    store.keep_definition(unit, migration.new)
    after = migrated(case, event, migration.new)
    store.update_case(
        unit,
        request.case,
        request.seen,
        state=after.state,
        definition=after.definition,
        is_ended=after.is_ended,
    )
    unit.record(event)
    enter_state(unit, after, migration.new.machine, first=_first_clocks(unit, case))
    return event


def _tell(unit: UnitOfWork, request: TellWhatRanOut) -> RanOutTold:
    for case in store.list_cases(unit):
        insert_clocks(unit, _missing_clocks(unit, case))
    clocks = tuple(
        one
        for one in clocks_to_tell(unit)
        if request.until is None or (one.due is not None and one.due.on <= request.until)
    )
    event = ran_out(clocks, unit.today)
    if event.clocks:
        save_told(unit, tuple(evolve(one, told_on=unit.today) for one in clocks))
        unit.record(event)
    return event


MOVE_CASE: Final = Command("mediation.move_case", MoveCase, CaseMoved, _move, zh="推进案件")
MIGRATE_CASE: Final = Command(
    "mediation.migrate_case", MigrateCase, CaseMigrated, _migrate, zh="迁移案件"
)
TELL_WHAT_RAN_OUT: Final = Command(
    "mediation.tell_what_ran_out", TellWhatRanOut, RanOutTold, _tell, zh="到期提示"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (MOVE_CASE, MIGRATE_CASE, TELL_WHAT_RAN_OUT)


class Moves:
    """Moving cases from state to state, and what is due in them (案件推进台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def move_case(self, request: MoveCase, *, key: str) -> CaseMoved:
        """Let something happen to a case; raises `ConcurrentChangeError` if it was moved since (推进案件)."""
        return self._unit.run(MOVE_CASE, request, key=key)

    def may_move_case(self, request: MoveCase) -> Granted[CaseMoved] | Refused:
        """Rule on a step without taking it (能否推进)."""
        facts = case_facts(self._unit, request.case)
        machine = store.load_definition(self._unit, facts.case.definition).machine
        return _Watch.of(self._unit).ruling(request, facts, machine)

    def moves(self, case: str) -> tuple[PossibleMove, ...]:
        """Say of everything that could happen to a case whether it can, or why not (可能的推进)."""
        facts, watch = case_facts(self._unit, case), _Watch.of(self._unit)
        machine = store.load_definition(self._unit, facts.case.definition).machine
        guards = guards_with(watch.guards)
        return possible_moves(machine, facts, guards=guards, checks=watch.checks)

    def definition_of(self, case: str) -> PinnedMachine:
        """Give the definition that a case runs on (案件状态表)."""
        known = store.load_case(self._unit, case)
        return store.load_definition(self._unit, known.definition)

    def migration(self, case: str) -> Migration:
        """Say what would change if a case were taken over to the definition in force (迁移影响)."""
        return _migration(self._unit, store.load_case(self._unit, case))

    def migrate_case(self, request: MigrateCase, *, key: str) -> CaseMigrated:
        """Take a case over to the definition in force (迁移案件)."""
        return self._unit.run(MIGRATE_CASE, request, key=key)

    def due(self, until: date | None = None) -> tuple[DueItem, ...]:
        """Give what is due in the cases of the place, up to and with a day if one is named (到期事项)."""
        unit, found = self._unit, [*due_clocks(running_clocks(self._unit), self._unit.today)]
        for case in store.list_cases(unit):
            found += due_clocks(_missing_clocks(unit, case), unit.today)
            obligations = load_obligations(unit, case.number).values()
            report = what_is_due(obligations, load_events(unit, case.number), unit.today)
            found += due_obligations(case.number, report)
            found += due_above(case.number, list_sent_up(unit, case.number), unit.today)
        wanted = (one for one in found if until is None or one.due_on <= until)
        return tuple(sorted(wanted, key=lambda one: (one.due_on, one.case, one.kind, one.what)))

    def tell_what_ran_out(self, request: TellWhatRanOut, *, key: str) -> RanOutTold:
        """Tell each clock that has run out, once; nothing moves by it (到期提示)."""
        return self._unit.run(TELL_WHAT_RAN_OUT, request, key=key)
