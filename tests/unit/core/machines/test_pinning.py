"""A machine is known by the digest of its text."""

import pytest
from attrs import evolve

from gongtong.core.machines.definition import Machine, StateRow
from gongtong.core.machines.pinning import MachineShelf, machine_from, machine_text, pinned

LAMP = Machine("lamp", 1, "灯", "off", (StateRow("off", "灭"),), ())


def test_what_was_pinned_is_read_back() -> None:
    """Text and digest give the machine again."""
    known = pinned(LAMP)
    assert machine_from(machine_text(LAMP), known.digest) == known
    assert known.machine == LAMP


def test_another_text_is_refused() -> None:
    """A machine that was changed afterwards has another digest, and its text does not pass for the old one."""
    other = evolve(LAMP, version=2)
    assert pinned(other).digest != pinned(LAMP).digest
    with pytest.raises(ValueError, match="not the one that was pinned"):
        machine_from(machine_text(other), pinned(LAMP).digest)


def test_a_shelf_keeps_what_was_read_last() -> None:
    """The first that came goes when there is no room; what is not there is nothing."""
    shelf = MachineShelf(most=2)
    machines = [pinned(evolve(LAMP, version=version)) for version in (1, 2, 3)]
    for one in machines:
        assert shelf.put(one) is one
    assert shelf.take(machines[0].digest) is None
    assert shelf.take(machines[2].digest) is machines[2]
    shelf.clear()
    assert shelf.take(machines[2].digest) is None
