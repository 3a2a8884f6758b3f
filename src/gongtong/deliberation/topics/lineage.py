"""The way from what somebody said to what became of it, and back (意见来龙去脉)."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.topics.handling_machine import HandlingState
from gongtong.deliberation.topics.replies import LinkKind


@frozen
class LineageLine:
    """An opinion with its topic, a decision on it, something that it has led to, and when the household was told (来龙去脉明细)."""

    opinion: str
    text: str = field(repr=False)
    dwelling: DwellingLabel
    topic: str
    title: str
    state: HandlingState
    decision: HandlingState | None
    reply: str = field(repr=False)
    link: tuple[LinkKind, str] | None
    told_on: date | None
