"""The table of states on which cases are opened: that of the place, amended, and never looser than the law (案件状态表确定)."""

from __future__ import annotations

from collections.abc import Collection

from gongtong.core.errors import PolicyError
from gongtong.core.machines.amending import MachineAmendment, amended
from gongtong.core.machines.definition import Machine
from gongtong.core.machines.pinning import PinnedMachine, pinned
from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.sources import HOUSE_MEDIATION


def case_table(chosen: Machine, amendments: Collection[MachineAmendment]) -> PinnedMachine:
    """Give the table on which a case is opened now (案件状态表).

    `chosen` is what the policy book answers, `amendments` are applied in their order. Raises `PolicyError` with every
    ground if what comes out lets something happen that the statutory guards of the national table would refuse.
    """
    own = MachineAmendment(
        "the table that was chosen",
        CASE_MACHINE.name,
        HOUSE_MEDIATION,
        states=chosen.states,
        transitions=chosen.transitions,
    )
    ruling = amended(chosen, amendments)
    chosen_is_known = chosen == CASE_MACHINE
    grounds = (*(() if chosen_is_known else _grounds(own(CASE_MACHINE))), *_grounds(ruling))
    if isinstance(ruling, Granted) and not grounds:
        return pinned(ruling.event)
    raise PolicyError(f"the table of cases cannot be used: {'; '.join(grounds)}")


def _grounds(ruling: Granted[Machine] | Refused) -> tuple[str, ...]:
    return tuple(str(one) for one in ruling.reasons) if isinstance(ruling, Refused) else ()
