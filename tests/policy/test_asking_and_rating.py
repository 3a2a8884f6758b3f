"""What is asked of households, and what is said of a company, by the rules of the house: 走访、满意度调查、评价."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted
from gongtong.deliberation.canvassing.coverage import coverage_of
from gongtong.deliberation.canvassing.visits import Visit, VisitOutcome
from gongtong.deliberation.ratings.entries import (
    PublishRating,
    RatingList,
    RatingOnFile,
    rule_on_publishing,
    standing_of_company,
)
from gongtong.deliberation.surveys.figures import (
    NoChange,
    NoFigure,
    SurveyFigure,
    change_of,
    figure_of,
)
from gongtong.deliberation.surveys.questions import SurveyOnFile
from gongtong.testing.disputes import home
from gongtong.testing.examples.deliberation_canvassing import TODAY
from gongtong.testing.examples.deliberation_ratings import SCHEME
from gongtong.testing.examples.deliberation_surveys import SERVICE

HOMES = tuple(home(number) for number in range(1, 21))
SURVEY = SurveyOnFile("2025", "before", SERVICE, HOMES, TODAY)
CLEANING = SERVICE.questions[0]
ENTRY = RatingOnFile(
    1,
    "acme",
    "lift",
    -10,
    date(2025, 6, 1),
    "电梯停了",
    "ab" * 32,
    date(2025, 6, 3),
    reply_by=date(2025, 6, 10),
    valid_months=12,
)


@pytest.mark.policy(source="house", clause="deliberation.canvassing")
def test_every_household_stands_in_exactly_one_of_four_counts() -> None:
    """已谈、不在家、拒访、未走访: whoever was met once counts as met, whatever a later visit found."""
    visits = (
        Visit(HOMES[0], 1, VisitOutcome.TALKED, TODAY),
        Visit(HOMES[0], 2, VisitOutcome.ABSENT, TODAY),
        Visit(HOMES[1], 1, VisitOutcome.ABSENT, TODAY),
        Visit(HOMES[2], 1, VisitOutcome.ABSENT, TODAY),
        Visit(HOMES[2], 2, VisitOutcome.REFUSED, TODAY),
    )
    doors = coverage_of("spring", HOMES, visits).doors
    assert (doors.talked, doors.absent, doors.refused, doors.not_yet) == (1, 1, 1, 17)
    assert doors.households == 20


@pytest.mark.policy(source="house", clause="deliberation.surveys")
@pytest.mark.parametrize(("answered", "shown"), [(4, False), (5, True), (6, True)])
def test_no_share_is_told_without_how_many_answered_and_none_of_fewer_than_five(
    answered: int, shown: bool
) -> None:
    """满意率须同时写明回应率；答复少于5户的不公布."""
    told = figure_of(SURVEY, CLEANING, dict.fromkeys(HOMES[:answered], 1))
    assert isinstance(told, SurveyFigure) is shown
    wanted = f"20户中{answered}户答复" if shown else "不公布"
    assert wanted in told.zh()
    assert isinstance(told, NoFigure) or "回应率" in told.zh()


@pytest.mark.policy(source="house", clause="deliberation.surveys")
@pytest.mark.parametrize(("both", "shown"), [(4, False), (5, True), (6, True)])
def test_no_change_is_told_of_fewer_than_five_households(both: int, shown: bool) -> None:
    """前后都答复的少于5户的不作对比, however many answered each time."""
    first = dict.fromkeys(HOMES[:10], 3)
    second = dict.fromkeys(HOMES[10 - both : 20 - both], 1)
    told = change_of(CLEANING, (SURVEY, first), (evolve(SURVEY, round="after"), second))
    assert isinstance(told, NoChange) is not shown
    assert told.both == both


@pytest.mark.policy(source="house", clause="deliberation.ratings")
@pytest.mark.parametrize(("day", "published"), [(9, False), (10, False), (11, True)])
def test_a_company_is_heard_before_anybody_reads_what_is_said_of_it(
    day: int, published: bool
) -> None:
    """答复期届满或者企业答复后才公布: on its last day, 10 June, the company can still reply."""
    today = date(2025, 6, day)
    assert isinstance(rule_on_publishing(PublishRating(1), ENTRY, today), Granted) is published
    replied = evolve(ENTRY, reply="已修好")
    assert isinstance(rule_on_publishing(PublishRating(1), replied, today), Granted)


@pytest.mark.policy(source="house", clause="deliberation.ratings")
@pytest.mark.parametrize(
    ("points", "listed"),
    [
        (-11, RatingList.BLACK),
        (-10, RatingList.BLACK),
        (-9, RatingList.NONE),
        (4, RatingList.NONE),
        (5, RatingList.RED),
        (6, RatingList.RED),
    ],
)
def test_a_company_is_on_the_red_or_black_list_from_the_points_on(
    points: int, listed: RatingList
) -> None:
    """红榜5分以上，黑榜负10分以下, both with the number itself, as the place adopted them; what is not published counts nothing."""
    shown = evolve(ENTRY, points=points, published_on=date(2025, 6, 11))
    hidden = evolve(ENTRY, number=2, points=-100)
    told = standing_of_company("acme", (shown, hidden), SCHEME, date(2025, 6, 12))
    assert (told.points, told.listed) == (points, listed)
