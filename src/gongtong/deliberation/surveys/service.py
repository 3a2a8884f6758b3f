"""Surveys of satisfaction: asked, answered, counted with their response (满意度调查服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_register
from gongtong.deliberation.surveys import store
from gongtong.deliberation.surveys.answers import (
    AnswerFacts,
    AnswersRecorded,
    RecordAnswers,
    rule_on_answers,
)
from gongtong.deliberation.surveys.figures import (
    NoChange,
    NoFigure,
    SurveyChange,
    SurveyFigure,
    change_of,
    figure_of,
)
from gongtong.deliberation.surveys.questions import (
    OpenSurvey,
    SurveyFacts,
    SurveyOnFile,
    SurveyOpened,
    rule_on_survey,
)

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork


def _open(unit: UnitOfWork, request: OpenSurvey) -> SurveyOpened:
    facts = SurveyFacts(
        store.find_survey(unit, request.code, request.round) is not None,
        [one.label for one in load_register(unit, unit.today).dwellings],
        store.list_versions(unit),
        unit.actor.id,
    )
    event = unit.granted(rule_on_survey(request, facts))
    store.add_survey(unit, request)
    unit.record(event)
    return event


def _answer(unit: UnitOfWork, request: RecordAnswers) -> AnswersRecorded:
    survey = store.load_survey(unit, request.code, request.round)
    given = [
        (label, question)
        for question, answers in store.answers_of(unit, survey).items()
        for label in answers
    ]
    event = unit.granted(rule_on_answers(request, AnswerFacts(survey, given, unit.today)))
    store.add_answers(unit, request)
    unit.record(event)
    return event


OPEN_SURVEY: Final = Command(
    "deliberation.open_survey", OpenSurvey, SurveyOpened, _open, zh="发起调查"
)
RECORD_ANSWERS: Final = Command(
    "deliberation.record_answers", RecordAnswers, AnswersRecorded, _answer, zh="登记答复"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (OPEN_SURVEY, RECORD_ANSWERS)


class Surveys:
    """Surveys of satisfaction: asked, answered, counted with their response (满意度调查台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def open_survey(self, request: OpenSurvey, *, key: str) -> SurveyOpened:
        """Begin to ask households a set of questions (发起调查)."""
        return self._unit.run(OPEN_SURVEY, request, key=key)

    def record_answers(self, request: RecordAnswers, *, key: str) -> AnswersRecorded:
        """Enter answers, one sheet or many (登记答复)."""
        return self._unit.run(RECORD_ANSWERS, request, key=key)

    def survey(self, code: str, asked_in: str) -> SurveyOnFile:
        """Give a survey of one round; raises `UnknownReferenceError` (调查)."""
        return store.load_survey(self._unit, code, asked_in)

    def figures(self, code: str, asked_in: str) -> tuple[SurveyFigure | NoFigure, ...]:
        """Give the figure of each question, with its response, or why there is none (调查结果)."""
        survey = store.load_survey(self._unit, code, asked_in)
        answers = store.answers_of(self._unit, survey)
        return tuple(
            figure_of(survey, one, answers.get(one.code, {})) for one in survey.questions.questions
        )

    def compare(self, code: str, before: str, after: str) -> tuple[SurveyChange | NoChange, ...]:
        """Compare two rounds, question by question, or say why not (前后对比)."""
        first = store.load_survey(self._unit, code, before)
        second = store.load_survey(self._unit, code, after)
        was, now = store.answers_of(self._unit, first), store.answers_of(self._unit, second)
        return tuple(
            change_of(one, (first, was.get(one.code, {})), (second, now.get(one.code, {})))
            for one in first.questions.questions
        )
