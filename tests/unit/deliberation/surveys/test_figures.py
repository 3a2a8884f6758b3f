"""Figures of a survey, never without their response."""

from fractions import Fraction

import pytest
from attrs import evolve

from gongtong.deliberation.surveys.figures import (
    NoChange,
    NoFigure,
    SurveyChange,
    SurveyFigure,
    change_of,
    figure_of,
)
from gongtong.deliberation.surveys.questions import SurveyOnFile
from gongtong.testing.disputes import home
from gongtong.testing.examples.deliberation_canvassing import TODAY
from gongtong.testing.examples.deliberation_surveys import SERVICE

HOMES = tuple(home(number) for number in range(1, 11))
SURVEY = SurveyOnFile("2025", "before", SERVICE, HOMES, TODAY)
CLEANING = SERVICE.questions[0]


def test_a_figure_says_how_many_were_asked_and_answered() -> None:
    """Two choices of three mean satisfied; the interval stands beside the share."""
    answers = dict(zip(HOMES[:8], (1, 1, 2, 2, 2, 2, 3, 3), strict=True))
    told = figure_of(SURVEY, CLEANING, answers)
    assert isinstance(told, SurveyFigure)
    assert (told.satisfied, told.answered, told.asked) == (6, 8, 10)
    assert told.interval.low < Fraction(6, 8) < told.interval.high
    assert "回应率80.00%" in told.zh()
    assert "满意率75.00%" in told.zh()


@pytest.mark.parametrize(("answered", "shown"), [(0, False), (4, False), (5, True)])
def test_fewer_than_five_answers_are_not_shown(answered: int, shown: bool) -> None:
    """They would tell what a household has said."""
    told = figure_of(SURVEY, CLEANING, dict.fromkeys(HOMES[:answered], 1))
    assert isinstance(told, SurveyFigure) is shown
    if isinstance(told, NoFigure):
        assert "不公布" in told.zh()


def test_before_and_after_are_compared_household_by_household() -> None:
    """Of seven that answered both times five came to be satisfied, and none went the other way."""
    first = dict(zip(HOMES[:8], (3, 3, 3, 3, 3, 1, 3, 1), strict=True))
    second = dict(zip(HOMES[1:8], (1, 1, 1, 2, 1, 1, 1), strict=True))
    after = evolve(SURVEY, round="after")
    told = change_of(CLEANING, (SURVEY, first), (after, second))
    assert isinstance(told, SurveyChange)
    assert (told.both, told.better, told.worse) == (7, 5, 0)
    assert told.chance == Fraction(1, 16)
    assert told.zh() == (
        "7户前后都答复：5户由不满意转为满意，0户由满意转为不满意；若变化纯属偶然，出现这样悬殊结果的可能为6.25%"
    )


@pytest.mark.parametrize(("both", "shown"), [(0, False), (4, False), (5, True)])
def test_a_change_of_fewer_than_five_households_is_not_shown(both: int, shown: bool) -> None:
    """Ten answered each time, and yet a change of four would tell what each of the four has said."""
    many = tuple(home(number) for number in range(1, 21))
    survey = evolve(SURVEY, households=many)
    first = dict.fromkeys(many[:10], 3)
    second = dict.fromkeys(many[10 - both : 20 - both], 1)
    told = change_of(CLEANING, (survey, first), (evolve(survey, round="after"), second))
    assert told.both == both
    assert isinstance(told.before, SurveyFigure)
    assert isinstance(told.after, SurveyFigure)
    assert isinstance(told, NoChange) is not shown
    if isinstance(told, NoChange):
        assert told.zh() == f"前后都答复的只有{both}户，少于5户，不公布前后变化"


def test_rounds_in_other_words_are_not_compared() -> None:
    """Another version is another question."""
    other = evolve(SURVEY, questions=evolve(SERVICE, version=2))
    with pytest.raises(ValueError, match="same questions"):
        change_of(CLEANING, (SURVEY, {}), (other, {}))
