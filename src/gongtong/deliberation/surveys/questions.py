"""Question sets in versions, and a round in which households are asked them (问卷).

A set that was asked is never changed: another wording is another version, and its answers are not mixed with those of the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.codec import digest_of, to_json
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing

SURVEY_RULES: Final = Source(
    "满意度调查约定",
    standing=Standing.HOUSE,
    note="no figure without its response; silence is no answer",
)
MAX_CODE: Final = 40
MAX_TEXT: Final = 200
FEWEST_CHOICES: Final = 2


@frozen
class SurveyQuestion:
    """One question with its choices, the best first; `good` counts how many of them mean satisfied (问题)."""

    code: str
    zh: str
    choices: tuple[str, ...]
    good: int = 1


@frozen
class QuestionSet:
    """Questions under a code, in a version (问卷版本)."""

    code: str
    version: int
    questions: tuple[SurveyQuestion, ...]

    @property
    def digest(self) -> str:
        """The sha256 by which this wording is known again (问卷摘要)."""
        return digest_of(to_json(self)).hex()


@frozen
class OpenSurvey:
    """A request to ask households a set of questions; `round` tells one asking from another, such as before and after (发起调查申请)."""

    code: str
    round: str
    questions: QuestionSet
    households: tuple[DwellingLabel, ...]


@frozen
class SurveyOpened:
    """Households are being asked (调查已发起)."""

    code: str
    round: str
    question_set: str
    version: int
    digest: str
    households: int
    opened_by: str


@frozen
class SurveyOnFile:
    """A survey as it stands (在册调查)."""

    code: str
    round: str
    questions: QuestionSet
    households: tuple[DwellingLabel, ...]
    opened_on: date


@frozen
class SurveyFacts:
    """What is known when a survey begins (发起调查依据).

    `versions` are the digests of question sets that were asked before, by code and version.
    """

    taken: bool
    register: Collection[DwellingLabel]
    versions: Collection[tuple[str, int, str]]
    actor: str


def rule_on_survey(request: OpenSurvey, facts: SurveyFacts) -> Granted[SurveyOpened] | Refused:
    """Let a survey begin (发起调查审核).

    Grounds, in this order: a code and round that are taken, names, questions that are none, a version that was asked with
    other words, households that the register does not have, nobody, or somebody twice.
    """
    reasons = (*_of_names(request, facts), *_of_content(request, facts))
    if reasons:
        return Refused(reasons)
    asked = request.questions
    return Granted(
        SurveyOpened(
            request.code,
            request.round,
            asked.code,
            asked.version,
            asked.digest,
            len(request.households),
            facts.actor,
        )
    )


def _of_names(request: OpenSurvey, facts: SurveyFacts) -> Iterator[Reason]:
    asked = request.questions
    if facts.taken:
        yield _reason("survey_exists", "本轮调查已发起", "that round was opened already")
    names = (request.code, request.round, asked.code)
    if any(not 0 < len(name.strip()) <= MAX_CODE for name in names) or asked.version < 1:
        yield _reason("survey_name", "须有编号、轮次和版本", "it has a code, a round and a version")


def _of_content(request: OpenSurvey, facts: SurveyFacts) -> Iterator[Reason]:
    asked = request.questions
    codes = [one.code for one in asked.questions]
    if not codes or len(set(codes)) < len(codes) or not all(map(_is_sound, asked.questions)):
        yield _reason(
            "survey_questions",
            "问题须有文字和两个以上选项，编号不重复",
            "each question has words, two choices or more, and a code of its own",
        )
    if any(
        (code, version) == (asked.code, asked.version) and digest != asked.digest
        for code, version, digest in facts.versions
    ):
        yield _reason(
            "survey_version",
            "这一版问卷已用过，文字不同须另立版本",
            "that version was asked with other words: make another one",
        )
    wanted = set(request.households)
    if not wanted or len(wanted) < len(request.households) or wanted - set(facts.register):
        yield _reason(
            "survey_households",
            "须写明名册中的住户，每户一次",
            "households of the register are named, each once",
        )


def _is_sound(question: SurveyQuestion) -> bool:
    texts = (question.code, question.zh, *question.choices)
    return (
        all(0 < len(text.strip()) <= MAX_TEXT for text in texts)
        and len(set(question.choices)) == len(question.choices) >= FEWEST_CHOICES
        and 0 < question.good < len(question.choices)
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, SURVEY_RULES)
