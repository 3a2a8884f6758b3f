"""Examples of the commands of this desk (调解员命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.periods import Span
from gongtong.mediation.mediators.complaints import (
    ComplainOfMediator,
    ComplaintOutcome,
    DecideComplaint,
    MisconductGround,
)
from gongtong.mediation.mediators.conflicts import (
    ConflictKind,
    DiscloseConflict,
    NoteConflict,
    WaiveConflict,
)
from gongtong.mediation.mediators.naming import (
    AnswerMediator,
    NameMediators,
    ReplaceMediator,
    ReplacementReason,
)
from gongtong.mediation.mediators.register import MediatorBasis, RegisterMediator, Suitability
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    NEIGHBOUR,
    add_developer,
    add_neighbour,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

MEDIATOR: Final = "u-mediator"
SUCCESSOR: Final = "u-successor"
FIT: Final = Suitability(
    is_citizen=True, is_adult=True, is_fair=True, is_willing=True, is_versed=True
)
TERM: Final = Span(date(2024, 1, 1), date(2027, 1, 1))
ENTRY: Final = RegisterMediator(MEDIATOR, "李调解", MediatorBasis.COMMITTEE_MEMBER, TERM, FIT)


def add_mediators(stage: Stage) -> None:
    """Enter two mediators of the committee (登记调解员)."""
    stage.run("mediation.register_mediator", ENTRY, key="mediator/first")
    second = evolve(ENTRY, person=SUCCESSOR, name="王调解")
    stage.run("mediation.register_mediator", second, key="mediator/second")


def _case(stage: Stage) -> None:
    open_case(stage, CASE)
    add_developer(stage)
    add_neighbour(stage)
    add_mediators(stage)


def _naming(stage: Stage) -> NameMediators:
    _case(stage)
    return NameMediators(CASE, (MEDIATOR,))


def _named(stage: Stage) -> None:
    stage.run("mediation.name_mediators", _naming(stage), key="name")


def _answer(stage: Stage) -> AnswerMediator:
    _named(stage)
    return AnswerMediator(CASE, MEDIATOR, DEVELOPER, accepts=True)


def _replacement(stage: Stage) -> ReplaceMediator:
    _named(stage)
    return ReplaceMediator(CASE, MEDIATOR, ReplacementReason.UNAVAILABLE, SUCCESSOR, "出差")


def _conflict(stage: Stage) -> NoteConflict:
    _named(stage)
    kind = ConflictKind.RELATIVE_OF_PARTY
    return NoteConflict(CASE, MEDIATOR, kind, NEIGHBOUR, is_disclosed=False, words="表亲")


def _disclosure(stage: Stage) -> DiscloseConflict:
    stage.run("mediation.note_conflict", _conflict(stage), key="conflict")
    return DiscloseConflict(CASE, MEDIATOR, 1)


def _waiver(stage: Stage) -> WaiveConflict:
    stage.run("mediation.disclose_conflict", _disclosure(stage), key="disclose")
    return WaiveConflict(CASE, MEDIATOR, 1, DEVELOPER)


def _complaint(stage: Stage) -> ComplainOfMediator:
    _named(stage)
    return ComplainOfMediator(CASE, MEDIATOR, DEVELOPER, MisconductGround.TOOK_SIDES, "偏袒")


def _decision(stage: Stage) -> DecideComplaint:
    stage.run("mediation.complain_of_mediator", _complaint(stage), key="complain")
    return DecideComplaint(1, ComplaintOutcome.REMOVED, is_serious=True, decided_by="居民会议")


EXAMPLES: Final = (
    CommandExample(
        "mediation.register_mediator",
        lambda _: ENTRY,
        refused=lambda request: evolve(request, name=" "),
    ),
    CommandExample(
        "mediation.name_mediators",
        _naming,
        refused=lambda request: evolve(request, persons=(MEDIATOR, MEDIATOR)),
    ),
    CommandExample(
        "mediation.answer_mediator", _answer, refused=lambda request: evolve(request, party="x")
    ),
    CommandExample(
        "mediation.replace_mediator",
        _replacement,
        refused=lambda request: evolve(request, words=""),
    ),
    CommandExample(
        "mediation.note_conflict", _conflict, refused=lambda request: evolve(request, party="x")
    ),
    CommandExample(
        "mediation.disclose_conflict",
        _disclosure,
        refused=lambda request: evolve(request, conflict=2),
    ),
    CommandExample(
        "mediation.waive_conflict", _waiver, refused=lambda request: evolve(request, party="x")
    ),
    CommandExample(
        "mediation.complain_of_mediator",
        _complaint,
        refused=lambda request: evolve(request, words=""),
    ),
    CommandExample(
        "mediation.decide_complaint",
        _decision,
        refused=lambda request: evolve(request, is_serious=False),
    ),
)
