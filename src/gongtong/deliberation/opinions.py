"""Opinions as residents gave them, and the state each one is in (意见)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.categories import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attrs import Attribute


MAX_NUMBER_LENGTH: Final = 32
MAX_NAME_LENGTH: Final = 64
MAX_TEXT_LENGTH: Final = 2000

# everything below a blank but tab, line feed and carriage return: databases refuse some of them
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class OpinionState(StrEnum):
    """How far the category of an opinion is settled (意见状态)."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"


class OpinionStep(StrEnum):
    """What a person can do about the category of an opinion (办理步骤)."""

    CONFIRM = "confirm"
    CORRECT = "correct"


# A confirmed category may still be corrected (people misclick), but only with a reason that is kept.
TRANSITIONS: Final[Mapping[tuple[OpinionState, OpinionStep], OpinionState]] = {
    (OpinionState.SUGGESTED, OpinionStep.CONFIRM): OpinionState.CONFIRMED,
    (OpinionState.CONFIRMED, OpinionStep.CORRECT): OpinionState.CONFIRMED,
}


def step_for(state: OpinionState) -> OpinionStep:
    """Give the step that naming a category means in this state (对应步骤)."""
    match state:
        case OpinionState.SUGGESTED:
            return OpinionStep.CONFIRM
        case OpinionState.CONFIRMED:
            return OpinionStep.CORRECT


def has_control_characters(text: str) -> bool:
    """Say whether a text holds characters that no paper slip can (是否含控制字符)."""
    return _CONTROL.search(text) is not None


def _as_key(number: str) -> str:
    return unicodedata.normalize("NFC", number).strip()


def _filled_up_to(limit: int) -> Callable[[object, Attribute[str], str], None]:
    def check(_: object, attribute: Attribute[str], value: str) -> None:
        if not value.strip() or len(value) > limit:
            message = f"{attribute.name} needs 1 to {limit} characters, not {len(value)}"
            raise ValueError(message)
        if has_control_characters(value):
            message = f"{attribute.name} holds a control character: {value!r}"
            raise ValueError(message)

    return check


@frozen
class Opinion:
    """One thing a resident said to a canvasser, word for word (居民意见).

    `number` is the one on the slip that the resident can ask about, such as Y0001. The dwelling
    need not be in the register: what was said counts even where the label was taken down wrongly.
    """

    number: str = field(converter=_as_key, validator=_filled_up_to(MAX_NUMBER_LENGTH))
    visited_on: date
    dwelling: DwellingLabel
    recorded_by: str = field(validator=_filled_up_to(MAX_NAME_LENGTH))
    text: str = field(validator=_filled_up_to(MAX_TEXT_LENGTH))


@frozen
class OpinionOnFile:
    """An opinion with what was made of it so far (在册意见)."""

    opinion: Opinion
    suggestion: Suggestion
    state: OpinionState
    category: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    version: int


@frozen
class CategoryTally:
    """How many opinions stand under a category (类别件数).

    `undecided` are those of the suggested ones whose words left the choice to a person.
    """

    category: str
    suggested: int
    confirmed: int
    undecided: int
