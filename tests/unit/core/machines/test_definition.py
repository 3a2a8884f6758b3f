"""A machine's table: what it holds and how it is asked."""

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.machines.definition import Machine, StateRow, TransitionRow

DOOR = Machine(
    "door",
    1,
    "门",
    "open",
    (
        StateRow("open", "开", no_clock_because="不限时"),
        StateRow("shut", "关", no_clock_because="不限时"),
        StateRow("gone", "拆除", is_final=True, no_clock_because="终点"),
    ),
    (
        TransitionRow("open", "shut", "shut", "关上"),
        TransitionRow("shut", "open", "open", "打开"),
        TransitionRow("shut", "remove", "gone", "拆除"),
    ),
)


def test_a_step_is_found_by_state_and_event() -> None:
    """What cannot happen in a state has no row."""
    assert DOOR.step("open", "shut") == DOOR.transitions[0]
    assert DOOR.step("open", "remove") is None
    assert DOOR.events_from("shut") == ("open", "remove")
    assert DOOR.events_from("gone") == ()


def test_a_state_is_found_by_its_name() -> None:
    """One that is not there is an error of the programmer."""
    assert DOOR.state("gone").is_final
    with pytest.raises(KeyError):
        DOOR.state("ajar")


def test_a_machine_comes_back_from_json_the_same() -> None:
    """It is data, so that a place or a plugin can hold it."""
    assert from_json(to_json(DOOR), Machine) == DOOR
