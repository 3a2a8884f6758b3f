"""What this desk leaves open (案件政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.machines.amending import MachineAmendment
from gongtong.core.machines.definition import Machine
from gongtong.core.policies import GuardPoint, PolicyPoint

CASE_DEFINITION: Final = PolicyPoint[Machine](
    "mediation.case_definition", zh="案件状态表", value_type=Machine
)
"""On which machine a case runs that is opened now; `case_machine.CASE_MACHINE` is one answer."""

CASE_AMENDMENTS: Final = GuardPoint[MachineAmendment](
    "mediation.case_amendments", zh="案件状态表修订"
)
"""What a plugin adds to the table: states, steps, guards, terms; it may tighten the law and never loosen it."""
