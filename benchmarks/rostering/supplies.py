"""A supply run that anybody can draw again: households by building, stair and floor, some to be served first, some at home only late."""

from __future__ import annotations

from datetime import date
from random import Random

from gongtong.rostering.deliveries.runs import Building, Carrier, DeliveryRun, Household

WIDE, DEEP = 800, 600
STAIRS, FLOORS, DOORS = 4, 6, 4
MORNING, NOON, EVENING = 8 * 60, 12 * 60, 20 * 60


def supply_run(households: int, carriers: int, seed: int) -> DeliveryRun:
    """Draw a run: one household in twenty first, one in ten only between certain hours."""
    chance = Random(seed)  # noqa: S311 - an instance that anybody can draw again
    each = STAIRS * FLOORS * DOORS
    buildings = tuple(
        Building(
            f"B{number:02d}", chance.randrange(WIDE), chance.randrange(DEEP), chance.random() < 0.1
        )
        for number in range(-(-households // each))
    )
    doors = [
        (building, (stair, floor, door))
        for building in buildings
        for stair in range(1, STAIRS + 1)
        for floor in range(1, FLOORS + 1)
        for door in range(1, DOORS + 1)
    ]
    return DeliveryRun(
        date(2026, 9, 5),
        Building("station", WIDE // 2, DEEP // 2),
        buildings,
        tuple(_household(chance, building, at) for building, at in doors[:households]),
        tuple(
            Carrier(f"V{number:02d}", chance.choice((20, 30, 40)), MORNING, NOON)
            for number in range(carriers)
        ),
        first_by=MORNING + 90,
    )


def _household(chance: Random, building: Building, at: tuple[int, int, int]) -> Household:
    stair, floor, door = at
    opens, closes = MORNING, EVENING
    if chance.random() < 0.1:
        opens = MORNING + chance.choice((60, 120))
        closes = opens + 90
    is_first = opens == MORNING and chance.random() < 0.05
    return Household(
        f"{building.code}-{stair}-{floor}0{door}",
        building.code,
        stair,
        floor,
        chance.choice((1, 1, 1, 2)),
        is_first,
        opens,
        closes,
    )
