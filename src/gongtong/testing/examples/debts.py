"""Examples of settling, correcting and agreeing about debts (债务命令示例).

They need the fee of the test's place and its late charge: see `fee_plugin`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.agreeing.agreements import AgreeInstalments
from gongtong.ledger.fees.debts.instalments import InstalmentPart
from gongtong.ledger.fees.debts.late.assessing import AssessLateCharges
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.fee_plugin import FEE_FEN
from gongtong.testing.examples.payments import charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, dwelling_id

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

PAPER: Final = (DocumentRef("签字文件.pdf", "0" * 64),)
"""A signed paper (签字文件)."""
_THROUGH: Final = date(2025, 6, 9)


def charge_id(stage: Stage, number: int = 0) -> UUID:
    """Find the id of the first charge of one of the homes (取应收编号)."""
    home = dwelling_id(stage, number)
    with stage.work(BOOKKEEPER) as work:
        found = work.ledger.fees.list_charges(home)[0].id
    assert found is not None
    return found


def _late(stage: Stage) -> AssessLateCharges:
    charge_everybody(stage)
    return AssessLateCharges(_THROUGH)


def _instalments(stage: Stage) -> AgreeInstalments:
    charge_everybody(stage)
    return AgreeInstalments(
        dwelling_id(stage),
        (charge_id(stage),),
        (
            InstalmentPart(date(2025, 6, 30), FEE_FEN // 3),
            InstalmentPart(date(2025, 9, 30), FEE_FEN - FEE_FEN // 3),
        ),
        "王芳",
        PAPER,
        grace_days=3,
    )


EXAMPLES: Final = (
    CommandExample(
        "ledger.assess_late_charges",
        _late,
        refused=lambda request: evolve(request, effective_on=date(2025, 6, 8)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.agree_instalments",
        _instalments,
        refused=lambda request: evolve(request, household_signed_by=""),
        actor=CHAIR,
    ),
)
