"""The pages of the state tables are what the tables say."""

from pathlib import Path

import pytest

from gongtong.core.machines.checking import faults_of_machine
from gongtong.core.machines.definition import Machine
from gongtong.core.machines.drawing import page_of
from gongtong.deliberation.assemblies.meeting_machine import MEETING
from gongtong.deliberation.topics.handling_machine import HANDLING
from gongtong.mediation.agreements.agreement_machine import AGREEMENT_MACHINE
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.obligations.obligation_machine import OBLIGATION_MACHINE

PAGES = Path(__file__).parents[2] / "docs" / "machines"
TABLES = {
    "case": CASE_MACHINE,
    "agreement": AGREEMENT_MACHINE,
    "obligation": OBLIGATION_MACHINE,
    "meeting": MEETING,
    "opinion": HANDLING,
}


@pytest.mark.parametrize("name", TABLES)
def test_a_page_is_written_from_its_table(name: str) -> None:
    """Write it again with `gongtong case diagram --machine NAME --format page` after a change."""
    written = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert written.rstrip("\n") == page_of(TABLES[name]).rstrip("\n")


def test_every_page_is_of_a_table() -> None:
    """And every table has one."""
    assert {page.stem for page in PAGES.glob("*.md")} == set(TABLES)


@pytest.mark.parametrize("machine", TABLES.values(), ids=list(TABLES))
def test_every_state_is_reached_can_end_and_has_a_clock_or_a_reason(machine: Machine) -> None:
    """The checker finds nothing in a table that is shipped."""
    assert faults_of_machine(machine) == ()


def test_every_step_is_counted() -> None:
    """Over all tables: a step that goes missing is noticed."""
    counted = {name: len(machine.transitions) for name, machine in TABLES.items()}
    assert counted == {"case": 42, "agreement": 19, "obligation": 18, "meeting": 10, "opinion": 13}
    assert sum(counted.values()) >= 96
