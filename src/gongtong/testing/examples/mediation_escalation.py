"""Examples of the commands of this desk (上报命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.cases.case_states import CaseEvent, CaseState
from gongtong.mediation.escalation.answering import AnswerFromAbove, UpperAnswer
from gongtong.testing.examples.dispute_walk import DisputeWalk
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_parties import CASE, DEVELOPER, TODAY

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def send_up(stage: Stage) -> DisputeWalk:
    """Let a mediation fail, and the case go up (上报案件)."""
    walk = DisputeWalk(stage)
    walk.reach(CaseState.READY)
    walk.tell_remedies()
    walk.move(CaseEvent.PARTY_STOPS, by=DEVELOPER)
    walk.file_papers()
    walk.move(CaseEvent.ESCALATE)
    return walk


def _answer(stage: Stage) -> AnswerFromAbove:
    send_up(stage)
    return AnswerFromAbove(CASE, UpperAnswer.INSTRUCTION, "请组织现场勘验后再调解", TODAY)


EXAMPLES: Final = (
    CommandExample(
        "mediation.answer_from_above",
        _answer,
        refused=lambda request: evolve(request, words=" "),
    ),
)
