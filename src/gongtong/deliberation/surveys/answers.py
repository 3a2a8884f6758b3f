"""What households answer: each once in a round, and who says nothing has not answered (问卷答复)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.surveys.questions import SURVEY_RULES, SurveyOnFile


@frozen
class AnswerLine:
    """What one household says to one question: which choice, counted from 1 (答复明细)."""

    dwelling: DwellingLabel
    question: str
    choice: int


@frozen
class RecordAnswers:
    """A request to enter answers, one sheet or many (登记答复申请)."""

    code: str
    round: str
    lines: tuple[AnswerLine, ...]


@frozen
class AnswersRecorded:
    """Answers are on record; the record counts them, and names no household (答复已登记)."""

    code: str
    round: str
    households: int
    answers: int


@frozen
class AnswerFacts:
    """What is known when answers are entered: the survey, and who has answered which question (登记答复依据)."""

    survey: SurveyOnFile
    answered: Collection[tuple[DwellingLabel, str]]
    today: date


def rule_on_answers(
    request: RecordAnswers, facts: AnswerFacts
) -> Granted[AnswersRecorded] | Refused:
    """Let answers be entered, all of them or none (登记答复审核).

    Grounds, in this order: nothing, a household that was not asked, a question or choice that there is not, an answer given
    already.
    """
    reasons = tuple(dict.fromkeys(_reasons(request, facts)))
    if reasons:
        return Refused(reasons)
    households = {line.dwelling for line in request.lines}
    return Granted(
        AnswersRecorded(request.code, request.round, len(households), len(request.lines))
    )


def _reasons(request: RecordAnswers, facts: AnswerFacts) -> Iterator[Reason]:
    if not request.lines:
        yield _reason("no_answers", "没有答复", "there are no answers")
    asked = set(facts.survey.households)
    choices = {one.code: len(one.choices) for one in facts.survey.questions.questions}
    given = set(facts.answered)
    for line in request.lines:
        if line.dwelling not in asked:
            yield _reason(
                "not_asked", f"{line.dwelling}不在调查范围", f"{line.dwelling} was not asked"
            )
        if not 1 <= line.choice <= choices.get(line.question, 0):
            yield _reason(
                "no_such_choice",
                f"问题“{line.question}”没有第{line.choice}个选项",
                f"question {line.question!r} has no choice {line.choice}",
            )
        if (line.dwelling, line.question) in given:
            yield _reason(
                "answered_already",
                f"{line.dwelling}已答复“{line.question}”",
                f"{line.dwelling} has answered {line.question!r} already",
            )
        given.add((line.dwelling, line.question))


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, SURVEY_RULES)
