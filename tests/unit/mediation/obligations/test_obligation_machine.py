"""The table of what can happen to an obligation."""

from gongtong.core.machines.checking import faults_of_machine
from gongtong.mediation.obligations.guards import GUARDS
from gongtong.mediation.obligations.obligation_machine import (
    OBLIGATION_MACHINE,
    ObligationEvent,
    ObligationState,
)


def test_the_table_is_sound() -> None:
    """Every state is reached, can end, and has a clock or a reason for none; every guard is judged."""
    assert faults_of_machine(OBLIGATION_MACHINE, GUARDS) == ()
    assert (len(OBLIGATION_MACHINE.states), len(OBLIGATION_MACHINE.transitions)) == (9, 18)
    assert {row.name for row in OBLIGATION_MACHINE.states} == set(ObligationState)
    assert {row.event for row in OBLIGATION_MACHINE.transitions} == set(ObligationEvent)


def test_what_is_not_final_is_open() -> None:
    """A breach is open too: it can still be performed."""
    for row in OBLIGATION_MACHINE.states:
        assert ObligationState(row.name).is_open is not row.is_final


def test_nothing_but_the_long_stop_is_final_by_time() -> None:
    """Nobody is in breach, and nothing is performed, because a day went by."""
    final = {row.name for row in OBLIGATION_MACHINE.states if row.is_final}
    into = {row.event for row in OBLIGATION_MACHINE.transitions if row.to in final}
    assert into == {"accept", "waive", "substitute", "lapse"}
