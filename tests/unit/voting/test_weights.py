"""Heads and area, added exactly and written for people."""

import pytest

from gongtong.voting.thresholds import (
    Dimension,
)
from gongtong.voting.weights import (
    NOTHING,
    Weight,
    amount_en,
    amount_zh,
    square_metres,
    total,
)


@pytest.mark.parametrize(
    ("area_cm2", "said"),
    [(0, "0.00"), (1, "0.0001"), (1_000, "0.10"), (12_345, "1.2345"), (156_661_600, "15666.16")],
)
def test_an_area_is_written_exactly(area_cm2: int, said: str) -> None:
    """Two decimals, and up to four where they are needed."""
    assert square_metres(area_cm2) == said


def test_one_owner_is_no_plural() -> None:
    """English counts one owner, two owners."""
    assert [amount_en(Dimension.HEADS, number) for number in (1, 2)] == ["1 owner", "2 owners"]


def test_weights_add_up_in_each_dimension() -> None:
    """Heads to heads, area to area; of nobody the total is nothing."""
    assert total([Weight(1, 500_000), Weight(2, 300_000)]) == Weight(3, 800_000)
    assert total([]) == NOTHING
    assert Weight(3, 7).of(Dimension.HEADS) == 3
    assert Weight(3, 7).of(Dimension.AREA) == 7


def test_an_amount_has_its_unit() -> None:
    """Owners are counted in people, areas in square metres."""
    assert amount_zh(Dimension.HEADS, 12) == "12人"
    assert amount_zh(Dimension.AREA, 3_405_000) == "340.50平方米"
    assert amount_en(Dimension.AREA, 3_405_000) == "340.50 m2"
