"""Figures of a survey: never without how many answered, and none at all where it would show a household (调查结果)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.shares import percent
from gongtong.deliberation.surveys.intervals import (
    ShareInterval,
    paired_chance,
    share_interval,
)
from gongtong.deliberation.surveys.questions import SurveyOnFile, SurveyQuestion

FEWEST_SHOWN: Final = 5
"""A figure of fewer answers is not shown: it would tell what a household has said (最少公布户数)."""


@frozen
class SurveyFigure:
    """Which share is satisfied, of those who answered, with the response and an exact interval (满意率).

    There is no way to make one without the number of those who were asked.
    """

    question: str
    satisfied: int
    answered: int
    asked: int
    interval: ShareInterval

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        low, high = (percent(one.numerator, one.denominator) for one in self._bounds())
        return (
            f"{self.asked}户中{self.answered}户答复（回应率{percent(self.answered, self.asked)}），"
            f"{self.satisfied}户满意（满意率{percent(self.satisfied, self.answered)}，"
            f"95%置信区间{low}至{high}）"
        )

    def _bounds(self) -> tuple[Fraction, Fraction]:
        return self.interval.low, self.interval.high


@frozen
class NoFigure:
    """Why there is no figure: nobody answered, or too few (不能公布)."""

    question: str
    answered: int
    asked: int

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        return f"{self.asked}户中只有{self.answered}户答复，少于{FEWEST_SHOWN}户，不公布满意率"


@frozen
class SurveyChange:
    """What has changed for the households that answered both times (前后对比).

    `chance` is how likely so lopsided a change would be if households changed their minds either way alike.
    """

    question: str
    before: SurveyFigure | NoFigure
    after: SurveyFigure | NoFigure
    both: int
    better: int
    worse: int
    chance: Fraction

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        chance = percent(self.chance.numerator, self.chance.denominator)
        return (
            f"{self.both}户前后都答复：{self.better}户由不满意转为满意，{self.worse}户由满意转为不满意；"
            f"若变化纯属偶然，出现这样悬殊结果的可能为{chance}"
        )


@frozen
class NoChange:
    """Why no change is shown: too few households answered both times, and it would tell on them (不作对比)."""

    question: str
    before: SurveyFigure | NoFigure
    after: SurveyFigure | NoFigure
    both: int

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        return f"前后都答复的只有{self.both}户，少于{FEWEST_SHOWN}户，不公布前后变化"


def figure_of(
    survey: SurveyOnFile, question: SurveyQuestion, answers: Mapping[DwellingLabel, int]
) -> SurveyFigure | NoFigure:
    """Give the figure of a question, or why there is none (问题统计)."""
    asked = len(survey.households)
    if len(answers) < FEWEST_SHOWN:
        return NoFigure(question.code, len(answers), asked)
    good = sum(choice <= question.good for choice in answers.values())
    interval = share_interval(good, len(answers))
    return SurveyFigure(question.code, good, len(answers), asked, interval)


def change_of(
    question: SurveyQuestion,
    before: tuple[SurveyOnFile, Mapping[DwellingLabel, int]],
    after: tuple[SurveyOnFile, Mapping[DwellingLabel, int]],
) -> SurveyChange | NoChange:
    """Compare two rounds of the same question, household by household (前后对比).

    Fewer than `FEWEST_SHOWN` households in both rounds give no change, as fewer answers give no figure:
    whoever knows who answered would read what each of them said. Raises `ValueError` where the two rounds
    asked in other words.
    """
    if before[0].questions.digest != after[0].questions.digest:
        raise ValueError("the two rounds did not ask the same questions")
    first, second = before[1], after[1]
    both = sorted(first.keys() & second.keys())
    figures = figure_of(before[0], question, first), figure_of(after[0], question, second)
    if len(both) < FEWEST_SHOWN:
        return NoChange(question.code, *figures, len(both))
    was = [first[label] <= question.good for label in both]
    now = [second[label] <= question.good for label in both]
    better = _count(pair == (False, True) for pair in zip(was, now, strict=True))
    worse = _count(pair == (True, False) for pair in zip(was, now, strict=True))
    return SurveyChange(
        question.code,
        *figures,
        len(both),
        better,
        worse,
        paired_chance(better, worse),
    )


def _count(held: Iterable[bool]) -> int:
    return sum(held)
