"""Charges, and what dwellings owe by building."""

from uuid import UUID

from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.charges import (
    BuildingArrears,
    DwellingArrears,
    arrears_by_building,
)


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
