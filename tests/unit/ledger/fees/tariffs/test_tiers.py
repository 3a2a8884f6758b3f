"""Prices in tiers."""

from collections.abc import Iterable
from fractions import Fraction

import pytest

from gongtong.ledger.fees.tariffs.tiers import Tier, priced, reasons_against_tiers


def whole(parts: Iterable[tuple[Fraction, Fraction]]) -> list[tuple[int, int]]:
    return [(int(units), int(price)) for units, price in parts]


STEPS = (Tier(Fraction(1), 180), Tier(Fraction(2), 350), Tier(Fraction(3)))


@pytest.mark.parametrize(
    ("quantity", "parts"),
    [
        (0, []),
        (179, [(179, 1)]),
        (180, [(180, 1)]),
        (181, [(180, 1), (1, 2)]),
        (350, [(180, 1), (170, 2)]),
        (351, [(180, 1), (170, 2), (1, 3)]),
    ],
)
def test_what_lies_above_a_step_costs_more(quantity: int, parts: list[tuple[int, int]]) -> None:
    """Under, at and over each step."""
    assert whole(priced(Fraction(quantity), STEPS)) == parts


@pytest.mark.parametrize(
    ("before", "parts"),
    [
        (0, [(10, 1)]),
        (170, [(10, 1)]),
        (171, [(9, 1), (1, 2)]),
        (180, [(10, 2)]),
        (345, [(5, 2), (5, 3)]),
        (400, [(10, 3)]),
    ],
)
def test_what_was_taken_before_fills_the_lower_tiers(
    before: int, parts: list[tuple[int, int]]
) -> None:
    """Ten units after what the year had so far."""
    assert whole(priced(Fraction(10), STEPS, Fraction(before))) == parts


def test_one_price_has_no_steps() -> None:
    """Nothing of it is priced where there is nothing."""
    flat = (Tier(Fraction(3, 10)),)
    assert list(priced(Fraction(9753, 100), flat)) == [(Fraction(9753, 100), Fraction(3, 10))]
    assert list(priced(Fraction(0), flat)) == []


@pytest.mark.parametrize(
    ("tiers", "fault"),
    [
        ((), "there is no price"),
        ((Tier(Fraction(1), 10),), "nothing prices what lies above 10"),
        ((Tier(Fraction(1)), Tier(Fraction(2))), "only the last tier has no end"),
        ((Tier(Fraction(1), 10), Tier(Fraction(2), 10), Tier(Fraction(3))), "do not rise"),
        ((Tier(Fraction(1), 0), Tier(Fraction(3))), "do not rise"),
    ],
)
def test_steps_that_price_nothing_twice_or_never(tiers: tuple[Tier, ...], fault: str) -> None:
    """Each fault is named; steps that rise from above nothing have none."""
    assert any(fault in said for said in reasons_against_tiers(tiers))
    assert list(reasons_against_tiers(STEPS)) == []


def test_no_price_is_negative() -> None:
    """Nothing is the least."""
    assert Tier(Fraction(0)).price == 0
    with pytest.raises(ValueError, match="nothing or more"):
        Tier(Fraction(-1, 100))
