"""The table of states on which cases are opened."""

import pytest

from gongtong.core.errors import PolicyError
from gongtong.core.machines.amending import MachineAmendment
from gongtong.core.machines.definition import StateRow
from gongtong.core.machines.pinning import pinned
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.defining import case_table
from gongtong.mediation.sources import HOUSE_MEDIATION


def test_without_amendments_it_is_the_table_that_was_chosen() -> None:
    """By its digest."""
    assert case_table(CASE_MACHINE, ()) == pinned(CASE_MACHINE)


def test_an_amendment_that_is_unsound_is_told() -> None:
    """A state that nobody reaches and that cannot end."""
    lost = StateRow("limbo", "悬置", no_clock_because="无")
    amendment = MachineAmendment("city", "case", HOUSE_MEDIATION, states=(lost,))
    with pytest.raises(PolicyError, match="limbo"):
        case_table(CASE_MACHINE, (amendment,))
