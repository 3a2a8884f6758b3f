"""What households answer."""

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.surveys.answers import (
    AnswerFacts,
    AnswerLine,
    RecordAnswers,
    rule_on_answers,
)
from gongtong.deliberation.surveys.questions import SurveyOnFile
from gongtong.testing.examples.deliberation_canvassing import TODAY
from gongtong.testing.examples.deliberation_surveys import BEFORE, SERVICE

SURVEY = SurveyOnFile("2025", "before", SERVICE, BEFORE.households, TODAY)
FACTS = AnswerFacts(SURVEY, (), TODAY)
LINE = AnswerLine(BEFORE.households[0], "cleaning", 3)


def codes(*lines: AnswerLine, facts: AnswerFacts = FACTS) -> list[str]:
    told = rule_on_answers(RecordAnswers("2025", "before", lines), facts)
    found = told.codes if isinstance(told, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def test_the_record_counts_answers_and_names_nobody() -> None:
    """Two answers of one household."""
    lines = (LINE, evolve(LINE, question="repairs", choice=1))
    told = rule_on_answers(RecordAnswers("2025", "before", lines), FACTS)
    assert isinstance(told, Granted)
    assert (told.event.households, told.event.answers) == (1, 2)


def test_what_cannot_be_is_refused() -> None:
    """Nothing, a stranger, a choice or a question that there is not, twice on a sheet, once before."""
    assert codes() == ["no_answers"]
    assert codes(evolve(LINE, dwelling=DwellingLabel(9, 9, 909))) == ["not_asked"]
    assert codes(evolve(LINE, choice=4)) == ["no_such_choice"]
    assert codes(evolve(LINE, choice=0)) == ["no_such_choice"]
    assert codes(evolve(LINE, question="noise")) == ["no_such_choice"]
    assert codes(LINE, evolve(LINE, choice=1)) == ["answered_already"]
    before = evolve(FACTS, answered=((LINE.dwelling, "cleaning"),))
    assert codes(LINE, facts=before) == ["answered_already"]
