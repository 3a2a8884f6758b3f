"""What is wrong with a machine, each fault by its code (状态表检查)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from attrs import frozen
from typing_extensions import override

from gongtong.core.machines.definition import Machine, StateRow, TransitionRow


class FaultCode(StrEnum):
    """What can be wrong with a machine (状态表问题代码)."""

    DUPLICATE_STATE = "duplicate_state"
    DUPLICATE_STEP = "duplicate_step"
    UNKNOWN_STATE = "unknown_state"
    UNREACHABLE = "unreachable"
    CANNOT_END = "cannot_end"
    FINAL_WITH_EXITS = "final_with_exits"
    NO_CLOCK = "no_clock"
    CLOCK_EVENT = "clock_event"
    DUPLICATE_CLOCK = "duplicate_clock"
    UNKNOWN_GUARD = "unknown_guard"


_WORDS = {
    FaultCode.DUPLICATE_STATE: ("状态重复", "the state stands twice"),
    FaultCode.DUPLICATE_STEP: ("同一状态的同一事件重复", "the event stands twice in the state"),
    FaultCode.UNKNOWN_STATE: ("没有这个状态", "there is no such state"),
    FaultCode.UNREACHABLE: ("从起点到不了", "no way leads there from the start"),
    FaultCode.CANNOT_END: ("到不了任何终点", "no way leads from there to an end"),
    FaultCode.FINAL_WITH_EXITS: ("终点还有出路", "it is final and can be left"),
    FaultCode.NO_CLOCK: ("没有期限，也没有说明理由", "it has no clock, and no reason for none"),
    FaultCode.CLOCK_EVENT: (
        "期限提议的事件在此状态不存在",
        "its clock proposes what cannot happen",
    ),
    FaultCode.DUPLICATE_CLOCK: ("同一状态的期限编号重复", "a clock stands twice in the state"),
    FaultCode.UNKNOWN_GUARD: ("没有这个守卫条件", "nobody knows the guard"),
}


@frozen
class MachineFault:
    """One thing that is wrong with a machine, and where (状态表问题)."""

    code: FaultCode
    where: str

    @override
    def __str__(self) -> str:
        """Say it on one line (问题说明)."""
        zh, en = _WORDS[self.code]
        return f"[{self.code}] {self.where}: {zh} / {en}"


def faults_of_machine(
    machine: Machine, guards: Collection[str] | None = None
) -> tuple[MachineFault, ...]:
    """Find everything that is wrong, in the order of `FaultCode` for each part (检查状态表).

    `guards` are the names that somebody can judge; left out, any name will do.
    """
    return (
        *_faults_of_names(machine),
        *_faults_of_ways(machine),
        *_faults_of_parts(machine, guards),
    )


def reachable_from(start: Iterable[str], steps: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Give the states to which the steps lead, the first ones included (可达状态)."""
    following: dict[str, list[str]] = {}
    for source, target in steps:
        following.setdefault(source, []).append(target)
    seen = set(start)
    waiting = [*seen]
    while waiting:
        for state in following.get(waiting.pop(), ()):
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return frozenset(seen)


def _faults_of_names(machine: Machine) -> Iterator[MachineFault]:
    for name, count in Counter(str(row.name) for row in machine.states).items():
        if count > 1:
            yield MachineFault(FaultCode.DUPLICATE_STATE, name)
    for (state, event), count in Counter(
        (str(row.state), str(row.event)) for row in machine.transitions
    ).items():
        if count > 1:
            yield MachineFault(FaultCode.DUPLICATE_STEP, f"{state} {event}")
    known = {str(row.name) for row in machine.states}
    named = [machine.start, *(end for row in machine.transitions for end in (row.state, row.to))]
    for name in dict.fromkeys(str(one) for one in named):
        if name not in known:
            yield MachineFault(FaultCode.UNKNOWN_STATE, name)


def _faults_of_ways(machine: Machine) -> Iterator[MachineFault]:
    steps = [(str(row.state), str(row.to)) for row in machine.transitions]
    reached = reachable_from([str(machine.start)], steps)
    final = [str(row.name) for row in machine.states if row.is_final]
    can_end = reachable_from(final, [(target, source) for source, target in steps])
    left = {source for source, _ in steps}
    for row in machine.states:
        name = str(row.name)
        if name not in reached:
            yield MachineFault(FaultCode.UNREACHABLE, name)
        if name not in can_end:
            yield MachineFault(FaultCode.CANNOT_END, name)
        if row.is_final and name in left:
            yield MachineFault(FaultCode.FINAL_WITH_EXITS, name)


def _faults_of_parts(machine: Machine, guards: Collection[str] | None) -> Iterator[MachineFault]:
    for row in machine.states:
        yield from _faults_of_clocks(machine, row)
    if guards is not None:
        for transition in machine.transitions:
            yield from _faults_of_guards(transition, guards)


def _faults_of_clocks(machine: Machine, row: StateRow) -> Iterator[MachineFault]:
    if not row.clocks and not row.no_clock_because.strip():
        yield MachineFault(FaultCode.NO_CLOCK, str(row.name))
    events = machine.events_from(row.name)
    for clock in row.clocks:
        if clock.event and clock.event not in events:
            yield MachineFault(FaultCode.CLOCK_EVENT, f"{row.name} {clock.id} {clock.event}")
    for name, count in Counter(clock.id for clock in row.clocks).items():
        if count > 1:
            yield MachineFault(FaultCode.DUPLICATE_CLOCK, f"{row.name} {name}")


def _faults_of_guards(row: TransitionRow, guards: Collection[str]) -> Iterator[MachineFault]:
    for guard in row.guards:
        if guard.name not in guards:
            yield MachineFault(FaultCode.UNKNOWN_GUARD, f"{row.state} {row.event} {guard.name}")
