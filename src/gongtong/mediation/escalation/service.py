"""Between the levels: what goes up, and what comes back (上报服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import PolicyError
from gongtong.core.workdays.deadlines import due_date
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.escalation import store
from gongtong.mediation.escalation.answering import (
    AnsweredFromAbove,
    AnswerFromAbove,
    SentUp,
    SentUpOnFile,
    rule_on_answer_from_above,
)
from gongtong.mediation.escalation.policies import LADDER
from gongtong.mediation.escalation.standing import EscalationStanding

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork


def escalation_standing(unit: UnitOfWork, case: str) -> EscalationStanding:
    """Say at which level a case is, and what the upper one has answered (上报情况)."""
    level = load_case(unit, case).level
    above = unit.decide(LADDER).next_after(level)
    sent = store.list_sent_up(unit, case)
    answer = sent[-1].answer if sent else None
    return EscalationStanding(
        level,
        None if above is None else above.code,
        instruction=answer is not None and not answer.closes,
        closed_above=answer is not None and answer.closes,
    )


def send_up(unit: UnitOfWork, case: str) -> SentUp:
    """Hand a case on to the next level, inside the command that moves it (上报).

    Raises `PolicyError` where there is none; who moves a case has asked before.
    """
    level = load_case(unit, case).level
    above = unit.decide(LADDER).next_after(level)
    if above is None:
        raise PolicyError(f"there is no level above {level!r}")
    due = due_date(unit.today, above.answers_within, unit.decide(WORK_CALENDAR))
    number = len(store.list_sent_up(unit, case)) + 1
    event = SentUp(case, number, level, above.code, due)
    store.add_sent_up(unit, event)
    unit.record(event)
    return event


def _answer(unit: UnitOfWork, request: AnswerFromAbove) -> AnsweredFromAbove:
    load_case(unit, request.case)
    newest = next(reversed(store.list_sent_up(unit, request.case)), None)
    event = unit.granted(rule_on_answer_from_above(request, newest, unit.today))
    store.save_answer(unit, event, request.words.strip())
    unit.record(event)
    return event


ANSWER_FROM_ABOVE: Final = Command(
    "mediation.answer_from_above",
    AnswerFromAbove,
    AnsweredFromAbove,
    _answer,
    zh="登记上级答复",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (ANSWER_FROM_ABOVE,)


class Escalations:
    """Between the levels: what goes up, and what comes back (上报台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def answer_from_above(self, request: AnswerFromAbove, *, key: str) -> AnsweredFromAbove:
        """Enter what the upper level has answered (登记上级答复)."""
        return self._unit.run(ANSWER_FROM_ABOVE, request, key=key)

    def sent_up(self, case: str) -> tuple[SentUpOnFile, ...]:
        """Give each time that a case went up, and what came of it (上报记录)."""
        return store.list_sent_up(self._unit, case)

    def standing(self, case: str) -> EscalationStanding:
        """Say at which level a case is (上报情况)."""
        return escalation_standing(self._unit, case)
