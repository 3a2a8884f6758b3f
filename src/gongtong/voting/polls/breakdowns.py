"""Figures by group that may be published: never of fewer people than the rule says (分组结果).

Only an open poll can be told by building. A secret ballot bears no building, so a secret poll has one
group, everybody, and where even that is too small it has none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from gongtong.voting.polls.answers import (
    Allocated,
    Choice,
    MotionAnswer,
    Picked,
    Ranked,
    Scored,
    is_blank,
)
from gongtong.voting.polls.small_groups import Cell, publishable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.polls.answers import Answer
    from gongtong.voting.polls.poll_count import KeptPoll

EVERYBODY: Final = "*"
SPOILT: Final = "spoilt"
BLANK: Final = "blank"


def building_of(label: str) -> str:
    """Give the group of a line: what stands before the first hyphen (楼栋).

    >>> building_of("10-1-602"), building_of("王芳")
    ('10', '王芳')
    """
    return label.partition("-")[0]


def published_cells(kept: KeptPoll, number: int) -> tuple[Cell, ...]:
    """Say how often each answer was given, by building where that is allowed (可公布的分组结果).

    `number` is the place of the question, counted from 1. A ranking counts for its first names, a
    score or a share for everything that was given something.
    """
    group_of = {line.voter_id: building_of(line.label) for line in reversed(kept.roll.lines)}
    people: Counter[str] = Counter()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in kept.settled(number, kept.poll.questions[number - 1]):
        group = EVERYBODY if one.voter_id is None else group_of[one.voter_id]
        people[group] += 1
        counts[group].update(set(_said(one.answer)))
    cells = (
        Cell((group,), number_of, tuple(sorted(counts[group].items())))
        for group, number_of in people.items()
    )
    return publishable(cells, kept.poll.required_rules().smallest_cell)


def _said(answer: Answer | None) -> Iterator[str]:
    match answer:
        case None:
            yield SPOILT
        case MotionAnswer(ticked):
            yield (ticked[0] if ticked else Choice.ABSTAIN).value
        case _ if is_blank(answer):
            yield BLANK
        case Picked(names):
            yield from names
        case Ranked(ranks):
            yield from ranks[0]
        case Scored(scores):
            yield from (one.name for one in scores if one.points)
        case Allocated(shares):
            yield from (one.name for one in shares if one.amount_fen)
