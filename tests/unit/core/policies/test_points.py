"""Policy points, facts and conditions."""

from datetime import date
from enum import StrEnum

import pytest

from gongtong.core.policies import Fact, GuardPoint, PolicyPoint
from gongtong.core.policies.points import strictness
from gongtong.core.shares import AtLeast, Bound, MoreThan


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


COLOUR = Fact("colour", Colour)


@pytest.mark.parametrize("name", ["quorum", "Voting.quorum", "voting.", "voting quorum", ""])
def test_a_point_name_is_a_room_and_a_word(name: str) -> None:
    """A point is named by dotted lower-case words, so that a house rule can name it."""
    with pytest.raises(ValueError, match="not a point name"):
        PolicyPoint[int](name, zh="x")


def test_a_condition_takes_only_values_of_its_fact() -> None:
    """A fact is declared with a type, and a condition on it with another is refused."""
    with pytest.raises(TypeError, match="'green' is no Colour"):
        COLOUR.is_one_of("green")  # type: ignore[arg-type]  # the mistake under test


def test_a_condition_names_at_least_one_value() -> None:
    """A condition that nothing can meet is a mistake."""
    with pytest.raises(ValueError, match="at least one value"):
        COLOUR.is_one_of()


def test_a_condition_is_met_by_any_of_its_values() -> None:
    """A condition lists the values that meet it; a fact not stated meets nothing."""
    condition = COLOUR.is_one_of(Colour.RED)
    assert condition.is_met_by({"colour": Colour.RED})
    assert not condition.is_met_by({"colour": Colour.BLUE})
    assert not condition.is_met_by({})
    assert str(COLOUR.is_one_of(Colour.RED, Colour.BLUE)) == "colour = red | blue"


def test_true_is_no_whole_number() -> None:
    """Python counts True as 1; a point answered by numbers does not."""
    days = PolicyPoint[int]("test.days", zh="天数", value_type=int)
    assert days.fits(7)
    assert not days.fits(True)
    assert not days.fits("7")


def test_a_union_of_classes_can_be_the_type_of_a_point() -> None:
    """A bound is either of two classes."""
    point = PolicyPoint[Bound]("test.quorum", zh="x", value_type=Bound)
    assert point.fits(AtLeast(1, 2))
    assert point.fits(MoreThan(1, 2))
    assert not point.fits("1/2")


def test_without_a_type_a_point_is_answered_by_functions() -> None:
    """Rules that are functions have no data type; guards never have one."""
    assert PolicyPoint[object]("test.rule", zh="x").fits(len)
    assert not PolicyPoint[object]("test.rule", zh="x").fits(3)
    assert GuardPoint[object]("test.guard", zh="x").fits(len)
    assert not GuardPoint[object]("test.guard", zh="x").fits(3)


def test_more_than_a_half_is_stricter_than_at_least_a_half() -> None:
    """过半数 stands above 二分之一以上, and both below 三分之二以上."""
    ordered = [AtLeast(1, 2), MoreThan(1, 2), AtLeast(2, 3), MoreThan(2, 3), AtLeast(3, 4)]
    shuffled = [ordered[index] for index in (3, 0, 4, 1, 2)]
    assert sorted(shuffled, key=strictness) == ordered


def test_numbers_and_days_have_a_scale_and_words_have_none() -> None:
    """Floors and ceilings are for values that can be compared."""
    assert strictness(2) < strictness(3)
    assert strictness(date(2020, 1, 1)) < strictness(date(2020, 1, 2))
    with pytest.raises(TypeError, match="no floor or ceiling"):
        strictness(True)
    with pytest.raises(TypeError, match="no floor or ceiling"):
        strictness("x")
