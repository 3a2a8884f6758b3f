"""Figures that fall out of topics: answered in time, adopted, done, told, satisfied (意见办理统计)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from gongtong.core.shares import percent
from gongtong.deliberation.topics.handling_machine import HandlingState as S
from gongtong.deliberation.topics.replies import Satisfaction


@frozen
class TopicRecord:
    """A topic as figures count it (议题统计项).

    `asked_by` counts the households behind it, `told` those that were told; `answers` is what was said by those who
    answered when they were asked again, out of `asked_again`.
    """

    state: S
    is_decided: bool
    is_late: bool
    was_adopted: bool
    is_done: bool
    asked_by: int
    told: int
    asked_again: int
    answers: tuple[Satisfaction, ...]


@frozen
class SatisfactionRate:
    """How many of those who answered are satisfied, with how many answered of those asked (满意率与回应率).

    One is never given without the other.
    """

    satisfied: int
    answered: int
    asked: int

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        return (
            f"回访{self.asked}户，{self.answered}户回应（回应率{percent(self.answered, self.asked)}），"
            f"其中{self.satisfied}户满意（满意率{percent(self.satisfied, self.answered)}）"
        )


@frozen
class TopicFigures:
    """The figures of all topics of a place; each share says of how many (意见办理统计表).

    `satisfaction` is nothing where nobody answered: there is no figure then, and not a bad one.
    """

    topics: int
    decided: int
    in_time: int
    adopted: int
    done: int
    households: int
    told: int
    satisfaction: SatisfactionRate | None

    @property
    def adopted_share(self) -> Fraction | None:
        """Which share of what was decided was adopted, in whole or in part (采纳率)."""
        return Fraction(self.adopted, self.decided) if self.decided else None

    @property
    def told_share(self) -> Fraction | None:
        """Which share of the households that asked was told (告知率)."""
        return Fraction(self.told, self.households) if self.households else None


def figures_of(records: Iterable[TopicRecord]) -> TopicFigures:
    """Count (统计)."""
    every = tuple(records)
    answers = [answer for one in every for answer in one.answers]
    asked = sum(one.asked_again for one in every)
    return TopicFigures(
        topics=len(every),
        decided=sum(one.is_decided for one in every),
        in_time=sum(one.is_decided and not one.is_late for one in every),
        adopted=sum(one.was_adopted for one in every),
        done=sum(one.is_done for one in every),
        households=sum(one.asked_by for one in every),
        told=sum(one.told for one in every),
        satisfaction=SatisfactionRate(answers.count(Satisfaction.SATISFIED), len(answers), asked)
        if answers
        else None,
    )
