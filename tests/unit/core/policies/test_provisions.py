"""Provisions: what they must say, and what they may not."""

from collections.abc import Callable
from datetime import date

import pytest

from gongtong.core.periods import since
from gongtong.core.policies import (
    AnyProvision,
    Fact,
    GuardPoint,
    Mode,
    PolicyPoint,
    Provision,
    Rank,
)
from gongtong.core.policies.provisions import split_area
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast

Make = Callable[..., AnyProvision]


def test_a_provision_without_a_source_is_refused(provision: Make) -> None:
    """Whatever decides about people must say where it is written."""
    with pytest.raises(ValueError, match=r"'a\.b' cites no source"):
        provision("a.b", cites=())
    with pytest.raises(TypeError, match="must cite Source values"):
        provision("a.b", cites=("民法典",))


@pytest.mark.parametrize("area", ["4", "421", "42100", "4210030", "CN", "421003/", "421003/Silk"])
def test_an_area_is_a_code_of_a_known_level(provision: Make, area: str) -> None:
    """GB/T 2260 codes have 2, 4 or 6 digits, streets 9, communities 12; a place has a code."""
    with pytest.raises(ValueError, match="is not an area"):
        provision("a", area=area)


def test_an_area_divides_into_digits_and_place() -> None:
    """What stands before the slash is the district, what stands after it the place."""
    assert split_area("421003003007/silk-dormitory") == ("421003003007", "silk-dormitory")


def test_a_value_of_the_wrong_type_is_refused(provision: Make) -> None:
    """A point says what answers it."""
    with pytest.raises(TypeError, match=r"test\.quorum is answered by .*, not by '2/3'"):
        provision("a", value="2/3")
    with pytest.raises(TypeError, match="is answered by a function"):
        provision("a", point=PolicyPoint[object]("test.rule", zh="x"), value=3)


def test_a_condition_on_an_undeclared_fact_is_refused(provision: Make) -> None:
    """Only facts that the point declares will ever be stated."""
    colour = Fact("colour", str)
    with pytest.raises(TypeError, match="declares no fact 'colour'"):
        provision("a", conditions=(colour.is_one_of("red"),))


def test_two_conditions_on_one_fact_are_refused() -> None:
    """One condition lists all values; two on one fact would be read as a contradiction."""
    colour = Fact("colour", str)
    point = PolicyPoint[int]("test.days", zh="x", value_type=int, facts=(colour,))
    with pytest.raises(TypeError, match="two conditions on one fact"):
        Provision(
            "a",
            point,
            3,
            area="42",
            in_force=since("2020-01-01"),
            rank=Rank.BYLAW,
            cites=[Source("x")],
            conditions=[colour.is_one_of("red"), colour.is_one_of("blue")],
        )


def test_a_guard_has_no_mode(provision: Make) -> None:
    """Every answer to a guard counts, so none is a default or a floor."""
    guard = GuardPoint[object]("test.guard", zh="x")
    with pytest.raises(TypeError, match="it has no mode"):
        provision("a", point=guard, value=len, mode=Mode.DEFAULT)


def test_only_a_point_with_bounds_takes_floors(provision: Make) -> None:
    """A floor under a point that knows no floors would silently do nothing."""
    days = PolicyPoint[int]("test.days", zh="x", value_type=int)
    with pytest.raises(TypeError, match="takes no floor or ceiling"):
        provision("a", point=days, value=3, mode=Mode.FLOOR)
    assert provision("a", mode=Mode.CEILING).mode.is_bound
    assert not Mode.MANDATORY.is_bound


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2020, 6, 30), False),
        (date(2020, 7, 1), True),
        (date(2021, 6, 30), True),
        (date(2021, 7, 1), False),
        (None, False),
    ],
)
def test_a_text_is_known_from_its_record_to_its_withdrawal(
    provision: Make, day: date | None, known: bool
) -> None:
    """A text speaks from the day it was recorded, up to the day it was withdrawn."""
    text = provision("a", recorded_on=date(2020, 7, 1), withdrawn_on=date(2021, 7, 1))
    assert text.is_known_on(day) is known


def test_ranks_follow_the_order_of_norms() -> None:
    """Law stands above regulations, regulations above guidance, guidance above bylaws."""
    assert sorted(Rank) == [
        Rank.HOUSE_RULE,
        Rank.BYLAW,
        Rank.MINISTRY_GUIDANCE,
        Rank.LOCAL_REGULATION,
        Rank.ADMINISTRATIVE_REGULATION,
        Rank.LAW,
    ]
    assert [rank.zh for rank in (Rank.LAW, Rank.HOUSE_RULE)] == ["法律", "小区决定"]


def test_a_provision_names_its_plugin_and_its_sources(provision: Make) -> None:
    """Errors show people which text and which plugin is meant."""
    text = provision("a", value=AtLeast(1, 2), replaces="b")
    assert str(text) == "a [plugin-of-a] (《某条例》第1条)"
    assert text.replaces == ("b",)
