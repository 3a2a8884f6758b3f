"""Surveys in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.deliberation.surveys.answers import AnswerLine, RecordAnswers
from gongtong.deliberation.surveys.figures import FEWEST_SHOWN, NoChange, NoFigure
from gongtong.testing.examples.deliberation_surveys import BEFORE, SERVICE
from gongtong.testing.examples.people import move_in

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def answer(stage: Stage, asked_in: str, choice: int) -> None:
    lines = tuple(AnswerLine(label, "cleaning", choice) for label in BEFORE.households)
    request = RecordAnswers("2025", asked_in, lines)
    stage.run("deliberation.record_answers", request, key=f"answers/{asked_in}")


def test_two_rounds_are_asked_and_compared(place: Stage) -> None:
    """All were dissatisfied, and all are satisfied now; too few answered for a figure or a change that is shown."""
    move_in(place)
    for asked_in, choice in (("before", 3), ("after", 1)):
        survey = evolve(BEFORE, round=asked_in)
        place.run("deliberation.open_survey", survey, key=f"survey/{asked_in}")
        answer(place, asked_in, choice)
    with place.work() as work:
        desk = work.deliberation.surveys
        cleaning, repairs = desk.compare("2025", "before", "after")
        count = len(BEFORE.households)
        assert isinstance(cleaning, NoChange)
        assert 0 < cleaning.both == count < FEWEST_SHOWN
        assert repairs.both == 0
        assert isinstance(desk.figures("2025", "after")[1], NoFigure)
        assert desk.survey("2025", "before").questions == SERVICE
        with pytest.raises(UnknownReferenceError):
            desk.survey("2025", "")


def test_an_answer_is_given_once(place: Stage) -> None:
    """The second sheet is refused whole."""
    move_in(place)
    place.run("deliberation.open_survey", BEFORE, key="survey")
    answer(place, "before", 1)
    again = RecordAnswers("2025", "before", (AnswerLine(BEFORE.households[0], "cleaning", 2),))
    with place.work() as work, pytest.raises(RefusedError):
        work.deliberation.surveys.record_answers(again, key="again")
