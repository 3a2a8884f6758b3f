"""The table of a meeting's states is whole."""

from gongtong.core.machines.checking import faults_of_machine
from gongtong.deliberation.assemblies.meeting_machine import MEETING


def test_the_machine_has_no_fault() -> None:
    """Eight states and ten steps; each state is reached, can end, and has a clock or a reason for none."""
    assert faults_of_machine(MEETING) == ()
    assert (len(MEETING.states), len(MEETING.transitions)) == (8, 10)


def test_what_is_void_or_closed_stays_so() -> None:
    """Nothing leads out of the two ends."""
    assert [row.name for row in MEETING.states if row.is_final] == ["closed", "void"]
    assert MEETING.events_from("void") == ()
