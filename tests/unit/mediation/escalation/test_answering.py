"""What the upper level answers."""

from datetime import date
from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.escalation.answering import (
    AnswerFromAbove,
    SentUpOnFile,
    UpperAnswer,
    rule_on_answer_from_above,
)
from gongtong.testing.disputes import CASE, TODAY, TOMORROW

SENT = SentUpOnFile(1, "community", "street", date(2025, 6, 2), date(2025, 6, 10))
ANSWER = AnswerFromAbove(CASE.number, UpperAnswer.INSTRUCTION, "先勘验再调解", TODAY)


def answered(newest: SentUpOnFile | None = SENT, **change: Any) -> list[str]:
    ruling = rule_on_answer_from_above(evolve(ANSWER, **change), newest, TODAY)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_an_answer_on_the_last_day_is_in_time() -> None:
    """One day later it is late, and is entered all the same."""
    ruling = rule_on_answer_from_above(ANSWER, SENT, TODAY)
    assert isinstance(ruling, Granted)
    assert not ruling.event.is_late
    assert "勘验" not in str(ruling.event)
    late = rule_on_answer_from_above(ANSWER, evolve(SENT, due_on=date(2025, 6, 9)), TODAY)
    assert isinstance(late, Granted)
    assert late.event.is_late


def test_what_is_not_the_communitys_task_names_whose_it_is() -> None:
    """And nothing else names anybody."""
    not_ours: dict[str, Any] = {"answer": UpperAnswer.NOT_OUR_TASK}
    assert answered(**not_ours) == ["answer_body"]
    assert answered(**not_ours, body="区住建局") == []
    assert answered(body="区住建局") == ["answer_body"]
    assert [one for one in UpperAnswer if not one.closes] == [UpperAnswer.INSTRUCTION]


def test_only_what_went_up_is_answered_once() -> None:
    """On a day since then, in words."""
    assert answered(None) == ["nothing_sent_up"]
    assert answered(evolve(SENT, answer=UpperAnswer.DEALT_WITH)) == ["answered_above"]
    assert answered(answered_on=TOMORROW, words=" ") == ["answer_day", "answer_words"]
    assert answered(answered_on=date(2025, 6, 1)) == ["answer_day"]
