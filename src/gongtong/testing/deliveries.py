"""Small supply runs, and the best way to walk one by trying every order (配送示例与穷举)."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Final

from hypothesis import strategies as st

from gongtong.rostering.deliveries.routes import CarrierRoute, RoutePlan, check_routes
from gongtong.rostering.deliveries.runs import Building, Carrier, DeliveryRun, Household

STATION: Final = Building("station", 0, 0)
BUILDINGS: Final = (Building("1", 70, 0), Building("2", 140, 140, has_lift=True))
LI: Final = Carrier("V-li", 3, 8 * 60, 10 * 60)
WU: Final = Carrier("V-wu", 2, 8 * 60, 10 * 60)
HOUSEHOLDS: Final = (
    Household("1-101", "1", 1, 1),
    Household("1-302", "1", 1, 3, 2),
    Household("2-501", "2", 1, 5),
    Household("2-202", "2", 2, 2, is_first=True),
)
RUN: Final = DeliveryRun(
    date(2026, 9, 5), STATION, BUILDINGS, HOUSEHOLDS, (LI, WU), first_by=8 * 60 + 20
)
"""Four households in two buildings, one to be served first, and two people (配送示例)."""

_HOUSEHOLD: Final = st.tuples(
    st.sampled_from(BUILDINGS), st.integers(1, 2), st.integers(1, 7), st.integers(1, 3)
)
RUNS: Final = st.lists(_HOUSEHOLD, min_size=1, max_size=4).map(
    lambda drawn: DeliveryRun(
        date(2026, 9, 5),
        STATION,
        BUILDINGS,
        tuple(
            Household(f"H{number}", building.code, stair, floor, parcels)
            for number, (building, stair, floor, parcels) in enumerate(drawn)
        ),
        (LI,),
    )
)
"""Runs of one person with up to four households (单人配送)."""


def least_time(run: DeliveryRun) -> int:
    """Give the fewest seconds in which the first carrier serves everybody, by every order and every split (穷举最短用时)."""
    (carrier, *_), codes = run.carriers, tuple(run.household_named)
    best = None
    for order in permutations(codes):
        for cuts in range(1 << (len(codes) - 1)):
            trips = _split(order, cuts)
            check = check_routes(run, RoutePlan((CarrierRoute(carrier.code, trips),)))
            if check.holds and (best is None or check.worked < best):
                best = check.worked
    if best is None:
        raise ValueError("nobody can serve everybody")
    return best


def _split(order: tuple[str, ...], cuts: int) -> tuple[tuple[str, ...], ...]:
    trips = [[order[0]]]
    for number, one in enumerate(order[1:]):
        if cuts >> number & 1:
            trips.append([])
        trips[-1].append(one)
    return tuple(tuple(trip) for trip in trips)
