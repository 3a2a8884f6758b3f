"""Whether a file of opinions may go on record (意见登记)."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.deliberation.categories import OpinionWords, Suggestion, suggest
from gongtong.deliberation.opinions import Opinion

if TYPE_CHECKING:
    from gongtong.deliberation.canvass_sheet import OpinionBatch

PRACTICE: Final = Source(
    "居民意见办理约定",
    standing=Standing.HOUSE,
    note="an opinion is kept as it was said; a person settles its category",
)


@frozen
class RecordingFacts:
    """What the place already has, and the words in force (登记事实).

    `known` are the opinions on record under any number of the batch.
    """

    known: tuple[Opinion, ...]
    words: OpinionWords
    today: date


@frozen
class OpinionSorted:
    """An opinion newly on record with the category suggested for it (新登记意见).

    The event keeps the digest of what was said, not the words: the record of events is never
    thinned out, and a resident may ask for the words to be taken down.
    """

    number: str
    text_digest: str
    suggestion: Suggestion


@frozen
class OpinionsRecorded:
    """A file of opinions went on record (意见已登记).

    `already_known` counts the opinions that an earlier file had brought, word for word the same.
    """

    file: str
    digest: str
    opinions: tuple[OpinionSorted, ...]
    already_known: int


def text_digest(text: str) -> str:
    """Give the SHA-256 of what was said, in hexadecimal (原文摘要)."""
    return hashlib.sha256(text.encode()).hexdigest()


def _repeated_within(batch: OpinionBatch) -> list[Reason]:
    numbers = [opinion.number for opinion in batch.opinions]
    return [
        Reason(
            "deliberation.number_repeated",
            f"同一批次中编号 {number} 出现多次",
            f"the number {number} occurs more than once in the batch",
            PRACTICE,
            (("number", number),),
        )
        for number in dict.fromkeys(numbers)
        if numbers.count(number) > 1
    ]


def _contradictions(batch: OpinionBatch, known: dict[str, Opinion]) -> list[Reason]:
    return [
        Reason(
            "deliberation.opinion_differs",
            f"编号 {opinion.number} 已登记过另一条意见，原话不得改写",
            f"another opinion is on record under {opinion.number}; what was said is not rewritten",
            PRACTICE,
            (("number", opinion.number),),
        )
        for opinion in batch.opinions
        if known.get(opinion.number, opinion) != opinion
    ]


def _future_visits(batch: OpinionBatch, today: date) -> list[Reason]:
    return [
        Reason(
            "deliberation.visit_in_future",
            f"编号 {opinion.number} 的走访日期 {opinion.visited_on} 晚于今天",
            f"the visit of {opinion.number} on {opinion.visited_on} is still to come",
            PRACTICE,
            (("number", opinion.number), ("visited_on", opinion.visited_on.isoformat())),
        )
        for opinion in batch.opinions
        if opinion.visited_on > today
    ]


def rule_on_recording(
    batch: OpinionBatch, facts: RecordingFacts
) -> Granted[OpinionsRecorded] | Refused:
    """Rule on a file of opinions: repeats, then contradictions, then dates to come (意见登记裁定)."""
    known = {opinion.number: opinion for opinion in facts.known}
    reasons = (
        *_repeated_within(batch),
        *_contradictions(batch, known),
        *_future_visits(batch, facts.today),
    )
    if reasons:
        return Refused(reasons)
    fresh = tuple(
        OpinionSorted(opinion.number, text_digest(opinion.text), suggest(opinion.text, facts.words))
        for opinion in batch.opinions
        if opinion.number not in known
    )
    return Granted(
        OpinionsRecorded(batch.file, batch.digest, fresh, len(batch.opinions) - len(fresh))
    )
