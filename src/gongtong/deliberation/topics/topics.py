"""Topics: opinions that are about one thing, under a code and a title (议题)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.deliberation.recording import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

TOPIC_RULES: Final = Source(
    "议题归并约定",
    standing=Standing.HOUSE,
    note="a person puts opinions together and says why; nothing is lost and no support is moved",
)
MAX_CODE_LENGTH: Final = 40
MAX_TITLE_LENGTH: Final = 120
MAX_REASON_LENGTH: Final = 500


class Turn(StrEnum):
    """Whether something is put to a topic or taken from it; the last turn counts (归并动作)."""

    JOIN = "join"
    LEAVE = "leave"


@frozen
class OpenTopic:
    """A request for a new topic (新设议题申请)."""

    code: str
    title: str


@frozen
class TopicOpened:
    """There is a new topic; the record has its title as a digest (议题已设立)."""

    code: str
    title_digest: str
    opened_by: str


@frozen
class TopicOnFile:
    """A topic as it stands; `merged_into` is the topic that it is now a part of (在册议题)."""

    code: str
    title: str
    merged_into: str | None = None


def rule_on_topic(request: OpenTopic, *, taken: bool, actor: str) -> Granted[TopicOpened] | Refused:
    """Rule on a new topic: a free code, then a code and a title that the table keeps (新设议题裁定)."""
    reasons = []
    if taken:
        reasons.append(
            Reason(
                "deliberation.topic_exists",
                f"已有编号为 {request.code} 的议题",
                f"there is a topic {request.code} already",
                TOPIC_RULES,
                (("topic", request.code),),
            )
        )
    lengths = ((request.code, MAX_CODE_LENGTH), (request.title, MAX_TITLE_LENGTH))
    if any(not text.strip() or len(text) > most for text, most in lengths):
        reasons.append(
            Reason(
                "deliberation.bad_name",
                f"议题须有编号（至多 {MAX_CODE_LENGTH} 字）和名称（至多 {MAX_TITLE_LENGTH} 字）",
                "a topic has a code and a title, neither too long",
                TOPIC_RULES,
                (("topic", request.code),),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(TopicOpened(request.code, text_digest(request.title), actor))


def reasons_without_reason(text: str, topic: str) -> Iterator[Reason]:
    """Refuse a change of a topic that says not why, or too much (须说明理由)."""
    if not text.strip() or len(text) > MAX_REASON_LENGTH:
        yield Reason(
            "deliberation.reason_missing",
            f"调整议题 {topic} 须说明理由（至多 {MAX_REASON_LENGTH} 字）",
            f"a change of the topic {topic} says why, in at most {MAX_REASON_LENGTH} characters",
            TOPIC_RULES,
            (("topic", topic),),
        )
