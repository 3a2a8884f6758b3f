"""At least and more than are different bounds, and each is exact (民法典第1259条)."""

from fractions import Fraction

import pytest

from gongtong.core.shares import AtLeast, MoreThan, percent


@pytest.mark.parametrize(
    ("part", "met", "missing"),
    [(225, False, 1), (226, True, 0), (227, True, 0), (0, False, 226), (338, True, 0)],
    ids=["just-under", "first-that-reaches", "just-over", "nobody", "everybody"],
)
def test_two_thirds_of_338_owners_are_226(part: int, met: bool, missing: int) -> None:
    """三分之二以上 includes the number itself; 225 of 338 is below it."""
    assert AtLeast(2, 3).is_met_by(part, 338) is met
    assert AtLeast(2, 3).shortfall(part, 338) == missing


@pytest.mark.parametrize(
    ("part", "met", "missing"),
    [(199, False, 1), (200, True, 0), (201, True, 0)],
    ids=["just-under", "exactly", "just-over"],
)
def test_exactly_two_thirds_reach_at_least_two_thirds(part: int, met: bool, missing: int) -> None:
    """以上 includes the number."""
    assert AtLeast(2, 3).is_met_by(part, 300) is met
    assert AtLeast(2, 3).shortfall(part, 300) == missing


@pytest.mark.parametrize(
    ("part", "met", "missing"),
    [(168, False, 2), (169, False, 1), (170, True, 0)],
    ids=["just-under", "exactly", "just-over"],
)
def test_exactly_one_half_is_not_more_than_one_half(part: int, met: bool, missing: int) -> None:
    """过半数 does not include one half."""
    assert MoreThan(1, 2).is_met_by(part, 338) is met
    assert MoreThan(1, 2).shortfall(part, 338) == missing


def test_more_than_half_of_an_odd_number_needs_one_more_than_its_half_rounded_down() -> None:
    """Half of 281 is 140.5, so 141 are more than half."""
    assert MoreThan(1, 2).is_met_by(140, 281) is False
    assert MoreThan(1, 2).is_met_by(141, 281) is True
    assert MoreThan(1, 2).shortfall(140, 281) == 1


def test_nothing_of_nothing_meets_no_bound() -> None:
    """Where nobody could take part, nothing was decided."""
    assert AtLeast(0, 1).is_met_by(0, 0) is False
    assert AtLeast(2, 3).is_met_by(0, 0) is False
    assert MoreThan(1, 2).is_met_by(0, 0) is False
    assert MoreThan(0, 1).is_met_by(0, 0) is False


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (0, -1)])
def test_a_part_that_is_no_part_of_the_whole_is_refused(part: int, whole: int) -> None:
    """More votes than voters is a mistake, not a majority."""
    for bound in (AtLeast(1, 2), MoreThan(1, 2)):
        with pytest.raises(ValueError, match="is not a part of a whole"):
            bound.is_met_by(part, whole)
        with pytest.raises(ValueError, match="is not a part of a whole"):
            bound.shortfall(part, whole)


def test_a_bound_lies_between_nothing_and_the_whole() -> None:
    """More than the whole, or a share above it, can never be met."""
    assert AtLeast(1, 1).is_met_by(3, 3) is True
    assert MoreThan(0, 1).is_met_by(1, 3) is True
    with pytest.raises(ValueError, match="is not a share"):
        AtLeast(3, 2)
    with pytest.raises(ValueError, match="is not a share"):
        AtLeast(-1, 2)
    with pytest.raises(ValueError, match="is not a share"):
        MoreThan(5, 4)
    with pytest.raises(ValueError, match="no share is more than the whole"):
        MoreThan(2, 2)


def test_bounds_say_themselves_in_both_languages() -> None:
    """A resident reads 不少于 or 超过, never a bare number."""
    assert (AtLeast(2, 3).zh(), AtLeast(2, 3).en()) == ("不少于2/3", "at least 2/3")
    assert (MoreThan(1, 2).zh(), MoreThan(1, 2).en()) == ("超过1/2", "more than 1/2")
    assert AtLeast(4, 6).fraction == Fraction(2, 3)
    assert MoreThan(3, 4).fraction == Fraction(3, 4)


@pytest.mark.parametrize(
    ("part", "whole", "places", "text"),
    [
        (281, 331, 2, "84.89%"),
        (2, 3, 2, "66.66%"),
        (1999, 3000, 0, "66%"),
        (1, 1, 2, "100.00%"),
        (0, 5, 2, "0.00%"),
        (1, 2000, 2, "0.05%"),
        (0, 0, 2, "-"),
    ],
)
def test_a_percentage_is_rounded_down_so_that_it_never_claims_too_much(
    part: int, whole: int, places: int, text: str
) -> None:
    """66.66 per cent must not read as two thirds reached."""
    assert percent(part, whole, places) == text


def test_one_owner_of_one_can_reach_the_whole() -> None:
    """A place with a single owner can decide."""
    assert AtLeast(1, 1).is_met_by(1, 1) is True
    assert AtLeast(2, 3).is_met_by(1, 1) is True


@pytest.mark.parametrize(("part", "missing"), [(199, 2), (200, 1), (201, 0)])
def test_what_is_missing_is_counted_for_any_share(part: int, missing: int) -> None:
    """More than two thirds of 300 are 201."""
    assert MoreThan(2, 3).shortfall(part, 300) == missing


def test_a_percentage_has_two_decimals_unless_others_are_asked_for() -> None:
    """84.89 per cent of the heads took part."""
    assert percent(281, 331) == "84.89%"
