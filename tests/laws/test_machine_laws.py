"""Machines drawn at random: what the checker, the comparison and the amendments say against a plain look."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.machines.amending import MachineAmendment, amended
from gongtong.core.machines.checking import FaultCode, faults_of_machine
from gongtong.core.machines.comparing import changes_between
from gongtong.core.machines.definition import GuardRow, Machine, StateRow, TransitionRow
from gongtong.core.machines.pinning import machine_from, machine_text, pinned
from gongtong.core.rulings import Granted, Source, Standing

HOUSE = Source("规则", standing=Standing.HOUSE)
LAW = Source("人民调解法", "第3条")
NAMES = ("a", "b", "c", "d", "e")
GUARDS = (GuardRow("one", LAW, statutory=True), GuardRow("two", HOUSE))
STEPS = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(("x", "y")),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(GUARDS), unique=True).map(tuple),
)


def rows(steps: list[tuple[str, str, str, tuple[GuardRow, ...]]]) -> tuple[TransitionRow, ...]:
    found = {(state, event): (to, guards) for state, event, to, guards in steps}
    return tuple(
        TransitionRow(state, event, to, event, guards)
        for (state, event), (to, guards) in found.items()
    )


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    """Draw a machine of five states."""
    final = draw(st.sets(st.sampled_from(NAMES)))
    states = tuple(
        StateRow(name, name, is_final=name in final, no_clock_because="不限时") for name in NAMES
    )
    return Machine("m", 1, "机", "a", states, rows(draw(st.lists(STEPS, max_size=10))))


def walked(machine: Machine, start: str, *, without: str = "") -> set[str]:
    """Give where one gets to in as many steps as there are states, one at a time."""
    seen = {start}
    for _ in NAMES:
        seen |= {
            row.to
            for row in machine.transitions
            if row.state in seen
            and not any(guard.statutory and guard.name == without for guard in row.guards)
        }
    return seen


@given(machine=machines())
def test_the_checker_finds_what_walking_finds(machine: Machine) -> None:
    """States that are not reached, that cannot end, and ends that can be left."""
    found = {(fault.code, fault.where) for fault in faults_of_machine(machine)}
    final = {row.name for row in machine.states if row.is_final}
    expected = {(FaultCode.UNREACHABLE, name) for name in set(NAMES) - walked(machine, "a")}
    expected |= {
        (FaultCode.CANNOT_END, name) for name in NAMES if not walked(machine, name) & final
    }
    expected |= {
        (FaultCode.FINAL_WITH_EXITS, row.state) for row in machine.transitions if row.state in final
    }
    assert found == expected


@given(machine=machines(), steps=st.lists(STEPS, max_size=4))
def test_no_amendment_opens_a_way_around_a_statutory_guard(
    machine: Machine, steps: list[tuple[str, str, str, tuple[GuardRow, ...]]]
) -> None:
    """What could not be reached without the guard before cannot be reached without it afterwards."""
    amendment = MachineAmendment("city", "m", HOUSE, transitions=rows(steps))
    ruling = amended(machine, [amendment])
    if isinstance(ruling, Granted):
        guarded = {
            guard.name for row in machine.transitions for guard in row.guards if guard.statutory
        }
        for name in guarded:
            assert walked(ruling.event, "a", without=name) <= walked(machine, "a", without=name)
        for row in machine.transitions:
            kept = ruling.event.step(row.state, row.event)
            assert kept is not None
            assert kept.to == row.to


@given(old=machines(), new=machines())
def test_two_machines_differ_if_and_only_if_the_comparison_says_so(
    old: Machine, new: Machine
) -> None:
    """Turned round, what came is what went; the order of rows is no difference."""
    same = set(old.states) == set(new.states) and {
        (row.state, row.event, row.to, frozenset(row.guards)) for row in old.transitions
    } == {(row.state, row.event, row.to, frozenset(row.guards)) for row in new.transitions}
    changes = changes_between(old, new)
    assert (changes == ()) is same
    assert len(changes_between(new, old)) == len(changes)


@given(machine=machines())
def test_a_pinned_machine_is_read_back_and_another_version_is_not_it(machine: Machine) -> None:
    """The digest is that of the text."""
    known = pinned(machine)
    assert machine_from(machine_text(machine), known.digest) == known
    assert pinned(evolve(machine, version=2)).digest != known.digest
