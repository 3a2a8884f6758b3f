"""What the upper level answers: an instruction, that it has dealt with it, or that it is not the community's task (上级答复)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_WORDS: Final = 5_000
MOST_BODY: Final = 200


class UpperAnswer(StrEnum):
    """What an upper level can answer (上级答复类型)."""

    INSTRUCTION = "instruction"
    DEALT_WITH = "dealt_with"
    NOT_OUR_TASK = "not_our_task"

    @property
    def closes(self) -> bool:
        """Whether the case ends with it, and does not come back (是否办结)."""
        return self is not UpperAnswer.INSTRUCTION


@frozen
class SentUp:
    """A case went up to the next level, which has until a day to answer (已上报)."""

    case: str
    number: int
    from_level: str
    to_level: str
    due: DueDate


@frozen
class SentUpOnFile:
    """One way up as the tables hold it, and what came of it (在册上报)."""

    number: int
    from_level: str
    to_level: str
    sent_on: date
    due_on: date
    answer: UpperAnswer | None = None
    body: str = ""
    answered_on: date | None = None


@frozen
class AnswerFromAbove:
    """A request to enter what the upper level has answered (登记上级答复申请).

    Where it is not the community's task, `body` names whose it is; an instruction says in words what to do.
    """

    case: str
    answer: UpperAnswer
    words: str = field(repr=False)
    answered_on: date
    body: str = ""


@frozen
class AnsweredFromAbove:
    """The upper level has answered (上级已答复)."""

    case: str
    number: int
    answer: UpperAnswer
    words: str
    answered_on: date
    body: str
    is_late: bool


def rule_on_answer_from_above(
    request: AnswerFromAbove, newest: SentUpOnFile | None, today: date
) -> Granted[AnsweredFromAbove] | Refused:
    """Let it be entered what the upper level has answered (登记上级答复审核).

    Grounds, in this order: nothing went up, it is answered already, a day that cannot be, no words, no body that is
    competent.
    """
    reasons = []
    if newest is None:
        reasons.append(_reason("nothing_sent_up", "案件没有上报", "the case did not go up"))
    elif newest.answer is not None:
        reasons.append(_reason("answered_above", "上级已经答复", "the upper level has answered"))
    since = today if newest is None else newest.sent_on
    if not since <= request.answered_on <= today:
        reasons.append(
            _reason("answer_day", "答复日期须在上报之后、今天之前", "answered since it went up")
        )
    if not 0 < len(request.words.strip()) <= MOST_WORDS:
        reasons.append(_reason("answer_words", "须写明答复内容", "say what was answered"))
    needs_body = request.answer is UpperAnswer.NOT_OUR_TASK
    if needs_body != bool(request.body.strip()) or len(request.body) > MOST_BODY:
        reasons.append(
            _reason(
                "answer_body",
                "不属于社区事项的，须写明由谁负责；其他答复不写",
                "where it is not the community's task, say whose it is",
            )
        )
    if reasons or newest is None:
        return Refused(tuple(reasons))
    return Granted(
        AnsweredFromAbove(
            request.case,
            newest.number,
            request.answer,
            digest_of_words(request.words.strip()),
            request.answered_on,
            request.body.strip(),
            is_late=request.answered_on > newest.due_on,
        )
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
