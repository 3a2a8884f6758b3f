"""The table of what can happen to an agreement."""

from gongtong.core.machines.checking import faults_of_machine
from gongtong.mediation.agreements.agreement_machine import (
    AGREEMENT_MACHINE,
    AgreementEvent,
    AgreementState,
)
from gongtong.mediation.agreements.guards import GUARDS


def test_the_table_is_sound() -> None:
    """Every state is reached, can end, and has a clock or a reason for none; every guard is judged."""
    assert faults_of_machine(AGREEMENT_MACHINE, GUARDS) == ()
    assert (len(AGREEMENT_MACHINE.states), len(AGREEMENT_MACHINE.transitions)) == (10, 19)
    assert {row.name for row in AGREEMENT_MACHINE.states} == set(AgreementState)
    assert {row.event for row in AGREEMENT_MACHINE.transitions} == set(AgreementEvent)


def test_an_agreement_binds_while_it_is_in_force() -> None:
    """Before a court, confirmed, and also when a court did not confirm it."""
    assert [state for state in AgreementState if state.binds] == [
        "in_force",
        "applied",
        "confirmed",
        "dismissed",
    ]
