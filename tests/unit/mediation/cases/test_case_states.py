"""The names of states and events are those of the table."""

from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.case_states import CaseEvent, CaseState


def test_every_state_and_event_stands_in_the_table() -> None:
    """No name is left over, and none is missing."""
    assert {row.name for row in CASE_MACHINE.states} == set(CaseState)
    assert {row.event for row in CASE_MACHINE.transitions} == set(CaseEvent)
