"""A person settles a category; settling it anew needs a reason that is kept."""

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.categories import OpinionCategory, OpinionWords
from gongtong.deliberation.confirmation import (
    CategoryChoice,
    CategoryConfirmed,
    ChoiceFacts,
    rule_on_category,
)
from gongtong.deliberation.opinions import OpinionState, OpinionStep
from gongtong.deliberation.recording import PRACTICE

WORDS = OpinionWords(
    (OpinionCategory("road", "路面", "Road", ()), OpinionCategory("other", "其他", "Other", ())),
    fallback="other",
)
SUGGESTED = ChoiceFacts(OpinionState.SUGGESTED, "other", WORDS, chosen_by="u-1")
CONFIRMED = ChoiceFacts(OpinionState.CONFIRMED, "other", WORDS, chosen_by="u-1")


def codes(choice: CategoryChoice, facts: ChoiceFacts) -> tuple[str, ...]:
    ruling = rule_on_category(choice, facts)
    assert isinstance(ruling, Refused)
    assert {reason.source for reason in ruling.reasons} == {PRACTICE}
    return ruling.codes


@pytest.mark.parametrize("category", ["other", "road"])
def test_a_person_confirms_or_changes_a_suggestion(category: str) -> None:
    """The suggested category or another one can be confirmed, without a reason."""
    assert rule_on_category(CategoryChoice("Y1", category), SUGGESTED) == Granted(
        CategoryConfirmed(
            "Y1", category, "other", OpinionStep.CONFIRM, OpinionState.CONFIRMED, "u-1", ""
        )
    )


def test_a_category_must_be_one_of_the_place() -> None:
    """A code that the place does not have is refused, and the codes it has are named."""
    ruling = rule_on_category(CategoryChoice("Y1", "roads"), SUGGESTED)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("deliberation.unknown_category",)
    assert "road（路面）" in ruling.reasons[0].zh


def test_a_correction_names_another_category_and_a_reason() -> None:
    """A confirmed category is corrected with a reason; the event keeps what it was before."""
    choice = CategoryChoice("Y1", "road", reason=" 误点 ")
    assert rule_on_category(choice, CONFIRMED) == Granted(
        CategoryConfirmed(
            "Y1", "road", "other", OpinionStep.CORRECT, OpinionState.CONFIRMED, "u-1", "误点"
        )
    )


def test_a_faulty_correction_gets_every_ground() -> None:
    """No reason, the same category, an unknown one: each is named, in this order."""
    assert codes(CategoryChoice("Y1", "road"), CONFIRMED) == (
        "deliberation.correction_without_reason",
    )
    assert codes(CategoryChoice("Y1", "other", reason="x"), CONFIRMED) == (
        "deliberation.already_confirmed",
    )
    assert codes(CategoryChoice("Y1", "other", reason=" "), CONFIRMED) == (
        "deliberation.already_confirmed",
        "deliberation.correction_without_reason",
    )
    gone = evolve(CONFIRMED, category="gone")
    assert codes(CategoryChoice("Y1", "gone"), gone) == (
        "deliberation.unknown_category",
        "deliberation.already_confirmed",
        "deliberation.correction_without_reason",
    )
