"""Examples of the commands for surveys (满意度调查命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.deliberation.surveys.answers import AnswerLine, RecordAnswers
from gongtong.deliberation.surveys.questions import OpenSurvey, QuestionSet, SurveyQuestion
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import HOMES, move_in

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

SERVICE: Final = QuestionSet(
    "service",
    1,
    (
        SurveyQuestion("cleaning", "对楼道保洁是否满意", ("满意", "基本满意", "不满意"), 2),
        SurveyQuestion("repairs", "报修是否及时", ("及时", "不及时")),
    ),
)
BEFORE: Final = OpenSurvey("2025", "before", SERVICE, tuple(home.label for home in HOMES))
FIRST: Final = RecordAnswers("2025", "before", (AnswerLine(HOMES[0].label, "cleaning", 1),))


def _opening(stage: Stage) -> OpenSurvey:
    move_in(stage)
    return BEFORE


def _answers(stage: Stage) -> RecordAnswers:
    stage.run("deliberation.open_survey", _opening(stage), key="survey")
    return FIRST


EXAMPLES: Final = (
    CommandExample(
        "deliberation.open_survey", _opening, refused=lambda request: evolve(request, households=())
    ),
    CommandExample(
        "deliberation.record_answers", _answers, refused=lambda request: evolve(request, lines=())
    ),
)
