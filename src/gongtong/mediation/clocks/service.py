"""Clocks of cases: what runs, pauses and is extended (期限服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.core.workdays.running_terms import Extension
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.clocks import store
from gongtong.mediation.clocks.case_clocks import CaseClock
from gongtong.mediation.clocks.entering import ClockChanges, EnteringFacts, on_entering
from gongtong.mediation.clocks.extending import (
    AgreeToExtension,
    ClockExtended,
    ExtendingFacts,
    ExtensionAgreed,
    ExtensionProposed,
    PendingExtension,
    ProposeExtension,
    rule_on_agreeing,
    rule_on_proposal,
)
from gongtong.mediation.clocks.pausing import (
    ClocksPaused,
    ClocksResumed,
    PauseClocks,
    PausingFacts,
    ResumeClocks,
    rule_on_pause,
    rule_on_resuming,
)
from gongtong.mediation.clocks.policies import CLOCK_TERMS
from gongtong.mediation.clocks.recomputing import ClocksRecomputed, RecomputeClocks, recompute
from gongtong.mediation.clocks.standing import ClockStanding
from gongtong.mediation.parties.store import list_parties

if TYPE_CHECKING:
    from gongtong.core.machines.definition import Machine
    from gongtong.core.storage.unit import UnitOfWork


def enter_state(
    unit: UnitOfWork, case: CaseOnFile, machine: Machine, *, first: tuple[CaseClock, ...] = ()
) -> None:
    """Stop the clocks of the state that was left and start those of the one entered (进入状态).

    `case` is the case as it stands after the move. A clock that stands under the same id in both states goes on.
    `first` are the clocks with which the case was opened; where none was written yet, they are written now.
    """
    written = store.load_clocks(unit, case.number)
    clocks = written or first
    runs: dict[str, int] = {}
    for clock in clocks:
        runs[clock.clock] = max(clock.sequence, runs.get(clock.clock, 0))
    running = tuple(clock for clock in clocks if clock.stopped_on is None)
    entered, terms = machine.state(case.state), unit.decide(CLOCK_TERMS)
    touched = {*(clock.clock for clock in running), *(row.id for row in entered.clocks)}
    facts = EnteringFacts(
        case=case.number,
        now=unit.now,
        calendar=unit.decide(WORK_CALENDAR),
        terms=terms,
        runs=runs,
        is_paused=not touched.isdisjoint(terms.pausable) and _is_paused(unit, case.number),
    )
    _write_changes(unit, on_entering(running, entered, facts), () if written else first)


def _is_paused(unit: UnitOfWork, case: str) -> bool:
    _, still = store.list_pauses(unit, case)
    return still is not None


def _write_changes(
    unit: UnitOfWork, changes: ClockChanges, unwritten: tuple[CaseClock, ...]
) -> None:
    """Write what has become of clocks; those that were not written yet as they are by now."""
    altered = {(one.clock, one.sequence): one for one in (*changes.stopped, *changes.changed)}
    new = tuple(altered.pop((one.clock, one.sequence), one) for one in unwritten)
    store.update_clocks(unit, altered.values())
    store.insert_clocks(unit, (*new, *changes.begun))


def clock_standing(unit: UnitOfWork, case: str) -> ClockStanding:
    """Say which clocks of a case are over, and who agrees to more time (期限情况)."""
    _, pending = store.find_extension(unit, case)
    overdue = (one.clock for one in store.load_clocks(unit, case) if one.has_run_out(unit.now))
    if pending is None:
        return ClockStanding(tuple(overdue))
    return ClockStanding(tuple(overdue), pending.agreed_by, DueDate(pending.to))


def extend_clocks(unit: UnitOfWork, case: str) -> ClockExtended | None:
    """Let the extension that is proposed take effect, when it was found that all agree (延长生效).

    Gives the event, recorded, or nothing where no extension is proposed or its clock runs no more.
    """
    _, pending = store.find_extension(unit, case)
    clock = _running(unit, case, pending)
    if pending is None or clock is None:
        return None
    agreed_by = tuple(sorted(pending.agreed_by))
    extension = Extension(unit.today, agreed_by, pending.to)
    new = clock.extended(extension, unit.decide(WORK_CALENDAR))
    event = ClockExtended(
        case,
        pending.number,
        pending.clock,
        agreed_by,
        None if clock.due is None else clock.due.on,
        None if new.due is None else new.due.on,
        new.due is not None and new.due.provisional,
    )
    store.update_clocks(unit, (new,))
    store.take_extension(unit, case, pending.number)
    unit.record(event)
    return event


def _running(unit: UnitOfWork, case: str, pending: PendingExtension | None) -> CaseClock | None:
    if pending is None:
        return None
    clocks = (one for one in store.load_clocks(unit, case) if one.stopped_on is None)
    return next((one for one in clocks if one.clock == pending.clock), None)


def clocks_to_tell(unit: UnitOfWork) -> tuple[CaseClock, ...]:
    """Give the clocks that have run out and were not told (届满未提示的期限)."""
    return tuple(one for one in store.clocks_to_tell(unit) if one.has_run_out(unit.now))


def running_clocks(unit: UnitOfWork) -> tuple[CaseClock, ...]:
    """Give every clock of the place that runs and does not stand still (进行中的期限)."""
    return store.running_clocks(unit)


def save_told(unit: UnitOfWork, clocks: tuple[CaseClock, ...]) -> None:
    """Write that clocks were told (登记提示)."""
    store.update_clocks(unit, clocks)


def _pausing_facts(unit: UnitOfWork, case: str) -> PausingFacts:
    taken, open_pause = store.list_pauses(unit, case)
    return PausingFacts(
        load_case(unit, case),
        unit.actor.id,
        unit.today,
        unit.decide(CLOCK_TERMS),
        open_pause,
        taken,
    )


def _pausable(unit: UnitOfWork, case: str, *, held: bool) -> tuple[CaseClock, ...]:
    names = unit.decide(CLOCK_TERMS).pausable
    return tuple(
        clock
        for clock in store.load_clocks(unit, case)
        if clock.stopped_on is None and clock.clock in names and clock.is_held is held
    )


def _pause_clocks(unit: UnitOfWork, request: PauseClocks) -> ClocksPaused:
    event = unit.granted(rule_on_pause(request, _pausing_facts(unit, request.case)))
    calendar = unit.decide(WORK_CALENDAR)
    clocks = _pausable(unit, request.case, held=False)
    store.insert_pause(unit, event, request.words.strip())
    store.update_clocks(unit, [clock.held(unit.today, calendar) for clock in clocks])
    unit.record(event)
    return event


def _resume_clocks(unit: UnitOfWork, request: ResumeClocks) -> ClocksResumed:
    facts = _pausing_facts(unit, request.case)
    event = unit.granted(rule_on_resuming(facts))
    calendar = unit.decide(WORK_CALENDAR)
    # a case that is suspended goes on standing still until it is resumed itself
    is_suspended = facts.case.state in facts.terms.pausing_states
    clocks = () if is_suspended else _pausable(unit, request.case, held=True)
    store.end_pause(unit, event)
    store.update_clocks(unit, [clock.released(unit.today, calendar) for clock in clocks])
    unit.record(event)
    return event


def _extending_facts(unit: UnitOfWork, case: str) -> ExtendingFacts:
    taken, pending = store.find_extension(unit, case)
    return ExtendingFacts(
        load_case(unit, case),
        unit.actor.id,
        unit.today,
        unit.decide(CLOCK_TERMS),
        tuple(one for one in store.load_clocks(unit, case) if one.stopped_on is None),
        pending,
        taken,
        tuple(one.code for one in list_parties(unit, case)),
    )


def _propose_extension(unit: UnitOfWork, request: ProposeExtension) -> ExtensionProposed:
    event = unit.granted(rule_on_proposal(request, _extending_facts(unit, request.case)))
    store.insert_extension(unit, event, request.words.strip())
    unit.record(event)
    return event


def _agree_extension(unit: UnitOfWork, request: AgreeToExtension) -> ExtensionAgreed:
    event = unit.granted(rule_on_agreeing(request, _extending_facts(unit, request.case)))
    store.insert_consent(unit, event)
    unit.record(event)
    return event


def _recompute_clocks(unit: UnitOfWork, request: RecomputeClocks) -> ClocksRecomputed:
    clocks = store.provisional_clocks(unit, request.case)
    event, changed = recompute(clocks, unit.decide(WORK_CALENDAR), unit.today)
    store.update_clocks(unit, changed)
    unit.record(event)
    return event


PAUSE_CLOCKS: Final = Command(
    "mediation.pause_clocks", PauseClocks, ClocksPaused, _pause_clocks, zh="中止期限"
)
RESUME_CLOCKS: Final = Command(
    "mediation.resume_clocks", ResumeClocks, ClocksResumed, _resume_clocks, zh="恢复期限"
)
PROPOSE_EXTENSION: Final = Command(
    "mediation.propose_extension",
    ProposeExtension,
    ExtensionProposed,
    _propose_extension,
    zh="提议延长期限",
)
AGREE_EXTENSION: Final = Command(
    "mediation.agree_extension",
    AgreeToExtension,
    ExtensionAgreed,
    _agree_extension,
    zh="登记同意延长",
)
RECOMPUTE_CLOCKS: Final = Command(
    "mediation.recompute_clocks",
    RecomputeClocks,
    ClocksRecomputed,
    _recompute_clocks,
    zh="重算期限",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    PAUSE_CLOCKS,
    RESUME_CLOCKS,
    PROPOSE_EXTENSION,
    AGREE_EXTENSION,
    RECOMPUTE_CLOCKS,
)


class Clocks:
    """Clocks of cases: what runs, pauses and is extended (期限台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def pause_clocks(self, request: PauseClocks, *, key: str) -> ClocksPaused:
        """Let the clocks of a case stand still (中止期限)."""
        return self._unit.run(PAUSE_CLOCKS, request, key=key)

    def resume_clocks(self, request: ResumeClocks, *, key: str) -> ClocksResumed:
        """Let the clocks of a case run again (恢复期限)."""
        return self._unit.run(RESUME_CLOCKS, request, key=key)

    def propose_extension(self, request: ProposeExtension, *, key: str) -> ExtensionProposed:
        """Propose more time, which moves nothing yet (提议延长期限)."""
        return self._unit.run(PROPOSE_EXTENSION, request, key=key)

    def agree_extension(self, request: AgreeToExtension, *, key: str) -> ExtensionAgreed:
        """Note that a party agrees to more time (登记同意延长)."""
        return self._unit.run(AGREE_EXTENSION, request, key=key)

    def recompute_clocks(self, request: RecomputeClocks, *, key: str) -> ClocksRecomputed:
        """Work out again what was provisional (重算期限)."""
        return self._unit.run(RECOMPUTE_CLOCKS, request, key=key)

    def may_pause_clocks(self, request: PauseClocks) -> Granted[ClocksPaused] | Refused:
        """Rule on a pause without writing it (能否中止期限)."""
        return rule_on_pause(request, _pausing_facts(self._unit, request.case))

    def may_resume_clocks(self, request: ResumeClocks) -> Granted[ClocksResumed] | Refused:
        """Rule on running again without writing it (能否恢复期限)."""
        return rule_on_resuming(_pausing_facts(self._unit, request.case))

    def may_propose_extension(
        self, request: ProposeExtension
    ) -> Granted[ExtensionProposed] | Refused:
        """Rule on a proposal of more time without writing it (能否提议延长)."""
        return rule_on_proposal(request, _extending_facts(self._unit, request.case))

    def may_agree_extension(self, request: AgreeToExtension) -> Granted[ExtensionAgreed] | Refused:
        """Rule on an agreement to more time without writing it (能否登记同意延长)."""
        return rule_on_agreeing(request, _extending_facts(self._unit, request.case))

    def clocks(self, case: str) -> tuple[CaseClock, ...]:
        """Give every run of every clock of a case (案件期限)."""
        return store.load_clocks(self._unit, case)

    def standing(self, case: str) -> ClockStanding:
        """Say which clocks are over, and who agrees to more time (期限情况)."""
        return clock_standing(self._unit, case)
