"""Seconds from door to door."""

from attrs import evolve

from gongtong.rostering.deliveries.runs import Pace
from gongtong.rostering.deliveries.walking import (
    climbing_seconds,
    landing_of,
    station_of,
    walking_seconds,
)
from gongtong.testing.deliveries import RUN

PACE = Pace(metres_a_minute=60, seconds_a_floor=10, seconds_in_a_lift=25)


def _to(one: str, other: str) -> int:
    landings = [landing_of(RUN, RUN.household_named[code]) for code in (one, other)]
    return walking_seconds(landings[0], landings[1], PACE)


def test_in_one_stair_only_the_floors_count() -> None:
    """From the first to the third floor: two floors."""
    assert _to("1-101", "1-302") == 20


def test_between_stairs_one_goes_down_across_and_up() -> None:
    """Twelve metres to the next stair of a building with a lift, four floors down by the lift, one up on foot."""
    assert _to("2-501", "2-202") == 25 + 12 + 10
    assert _to("2-202", "2-501") == 10 + 12 + 25


def test_the_station_is_on_the_ground() -> None:
    """Seventy metres to the first building."""
    landing = landing_of(RUN, RUN.household_named["1-101"])
    assert walking_seconds(station_of(RUN), landing, PACE) == 70
    assert walking_seconds(station_of(RUN), landing, evolve(PACE, metres_a_minute=59)) == 72


def test_a_lift_is_taken_where_it_is_sooner() -> None:
    """Two floors on foot, three by the lift; without a lift always on foot."""
    taken = [climbing_seconds(floors, PACE, has_lift=True) for floors in (0, 2, 3, 30)]
    assert taken == [0, 20, 25, 25]
    assert climbing_seconds(3, PACE, has_lift=False) == 30
