"""Every fault of a machine is found, each by its code."""

import pytest
from attrs import evolve

from gongtong.core.machines.checking import FaultCode, faults_of_machine, reachable_from
from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.terms import Term

HOUSE = Source("规则", standing=Standing.HOUSE)
ASKED = StateRow("asked", "已提出", (StateClock("answer", Term(7), "答复", HOUSE, "answer"),))
ANSWERED = StateRow("answered", "已答复", is_final=True, no_clock_because="终点")
ANSWER = TransitionRow("asked", "answer", "answered", "答复", (GuardRow("has_words", HOUSE),))
MACHINE = Machine("question", 1, "提问", "asked", (ASKED, ANSWERED), (ANSWER,))
LOST = StateRow("lost", "遗失", no_clock_because="不限时")


def codes(machine: Machine, guards: frozenset[str] | None = None) -> list[FaultCode]:
    return [fault.code for fault in faults_of_machine(machine, guards)]


def test_a_whole_machine_has_no_fault() -> None:
    """Every state is reached, can end, and has a clock or a reason for none."""
    assert codes(MACHINE, frozenset({"has_words"})) == []


@pytest.mark.parametrize(
    ("machine", "found"),
    [
        (evolve(MACHINE, states=(ASKED, ANSWERED, ANSWERED)), [FaultCode.DUPLICATE_STATE]),
        (evolve(MACHINE, transitions=(ANSWER, ANSWER)), [FaultCode.DUPLICATE_STEP]),
        (
            evolve(MACHINE, transitions=(ANSWER, evolve(ANSWER, event="lose", to="lost"))),
            [FaultCode.UNKNOWN_STATE],
        ),
        (
            evolve(MACHINE, states=(ASKED, ANSWERED, LOST)),
            [FaultCode.UNREACHABLE, FaultCode.CANNOT_END],
        ),
        (
            evolve(
                MACHINE,
                states=(ASKED, ANSWERED, LOST),
                transitions=(ANSWER, evolve(ANSWER, event="lose", to="lost")),
            ),
            [FaultCode.CANNOT_END],
        ),
        (
            evolve(MACHINE, transitions=(ANSWER, evolve(ANSWER, state="answered"))),
            [FaultCode.FINAL_WITH_EXITS],
        ),
        (
            evolve(MACHINE, states=(evolve(ASKED, clocks=()), ANSWERED)),
            [FaultCode.NO_CLOCK],
        ),
        (
            evolve(
                MACHINE,
                states=(
                    evolve(ASKED, clocks=(evolve(ASKED.clocks[0], event="close"),)),
                    ANSWERED,
                ),
            ),
            [FaultCode.CLOCK_EVENT],
        ),
        (
            evolve(MACHINE, states=(evolve(ASKED, clocks=ASKED.clocks * 2), ANSWERED)),
            [FaultCode.DUPLICATE_CLOCK],
        ),
    ],
)
def test_each_fault_is_found(machine: Machine, found: list[FaultCode]) -> None:
    """One thing is wrong, and it is told with where and in both languages."""
    assert codes(machine) == found
    for fault in faults_of_machine(machine):
        assert fault.where in str(fault)


def test_a_guard_that_nobody_can_judge_is_a_fault() -> None:
    """Its name is told with state and event."""
    (fault,) = faults_of_machine(MACHINE, frozenset())
    assert fault.code is FaultCode.UNKNOWN_GUARD
    assert fault.where == "asked answer has_words"


def test_what_can_be_reached() -> None:
    """The first ones are among it."""
    assert reachable_from(["a"], [("a", "b"), ("b", "c"), ("d", "a")]) == {"a", "b", "c"}
