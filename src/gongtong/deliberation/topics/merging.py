"""Two topics that turn out to be one: a link between them, and nothing else (议题合并)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.recording import text_digest
from gongtong.deliberation.topics.topics import TOPIC_RULES, Turn, reasons_without_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@frozen
class MergeTopics:
    """A request to see one topic as a part of another, or to see it alone again (议题合并申请)."""

    topic: str
    into: str
    reason: str
    turn: Turn = Turn.JOIN


@frozen
class MergeFacts:
    """Which topics there are, what each is a part of now, and how often the topic was linked (议题合并依据)."""

    topics: frozenset[str]
    merged_into: Mapping[str, str]
    turns: int


@frozen
class TopicsMerged:
    """A topic is part of another, or is alone again; the opinions stay where they are (议题已合并)."""

    topic: str
    into: str
    turn: Turn
    turn_number: int
    reason_digest: str
    merged_by: str


def rule_on_merging(
    request: MergeTopics, facts: MergeFacts, *, actor: str
) -> Granted[TopicsMerged] | Refused:
    """Rule on a merge: a reason, known topics, a link where none is, and no circle (议题合并裁定)."""
    reasons = (
        *reasons_without_reason(request.reason, request.topic),
        *_reasons(request, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        TopicsMerged(
            request.topic,
            request.into,
            request.turn,
            facts.turns + 1,
            text_digest(request.reason),
            actor,
        )
    )


def parts_of(topic: str, merged_into: Mapping[str, str]) -> tuple[str, ...]:
    """Give a topic and everything that was merged into it, near or far (合并范围)."""
    found = [topic]
    for whole in found:
        found += sorted(part for part, into in merged_into.items() if into == whole)
    return tuple(found)


def _reasons(request: MergeTopics, facts: MergeFacts) -> Iterator[Reason]:
    params = (("topic", request.topic), ("into", request.into))
    for code in dict.fromkeys((request.topic, request.into)):
        if code not in facts.topics:
            yield Reason(
                "deliberation.unknown_topic",
                f"没有编号为 {code} 的议题",
                f"there is no topic {code}",
                TOPIC_RULES,
                (("topic", code),),
            )
    standing = facts.merged_into.get(request.topic)
    if request.turn is Turn.LEAVE:
        if standing != request.into:
            yield Reason(
                "deliberation.not_merged",
                f"议题 {request.topic} 未并入 {request.into}",
                f"the topic {request.topic} is no part of {request.into}",
                TOPIC_RULES,
                params,
            )
        return
    if standing is not None:
        yield Reason(
            "deliberation.merged_already",
            f"议题 {request.topic} 已并入 {standing}",
            f"the topic {request.topic} is a part of {standing} already",
            TOPIC_RULES,
            params,
        )
    if request.into in parts_of(request.topic, facts.merged_into):
        yield Reason(
            "deliberation.merge_in_circle",
            f"议题 {request.into} 本就是 {request.topic} 的一部分，不能反向并入",
            f"{request.into} is a part of {request.topic}, or the same",
            TOPIC_RULES,
            params,
        )
