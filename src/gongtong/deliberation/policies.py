"""What deliberation leaves to the place: its categories and the words for them (议事政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.deliberation.categories import OpinionWords

OPINION_WORDS: Final = PolicyPoint[OpinionWords](
    "deliberation.opinion_words", zh="意见类别与关键词", value_type=OpinionWords
)
