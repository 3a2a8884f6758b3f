"""Which households support a topic, by an opinion of their own or by a signature (议题支持)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.recording import text_digest
from gongtong.deliberation.topics.topics import TOPIC_RULES, Turn, reasons_without_reason

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class SignTopic:
    """A household supports a topic without an opinion of its own, or no longer does (议题联署申请)."""

    topic: str
    dwelling: DwellingLabel
    turn: Turn = Turn.JOIN
    reason: str = ""


@frozen
class TopicSigned:
    """A household has put its signature to a topic, or taken it back (议题已联署)."""

    topic: str
    dwelling: DwellingLabel
    turn: Turn
    turn_number: int
    reason_digest: str
    taken_by: str


@frozen
class TopicSupport:
    """The households behind one topic itself, each once however often it spoke (议题支持户)."""

    topic: str
    by_opinion: frozenset[DwellingLabel]
    by_signature: frozenset[DwellingLabel]

    @property
    def households(self) -> frozenset[DwellingLabel]:
        """Every household behind the topic (全部支持户)."""
        return self.by_opinion | self.by_signature


@frozen
class MergedSupport:
    """What a topic and its parts have together; every part keeps its own (合并支持户)."""

    topic: str
    parts: tuple[TopicSupport, ...]

    @property
    def households(self) -> frozenset[DwellingLabel]:
        """Every household behind any part, once (合并后支持户)."""
        return frozenset(label for part in self.parts for label in part.households)


def rule_on_signature(
    request: SignTopic, *, is_known: bool, last: tuple[Turn, int], actor: str
) -> Granted[TopicSigned] | Refused:
    """Rule on a signature: a known dwelling, the other state, and a reason for taking it back (议题联署裁定)."""
    reasons = tuple(_reasons(request, is_known=is_known, last=last[0]))
    if reasons:
        return Refused(reasons)
    digest = text_digest(request.reason)
    return Granted(
        TopicSigned(request.topic, request.dwelling, request.turn, last[1] + 1, digest, actor)
    )


def _reasons(request: SignTopic, *, is_known: bool, last: Turn) -> Iterator[Reason]:
    label = str(request.dwelling)
    params = (("topic", request.topic), ("dwelling", label))
    if not is_known:
        yield Reason(
            "deliberation.unknown_dwelling",
            f"名册中没有 {label}",
            f"the register has no dwelling {label}",
            TOPIC_RULES,
            params,
        )
    if last is request.turn:
        is_there = last is Turn.JOIN
        yield Reason(
            "deliberation.signed_already" if is_there else "deliberation.not_signed",
            f"{label} {'已' if is_there else '未'}联署议题 {request.topic}",
            f"{label} has {'' if is_there else 'not '}signed the topic {request.topic}",
            TOPIC_RULES,
            params,
        )
    if request.turn is Turn.LEAVE:
        yield from reasons_without_reason(request.reason, request.topic)
