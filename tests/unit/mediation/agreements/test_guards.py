"""Guards of agreements."""

from typing import Any

from attrs import fields

from gongtong.core.rulings import Reason, Source
from gongtong.mediation.agreements.agreement_machine import (
    AGREEMENT_MACHINE,
    AgreementEvent,
    AgreementState,
)
from gongtong.mediation.agreements.guards import GUARDS, AgreementFacts, step

HOLDS: dict[str, Any] = {one.name: True for one in fields(AgreementFacts) if one.default is False}
FAULT = (Reason("mediation.test", "不行", "it will not do", Source("test")),)


def test_every_step_of_the_table_can_be_taken() -> None:
    """Where everything holds, all nineteen lead where the table says."""
    for row in AGREEMENT_MACHINE.transitions:
        facts = AgreementFacts(AgreementState(row.state), **HOLDS)
        assert step(AgreementEvent(row.event), facts) is AgreementState(row.to)


def test_where_nothing_holds_every_guard_tells_its_ground() -> None:
    """All at once."""
    for row in AGREEMENT_MACHINE.transitions:
        facts = AgreementFacts(AgreementState(row.state), objections=FAULT, missing=FAULT)
        told = step(AgreementEvent(row.event), facts)
        count = len(row.guards)
        assert len(told) == count if isinstance(told, tuple) else count == 0
    known = {guard.name for row in AGREEMENT_MACHINE.transitions for guard in row.guards}
    assert known == set(GUARDS)
