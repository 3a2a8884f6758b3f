"""What becomes of the clocks of a case when it enters a state (期限的停止与起算)."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve, frozen

from gongtong.core.machines.definition import StateRow
from gongtong.core.periods import local_day
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.mediation.clocks.case_clocks import CaseClock, started
from gongtong.mediation.clocks.clock_terms import ClockTerms


@frozen
class EnteringFacts:
    """What is known when a case enters a state (进入状态事实).

    `runs` says how often each clock has begun in this case; `is_paused` whether a pause that
    somebody ordered, such as an appraisal, is still open.
    """

    case: str
    now: datetime
    calendar: WorkCalendar
    terms: ClockTerms
    runs: dict[str, int]
    is_paused: bool = False


@frozen
class ClockChanges:
    """The clocks of a case that stop, change or begin (期限变动)."""

    stopped: tuple[CaseClock, ...] = ()
    changed: tuple[CaseClock, ...] = ()
    begun: tuple[CaseClock, ...] = ()


def on_entering(
    running: tuple[CaseClock, ...], entered: StateRow, facts: EnteringFacts
) -> ClockChanges:
    """Say which clocks stop, which go on and which begin (进入状态后的期限).

    A clock that stands under the same id in the state that is entered goes on, and proposes from now
    on what that state says. In a state that pauses, clocks that can be paused are held and not
    stopped; afterwards they go on where the state entered has them.
    """
    today = local_day(facts.now)
    rows = {row.id: row for row in entered.clocks}
    pauses_here = entered.name in facts.terms.pausing_states
    stopped: list[CaseClock] = []
    changed: list[CaseClock] = []
    for clock in running:
        can_wait = pauses_here and clock.clock in facts.terms.pausable
        if clock.clock not in rows and not can_wait:
            stopped.append(evolve(clock, stopped_on=today))
            continue
        row = rows.get(clock.clock)
        new = clock if row is None else evolve(clock, event=str(row.event), automatic=row.automatic)
        new = _held_or_not(new, facts, hold=facts.is_paused or (pauses_here and row is None))
        if new != clock:
            changed.append(new)
    known = {clock.clock for clock in running}
    begun = (
        started(
            facts.case, entered.name, row, sequence=facts.runs.get(row.id, 0) + 1, now=facts.now
        ).timed(facts.calendar)
        for row in entered.clocks
        if row.id not in known
    )
    return ClockChanges(
        tuple(stopped),
        tuple(changed),
        tuple(_held_or_not(clock, facts, hold=facts.is_paused) for clock in begun),
    )


def _held_or_not(clock: CaseClock, facts: EnteringFacts, *, hold: bool) -> CaseClock:
    today = local_day(facts.now)
    wanted = hold and clock.clock in facts.terms.pausable
    if wanted and not clock.is_held:
        return clock.held(today, facts.calendar)
    if not wanted and clock.is_held:
        return clock.released(today, facts.calendar)
    return clock
