"""What has to be read of a case for a step."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.moving.facts import CaseWish
from gongtong.mediation.moving.guards import GUARDS
from gongtong.mediation.moving.reading import Part, parts_read
from gongtong.testing.case_facts import ALL_IN_ORDER
from gongtong.testing.disputes import TOMORROW

FULL = CaseWish("理由", by="owners", until=TOMORROW)
FACTS = evolve(ALL_IN_ORDER, extended_to=DueDate(TOMORROW))


class Watched:
    """Facts of which it is noted what is read."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(FACTS, name)


CLOCK_FACTS = {"overdue", "extension_agreed_by", "extended_to"}
ALWAYS_READ = {"today", "actor", "case", "has_description"}


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_a_guard_reads_no_more_than_is_said_of_it(name: str) -> None:
    """Or a step would be judged by what nobody has read from the database."""
    watched: Any = Watched()
    GUARDS[name](FULL, watched)
    told = {part.value for part in parts_read((name,), has_plugins=False)}
    told |= CLOCK_FACTS if "clocks" in told else set()
    assert watched.read <= told | ALWAYS_READ


def test_for_a_plugin_everything_is_read() -> None:
    """Nobody knows what it asks; the same for a guard that is new."""
    assert parts_read(("sealed",), has_plugins=True) == frozenset(Part)
    assert parts_read(("street_agrees",), has_plugins=False) == frozenset(Part)
