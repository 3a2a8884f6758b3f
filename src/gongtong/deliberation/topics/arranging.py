"""Putting opinions to a topic and taking them from it, one row after another (意见归并)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.recording import text_digest
from gongtong.deliberation.topics.topics import TOPIC_RULES, Turn, reasons_without_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@frozen
class ArrangeOpinions:
    """A request to put opinions to a topic, or to take them from it (意见归并申请)."""

    topic: str
    numbers: tuple[str, ...]
    reason: str
    turn: Turn = Turn.JOIN


@frozen
class ArrangeFacts:
    """Which of the opinions there are, and the turns that each has taken at the topic (意见归并依据).

    `turns` gives for an opinion its last turn and the number of that turn.
    """

    known: frozenset[str]
    turns: Mapping[str, tuple[Turn, int]]


@frozen
class OpinionTurn:
    """An opinion's next turn at a topic (意见归并次序)."""

    number: str
    turn_number: int


@frozen
class OpinionsArranged:
    """Opinions were put to a topic or taken from it (意见已归并)."""

    topic: str
    turn: Turn
    opinions: tuple[OpinionTurn, ...]
    reason_digest: str
    arranged_by: str


def rule_on_arranging(
    request: ArrangeOpinions, facts: ArrangeFacts, *, actor: str
) -> Granted[OpinionsArranged] | Refused:
    """Rule on opinions of a topic: a reason, some opinions, each known and in the other state (意见归并裁定)."""
    reasons = (
        *reasons_without_reason(request.reason, request.topic),
        *_reasons(request, facts),
    )
    if reasons:
        return Refused(reasons)
    turns = tuple(
        OpinionTurn(number, facts.turns[number][1] + 1 if number in facts.turns else 1)
        for number in dict.fromkeys(request.numbers)
    )
    return Granted(
        OpinionsArranged(request.topic, request.turn, turns, text_digest(request.reason), actor)
    )


def _reasons(request: ArrangeOpinions, facts: ArrangeFacts) -> Iterator[Reason]:
    if not request.numbers:
        yield Reason(
            "deliberation.no_opinion_named",
            "没有写明哪些意见",
            "no opinion is named",
            TOPIC_RULES,
            (("topic", request.topic),),
        )
    for number in dict.fromkeys(request.numbers):
        params = (("number", number), ("topic", request.topic))
        last = facts.turns.get(number, (Turn.LEAVE, 0))[0]
        if number not in facts.known:
            yield Reason(
                "deliberation.unknown_opinion",
                f"没有编号为 {number} 的意见",
                f"there is no opinion {number}",
                TOPIC_RULES,
                params,
            )
        elif last is request.turn:
            words = ("已在", "is with") if last is Turn.JOIN else ("不在", "is not with")
            yield Reason(
                "deliberation.opinion_there_already"
                if last is Turn.JOIN
                else "deliberation.opinion_not_there",
                f"编号 {number} 的意见{words[0]}议题 {request.topic} 中",
                f"the opinion {number} {words[1]} the topic {request.topic}",
                TOPIC_RULES,
                params,
            )
