"""The table of what becomes of a topic."""

from gongtong.core.machines.checking import faults_of_machine
from gongtong.deliberation.topics.handling_machine import HANDLING, HandlingEvent, HandlingState
from gongtong.deliberation.topics.replies import GUARDS


def test_the_table_is_sound() -> None:
    """Ten states, thirteen steps; every state has a clock or a reason for none, every guard is judged."""
    assert faults_of_machine(HANDLING, GUARDS) == ()
    assert (len(HANDLING.states), len(HANDLING.transitions)) == (10, 13)
    assert {row.name for row in HANDLING.states} == set(HandlingState)
    assert {row.event for row in HANDLING.transitions} == set(HandlingEvent)


def test_nothing_ends_before_everybody_was_told() -> None:
    """All three ways to the end pass by that guard."""
    into = [row for row in HANDLING.transitions if row.to == HandlingState.TOLD]
    assert len(into) == 3
    assert all([guard.name for guard in row.guards] == ["every_household_is_told"] for row in into)
