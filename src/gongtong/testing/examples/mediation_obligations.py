"""Examples of the commands of this desk (义务命令示例)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.workdays.terms import Term
from gongtong.mediation.obligations.changing import Dependents, Substitute, Waive
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Duty, DutyKind, Side
from gongtong.mediation.obligations.lapsing import (
    DeclareBreach,
    Demand,
    LetTimePass,
    NoteEvent,
)
from gongtong.mediation.obligations.performing import Perform, PerformanceLine, Verify
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_agreements import in_force
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    PAPER,
    TODAY,
    TOMORROW,
    label_number,
)
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

REPAIR: Final = Duty(
    1, DutyKind.ACT, Side(DEVELOPER), Side(OWNERS, label_number(1)), "修好电梯", on=TODAY
)
HANDOVER: Final = Duty(
    2,
    DutyKind.ACT,
    Side(DEVELOPER),
    Side(OWNERS, label_number(1)),
    "移交资料",
    within=Term(10),
    waits_for=(AnyOf(events=("handover",)),),
)


def _performance(stage: Stage) -> Perform:
    in_force(stage, REPAIR, HANDOVER)
    return Perform(CASE, (PerformanceLine(1, TODAY, PAPER),))


def _verification(stage: Stage) -> Verify:
    stage.run("mediation.perform", _performance(stage), key="perform", actor="u-worker")
    return Verify(CASE, (1,), REPAIR.verifier)


def _waiver(stage: Stage) -> Waive:
    in_force(stage, REPAIR, HANDOVER)
    return Waive(CASE, 1, REPAIR.creditor, Dependents.UNLOCK, PAPER)


def _substitution(stage: Stage) -> Substitute:
    in_force(stage, REPAIR, HANDOVER)
    another = evolve(REPAIR, number=3, words="换一台电梯", on=date(2025, 8, 1))
    return Substitute(CASE, 1, (another,), (DEVELOPER, OWNERS), PAPER)


def _event(stage: Stage) -> NoteEvent:
    in_force(stage, REPAIR, HANDOVER)
    return NoteEvent(CASE, "handover", TODAY, PAPER)


def overdue(stage: Stage, *, later: datetime = NOW) -> None:
    """Let an obligation be overdue that was to be performed ten days ago (逾期义务)."""
    in_force(stage, evolve(REPAIR, on=TODAY), HANDOVER)
    stage.run("mediation.let_time_pass", LetTimePass(CASE), key="time", now=later)


NEXT_DAY: Final = datetime(2025, 6, 11, 1, 0, tzinfo=UTC)


def _time(stage: Stage) -> LetTimePass:
    in_force(stage, REPAIR, HANDOVER)
    return LetTimePass(CASE)


def _demand(stage: Stage) -> Demand:
    overdue(stage, later=NEXT_DAY)
    return Demand(CASE, 1, PAPER)


def _breach(stage: Stage) -> DeclareBreach:
    overdue(stage, later=NEXT_DAY)
    past = datetime(2025, 5, 20, 1, 0, tzinfo=UTC)
    stage.run("mediation.demand", Demand(CASE, 1, PAPER), key="demand", now=past)
    return DeclareBreach(CASE, 1)


EXAMPLES: Final = (
    CommandExample(
        "mediation.perform",
        _performance,
        refused=lambda request: evolve(request, lines=(PerformanceLine(1, TOMORROW, PAPER),)),
    ),
    CommandExample(
        "mediation.verify", _verification, refused=lambda request: evolve(request, numbers=(2,))
    ),
    CommandExample(
        "mediation.waive", _waiver, refused=lambda request: evolve(request, by=Side(DEVELOPER))
    ),
    CommandExample(
        "mediation.substitute",
        _substitution,
        refused=lambda request: evolve(request, agreed_by=(DEVELOPER,)),
    ),
    CommandExample(
        "mediation.note_event", _event, refused=lambda request: evolve(request, name="nothing")
    ),
    CommandExample(
        "mediation.let_time_pass", _time, altered=lambda request: evolve(request, case="2025-002")
    ),
    CommandExample("mediation.demand", _demand, refused=lambda request: evolve(request, number=2)),
    CommandExample(
        "mediation.declare_breach", _breach, refused=lambda request: evolve(request, number=2)
    ),
)
