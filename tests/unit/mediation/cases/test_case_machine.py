"""The table of a case's states is whole."""

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.machines.checking import faults_of_machine
from gongtong.core.machines.definition import Machine
from gongtong.core.rulings import Standing
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.case_states import CaseState


def test_the_machine_has_no_fault() -> None:
    """Each state is reached, can end, and has a clock or a reason for none; it is data like any other."""
    assert faults_of_machine(CASE_MACHINE) == ()
    assert len(CASE_MACHINE.states) == 21
    assert len(CASE_MACHINE.transitions) >= 39
    assert from_json(to_json(CASE_MACHINE), Machine) == CASE_MACHINE


def test_what_rests_on_a_statute_cites_one_that_was_read() -> None:
    """No guard or clock is statutory by a text that nobody could verify."""
    guards = [guard for row in CASE_MACHINE.transitions for guard in row.guards]
    clocks = [clock for row in CASE_MACHINE.states for clock in row.clocks]
    sources = [guard.source for guard in guards if guard.statutory]
    sources += [clock.source for clock in clocks if clock.statutory]
    assert {source.title for source in sources} == {"人民调解法"}
    assert {source.standing for source in sources} == {Standing.VERIFIED}


@pytest.mark.parametrize(
    "state",
    [
        CaseState.ACCEPTED,
        CaseState.ASSIGNED,
        CaseState.READY,
        CaseState.IN_SESSION,
        CaseState.SUSPENDED,
        CaseState.AGREED,
    ],
)
def test_a_party_may_stop_at_any_time(state: CaseState) -> None:
    """From acceptance to the signature, nobody is held in a mediation."""
    assert "party_stops" in CASE_MACHINE.events_from(state)
