"""What a ballot says to one question, in each form that a question can have (选票内容).

Each form is a frozen value that names itself in `form`, so that a ballot can be written as JSON and
read back. Whether an answer fits its question is asked in `questions`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal, TypeAlias

from attrs import frozen

from gongtong.core.codec import canonical, to_json


class Choice(StrEnum):
    """How an owner answers a motion (表决意见).

    `FOLLOW` (从众) joins the side that leads in each dimension; it is offered only where the rule
    of the place has it.
    """

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    FOLLOW = "follow"

    @property
    def zh(self) -> str:
        """The answer as the ballot paper prints it (选票用语)."""
        return _CHOICE_WORDS[self]


_CHOICE_WORDS: Final = {
    Choice.FOR: "同意",
    Choice.AGAINST: "反对",
    Choice.ABSTAIN: "弃权",
    Choice.FOLLOW: "从众",
}


@frozen
class MotionAnswer:
    """Everything that was ticked beside a motion; one tick is an answer (议案答复).

    A paper may bear two ticks or none: the one is spoilt, the other left blank.
    """

    ticked: tuple[Choice, ...]
    form: Literal["motion"] = "motion"


@frozen
class Picked:
    """The names that were ticked, for a question that lets choose up to so many or approve any (勾选)."""

    names: tuple[str, ...]
    form: Literal["picked"] = "picked"


@frozen
class Ranked:
    """Names in order of preference; equal ones stand together, the rest is left out (排序).

    >>> Ranked((("王芳",), ("陈静", "刘洋")))
    Ranked(ranks=(('王芳',), ('陈静', '刘洋')), form='ranked')
    """

    ranks: tuple[tuple[str, ...], ...]
    form: Literal["ranked"] = "ranked"


@frozen
class Points:
    """The points given to one option (分值)."""

    name: str
    points: int


@frozen
class Scored:
    """Points for each option; an option without a line gets none (打分)."""

    scores: tuple[Points, ...]
    form: Literal["scored"] = "scored"


@frozen
class Share:
    """What a voter would give to one project, in fen (分配额)."""

    name: str
    amount_fen: int


@frozen
class Allocated:
    """How a voter would spend the budget (预算分配)."""

    shares: tuple[Share, ...]
    form: Literal["allocated"] = "allocated"


Answer: TypeAlias = MotionAnswer | Picked | Ranked | Scored | Allocated
"""What a ballot says to one question (单题答复)."""


def is_blank(answer: Answer) -> bool:
    """Say whether nothing was written: the voter came and chose nothing (是否空白)."""
    match answer:
        case MotionAnswer(ticked):
            return not ticked
        case Picked(names):
            return not names
        case Ranked(ranks):
            return not any(ranks)
        case Scored(scores):
            return not scores
        case Allocated(shares):
            return not shares


def in_one_way(answer: Answer) -> Answer:
    """Write an answer in the one way in which it counts, so that the order of ticks tells nothing (规范答复).

    A name that was ticked twice is ticked once; an empty rank is no rank. Points and shares that
    stand twice are left as they are: they contradict each other, and `questions` says so.
    """
    match answer:
        case MotionAnswer(ticked):
            return MotionAnswer(tuple(one for one in Choice if one in ticked))
        case Picked(names):
            return Picked(tuple(sorted(set(names))))
        case Ranked(ranks):
            return Ranked(tuple(tuple(sorted(rank)) for rank in ranks if rank))
        case Scored(scores):
            return Scored(tuple(sorted(scores, key=lambda one: (one.name, one.points))))
        case Allocated(shares):
            return Allocated(tuple(sorted(shares, key=lambda one: (one.name, one.amount_fen))))


def answer_bytes(answers: tuple[Answer, ...]) -> bytes:
    """Give the canonical bytes of a ballot's answers, to commit to (答复规范字节)."""
    return canonical(to_json([in_one_way(answer) for answer in answers]))
