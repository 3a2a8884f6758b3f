"""Question sets in versions."""

from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.surveys.questions import SurveyFacts, SurveyQuestion, rule_on_survey
from gongtong.testing.examples.deliberation_surveys import BEFORE, SERVICE

FACTS = SurveyFacts(taken=False, register=BEFORE.households, versions=(), actor="u-clerk")


def codes(facts: SurveyFacts = FACTS, **change: Any) -> list[str]:
    told = rule_on_survey(evolve(BEFORE, **change), facts)
    found = told.codes if isinstance(told, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def test_a_survey_is_known_by_the_digest_of_its_words() -> None:
    """Another word is another digest."""
    told = rule_on_survey(BEFORE, FACTS)
    assert isinstance(told, Granted)
    assert told.event.digest == SERVICE.digest
    assert evolve(SERVICE, questions=SERVICE.questions[:1]).digest != SERVICE.digest


def test_a_version_that_was_asked_is_not_reworded() -> None:
    """The same words again are in order, and so is another version."""
    same = evolve(FACTS, versions=(("service", 1, SERVICE.digest),))
    assert codes(same) == []
    reworded = evolve(FACTS, versions=(("service", 1, "00" * 32),))
    assert codes(reworded) == ["survey_version"]
    assert codes(reworded, questions=evolve(SERVICE, version=2)) == []


def test_what_cannot_be_is_refused() -> None:
    """Taken, unnamed, unsound questions, nobody, somebody twice, strangers."""
    assert codes(evolve(FACTS, taken=True), round=" ") == ["survey_exists", "survey_name"]
    for wrong in (
        (),
        (SurveyQuestion("a", "是否满意", ("满意",)),),
        (SurveyQuestion("a", "是否满意", ("满意", "不满意"), 2),),
        (SERVICE.questions[0], SERVICE.questions[0]),
    ):
        assert codes(questions=evolve(SERVICE, questions=wrong)) == ["survey_questions"]
    home = BEFORE.households[0]
    for households in ((), (home, home)):
        assert codes(households=households) == ["survey_households"]
    assert codes(evolve(FACTS, register=())) == ["survey_households"]
