"""Charges and what is open of them."""

from uuid import UUID

import pytest

from gongtong.core.periods import year_span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.charges import (
    BuildingArrears,
    Charge,
    DwellingArrears,
    arrears_by_building,
    still_open,
)


def charge(year: int, fen: int = 30_000) -> Charge:
    return Charge(
        UUID(int=101),
        DwellingLabel(1, 1, 101),
        year_span(year),
        "fee",
        "费",
        fen,
        fen,
        "f",
        "4301",
        "",
    )


@pytest.mark.parametrize(
    ("owed_fen", "open_fen"),
    [
        (0, [0, 0]),
        (1, [0, 1]),
        (29_999, [0, 29_999]),
        (30_000, [0, 30_000]),
        (30_001, [1, 30_000]),
        (60_000, [30_000, 30_000]),
    ],
)
def test_the_oldest_charge_is_paid_first(owed_fen: int, open_fen: list[int]) -> None:
    """What is still owed lies in the newest charges, whatever order they come in."""
    opened = still_open((charge(2026), charge(2025)), owed_fen)
    assert [one.open_fen for one in opened] == open_fen
    assert [one.period.start.year for one in opened] == [2025, 2026]


def test_arrears_are_added_up_by_building() -> None:
    """One line for a building, in the order of the buildings."""
    arrears = [
        DwellingArrears(UUID(int=1), DwellingLabel(10, 1, 101), 30_000, ()),
        DwellingArrears(UUID(int=2), DwellingLabel(2, 1, 101), 15_000, ()),
        DwellingArrears(UUID(int=3), DwellingLabel(10, 2, 101), 1, ()),
    ]
    assert arrears_by_building(arrears) == (
        BuildingArrears(2, 1, 15_000),
        BuildingArrears(10, 2, 30_001),
    )
    assert arrears_by_building(()) == ()
