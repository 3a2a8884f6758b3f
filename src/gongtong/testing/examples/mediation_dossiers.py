"""Examples of the commands of this desk (卷宗命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.cases.case_states import CaseState
from gongtong.mediation.dossiers.papers import FilePaper, PaperKind
from gongtong.mediation.dossiers.telling import RecordVisit, TellRemedies, VisitFinding
from gongtong.testing.examples.dispute_walk import BY_HAND, PARTIES, DisputeWalk
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_parties import CASE, PAPER, TODAY

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def _paper(stage: Stage) -> FilePaper:
    DisputeWalk(stage).open()
    return FilePaper(CASE, PaperKind.APPLICATION, PAPER, 2, TODAY)


def _telling(stage: Stage) -> TellRemedies:
    DisputeWalk(stage).open()
    return TellRemedies(CASE, PARTIES, TODAY, BY_HAND)


def _visit(stage: Stage) -> RecordVisit:
    DisputeWalk(stage).reach(CaseState.IN_FORCE)
    return RecordVisit(CASE, TODAY, VisitFinding.PERFORMED, "已修好", survey_offered=True)


EXAMPLES: Final = (
    CommandExample(
        "mediation.file_paper", _paper, refused=lambda request: evolve(request, pages=0)
    ),
    CommandExample(
        "mediation.tell_remedies",
        _telling,
        refused=lambda request: evolve(request, parties=PARTIES[:1]),
    ),
    CommandExample(
        "mediation.record_visit", _visit, refused=lambda request: evolve(request, words=" ")
    ),
)
