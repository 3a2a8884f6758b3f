"""How long it takes from one door to another, in whole seconds: along the streets, down and up the stairs (步行时间)."""

from __future__ import annotations

from attrs import frozen

from gongtong.rostering.deliveries.runs import Building, DeliveryRun, Household, Pace

_MINUTE = 60


@frozen
class Landing:
    """The landing of a floor in a stair of a building: where households share the way (楼层).

    The station has floor 1.
    """

    building: str
    stair: int
    floor: int
    x: int
    y: int
    has_lift: bool


def landing_of(run: DeliveryRun, household: Household) -> Landing:
    """Give the landing before the door of a household (住户所在楼层)."""
    return _landing(run.building_named[household.building], household.stair, household.floor)


def station_of(run: DeliveryRun) -> Landing:
    """Give the landing of the station (配送站)."""
    return _landing(run.station, 0, 1)


def walking_seconds(one: Landing, other: Landing, pace: Pace) -> int:
    """Give the seconds between two landings, started minutes not rounded but started seconds counted whole (步行秒数).

    >>> ground, third = Landing("1", 1, 1, 0, 0, False), Landing("1", 1, 3, 0, 0, False)
    >>> across = Landing("2", 1, 2, 140, 70, False)
    >>> walking_seconds(ground, third, Pace()), walking_seconds(third, across, Pace())
    (28, 222)
    """
    if (one.building, one.stair) == (other.building, other.stair):
        return climbing_seconds(abs(one.floor - other.floor), pace, has_lift=one.has_lift)
    metres = abs(one.x - other.x) + abs(one.y - other.y)
    down = climbing_seconds(one.floor - 1, pace, has_lift=one.has_lift)
    up = climbing_seconds(other.floor - 1, pace, has_lift=other.has_lift)
    return down + -(-metres * _MINUTE // pace.metres_a_minute) + up


def climbing_seconds(floors: int, pace: Pace, *, has_lift: bool) -> int:
    """Give the seconds for some floors, by the lift where that is sooner (上下楼秒数)."""
    on_foot = floors * pace.seconds_a_floor
    return min(on_foot, pace.seconds_in_a_lift) if has_lift else on_foot


def _landing(building: Building, stair: int, floor: int) -> Landing:
    east = building.x + building.stair_metres * max(0, stair - 1)
    return Landing(building.code, stair, floor, east, building.y, building.has_lift)
