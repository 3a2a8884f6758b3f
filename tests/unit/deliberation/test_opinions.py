"""An opinion is kept as it was said, and its category is settled step by step."""

from datetime import date

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.opinions import (
    TRANSITIONS,
    Opinion,
    OpinionState,
    OpinionStep,
    has_control_characters,
    step_for,
)

DAY = date(2025, 3, 16)
HOME = DwellingLabel(4, 3, 501)


def test_the_states_and_steps_are_these() -> None:
    """A suggestion is confirmed once; after that a category can only be corrected."""
    assert {
        (OpinionState.SUGGESTED, OpinionStep.CONFIRM): OpinionState.CONFIRMED,
        (OpinionState.CONFIRMED, OpinionStep.CORRECT): OpinionState.CONFIRMED,
    } == TRANSITIONS
    assert step_for(OpinionState.SUGGESTED) is OpinionStep.CONFIRM
    assert step_for(OpinionState.CONFIRMED) is OpinionStep.CORRECT
    assert {(state, step_for(state)) for state in OpinionState} == set(TRANSITIONS)


def test_the_words_are_kept_as_they_were_said() -> None:
    """Blanks and punctuation of the resident stay; only the number is brought into one form."""
    opinion = Opinion(" Y0001 ", DAY, HOME, "让明林", " 灯 坏了！！ ")
    assert opinion.number == "Y0001"
    assert opinion.text == " 灯 坏了！！ "


@pytest.mark.parametrize(
    ("length", "accepted"), [(1, True), (1999, True), (2000, True), (2001, False), (0, False)]
)
def test_an_opinion_has_up_to_two_thousand_characters(length: int, accepted: bool) -> None:
    """Nothing at all and more than 2,000 characters are refused; exactly 2,000 are kept."""
    if accepted:
        assert len(Opinion("Y1", DAY, HOME, "让明林", "路" * length).text) == length
        return
    with pytest.raises(ValueError, match="1 to 2000 characters"):
        Opinion("Y1", DAY, HOME, "让明林", "路" * length)


@pytest.mark.parametrize(("length", "accepted"), [(31, True), (32, True), (33, False)])
def test_a_number_has_up_to_thirty_two_characters(length: int, accepted: bool) -> None:
    """The number on the slip fits its column: 32 characters are kept, 33 refused."""
    if accepted:
        assert len(Opinion("9" * length, DAY, HOME, "让明林", "路").number) == length
        return
    with pytest.raises(ValueError, match="1 to 32 characters"):
        Opinion("9" * length, DAY, HOME, "让明林", "路")


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000"])
def test_blanks_are_no_name_and_no_text(blank: str) -> None:
    """A canvasser and a text of blanks only are refused."""
    with pytest.raises(ValueError, match="recorded_by"):
        Opinion("Y1", DAY, HOME, blank, "路")
    with pytest.raises(ValueError, match="text"):
        Opinion("Y1", DAY, HOME, "让明林", blank)


def test_control_characters_are_refused() -> None:
    """What no paper slip can hold, and some databases refuse, is refused at once."""
    with pytest.raises(ValueError, match="control character"):
        Opinion("Y1", DAY, HOME, "让明林", "路\x00坏了")
    assert has_control_characters("\x1f")
    assert has_control_characters("\x7f")
    assert not has_control_characters("第一行\r\n第二行\t完")
