"""Amending a machine: a plugin may add and tighten, and never loosen what rests on a statute (状态表修订)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import evolve, frozen

from gongtong.core.machines.checking import faults_of_machine, reachable_from
from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.machines.stepping import MACHINE_RULES
from gongtong.core.rulings import Granted, Reason, Refused, Source


@frozen
class AddedGuard:
    """One more condition of a step that the machine has (增加的守卫条件)."""

    state: str
    event: str
    guard: GuardRow


@frozen
class AddedClock:
    """A clock of a state; it takes the place of one that has the same id there (增加的期限)."""

    state: str
    clock: StateClock


@frozen
class MachineAmendment:
    """What a text changes in a machine (状态表修订).

    A state or a transition that the machine has already is replaced by the row given here; what is new comes at the
    end. They are taken in this order: states, transitions, guards, clocks.
    """

    id: str
    machine: str
    source: Source
    states: tuple[StateRow, ...] = ()
    transitions: tuple[TransitionRow, ...] = ()
    guards: tuple[AddedGuard, ...] = ()
    clocks: tuple[AddedClock, ...] = ()

    def __call__(self, machine: Machine, /) -> Granted[Machine] | Refused:
        """Amend a machine, or say everything that speaks against it (适用修订)."""
        missing = tuple(_missing(self, machine))
        if missing:
            return Refused(missing)
        changed = _changed(self, machine)
        reasons = (*_unsound(self, machine, changed), *_loosened(self, machine, changed))
        return Refused(reasons) if reasons else Granted(changed)


def amended(
    machine: Machine, amendments: Collection[MachineAmendment]
) -> Granted[Machine] | Refused:
    """Apply the amendments of this machine one after the other, in the order given (依次修订).

    Nothing is applied if one is refused; the grounds are those of all that were refused.
    """
    reasons: tuple[Reason, ...] = ()
    for one in amendments:
        if one.machine != machine.name:
            continue
        match one(machine):
            case Granted(event=changed):
                machine = changed
            case Refused(reasons=grounds):
                reasons += grounds
    return Refused(reasons) if reasons else Granted(machine)


def statutory_guards_before(machine: Machine, state: str) -> frozenset[str]:
    """Give the statutory guards that every way from the start to a state has passed (必经法定条件)."""
    names = {guard.name for row in machine.transitions for guard in row.guards if guard.statutory}
    return frozenset(name for name in names if state not in _reached_without(machine, name))


def _reached_without(machine: Machine, guard: str) -> frozenset[str]:
    steps = (
        (str(row.state), str(row.to)) for row in machine.transitions if guard not in _statutory(row)
    )
    return reachable_from([str(machine.start)], steps)


def _statutory(row: TransitionRow) -> frozenset[str]:
    return frozenset(guard.name for guard in row.guards if guard.statutory)


def _changed(one: MachineAmendment, machine: Machine) -> Machine:
    states = {row.name: row for row in (*machine.states, *one.states)}
    steps = {(row.state, row.event): row for row in (*machine.transitions, *one.transitions)}
    for added in one.guards:
        row = steps[added.state, added.event]
        steps[added.state, added.event] = evolve(row, guards=(*row.guards, added.guard))
    for added_clock in one.clocks:
        state = states[added_clock.state]
        clocks = {clock.id: clock for clock in (*state.clocks, added_clock.clock)}
        states[added_clock.state] = evolve(state, clocks=tuple(clocks.values()))
    return evolve(machine, states=tuple(states.values()), transitions=tuple(steps.values()))


def _missing(one: MachineAmendment, machine: Machine) -> Iterator[Reason]:
    states = {row.name for row in (*machine.states, *one.states)}
    steps = {(row.state, row.event) for row in (*machine.transitions, *one.transitions)}
    for added in one.guards:
        if (added.state, added.event) not in steps:
            yield _reason(one, "amendment_unknown", f"{added.state}/{added.event}", "没有这个转移")
    for clock in one.clocks:
        if clock.state not in states:
            yield _reason(one, "amendment_unknown", str(clock.state), "没有这个状态")


def _unsound(one: MachineAmendment, old: Machine, new: Machine) -> Iterator[Reason]:
    before = set(faults_of_machine(old))
    for fault in faults_of_machine(new):
        if fault not in before:
            yield _reason(one, f"amendment_{fault.code}", fault.where, "修订后状态表有误")


def _loosened(one: MachineAmendment, old: Machine, new: Machine) -> Iterator[Reason]:
    for row in old.transitions:
        yield from _loosened_step(one, row, new)
    known = {(row.state, row.event) for row in old.transitions}
    for row in new.transitions:
        if (row.state, row.event) not in known:
            yield from _loosened_by_new_way(one, row, old)
    for name in sorted({guard for row in old.transitions for guard in _statutory(row)}):
        reached = _reached_without(new, name) - _reached_without(old, name)
        for state in sorted(reached & {str(row.name) for row in old.states}):
            yield _reason(one, "way_around_guard", f"{state} {name}", "绕过法定条件")
    for state_row in old.states:
        yield from _loosened_clocks(one, state_row, new)


def _loosened_step(one: MachineAmendment, old: TransitionRow, new: Machine) -> Iterator[Reason]:
    row = new.step(old.state, old.event)
    where = f"{old.state}/{old.event}"
    if row is None or row.to != old.to:
        yield _reason(one, "step_redirected", where, "不能改变已有转移的去向")
        return
    kept = {guard.name: guard for guard in row.guards if guard.statutory}
    for guard in old.guards:
        if guard.statutory and (guard.name not in kept or kept[guard.name].source != guard.source):
            yield _reason(one, "guard_weakened", f"{where}/{guard.name}", "法定条件不能取消或改变")


def _loosened_by_new_way(
    one: MachineAmendment, row: TransitionRow, old: Machine
) -> Iterator[Reason]:
    ways = [_statutory(known) for known in old.transitions if known.to == row.to]
    if ways and not any(way <= _statutory(row) for way in ways):
        where = f"{row.state}/{row.event}"
        yield _reason(one, "way_less_guarded", where, "新转移的法定条件少于已有的每一条路")


def _loosened_clocks(one: MachineAmendment, old: StateRow, new: Machine) -> Iterator[Reason]:
    clocks = {clock.id: clock for clock in new.state(old.name).clocks}
    for clock in old.clocks:
        if clock.statutory and not _is_as_tight(clocks.get(clock.id), clock):
            where = f"{old.name}/{clock.id}"
            yield _reason(one, "clock_lengthened", where, "法定期限只能缩短，不能取消、延长或改变")


def _is_as_tight(new: StateClock | None, old: StateClock) -> bool:
    """Say whether a clock binds at least as much; terms in different units cannot be compared."""
    return (
        new is not None
        and new.statutory
        and new.event == old.event
        and new.automatic == old.automatic
        and new.term.unit is old.term.unit
        and new.term.length <= old.term.length
    )


def _reason(one: MachineAmendment, code: str, where: str, zh: str) -> Reason:
    return Reason(
        f"machines.{code}",
        f"修订“{one.id}”：{where}：{zh}",
        f"the amendment {one.id!r} at {where}: {code.replace('_', ' ')}",
        MACHINE_RULES,
        (("amendment", one.id), ("where", where)),
    )
