"""Examples of the commands of this desk (案件命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.cases.cases import CaseSource, Risk
from gongtong.mediation.cases.opening import OpenCase
from gongtong.mediation.cases.risk import SetRisk
from gongtong.testing.examples.example import CommandExample

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LEAKING_PIPE: Final = OpenCase(
    number="2025-001",
    kind="neighbours",
    subject="楼上渗水，楼下天花板受损",
    source=CaseSource.APPLICATION,
    channel="doorstep",
    description="二楼卫生间渗水三个月，一楼要求修理并赔偿。",
)
"""A dispute between two floors (楼上楼下渗水纠纷)."""


def open_case(stage: Stage, number: str = "2025-001") -> str:
    """Open a case, which is then in the state of a draft, and give its number (立案)."""
    with stage.work() as work:
        request = evolve(LEAKING_PIPE, number=number)
        work.mediation.cases.open_case(request, key=f"stage/case/{number}")
    return number


def _risk(stage: Stage) -> SetRisk:
    return SetRisk(open_case(stage), Risk.RED, "扬言动手", must_report=True)


EXAMPLES: Final[tuple[CommandExample, ...]] = (
    CommandExample(
        "mediation.open_case",
        lambda _: LEAKING_PIPE,
        refused=lambda request: evolve(request, subject=" "),
    ),
    CommandExample("mediation.set_risk", _risk, refused=lambda request: evolve(request, reason="")),
)
