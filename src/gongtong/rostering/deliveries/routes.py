"""A plan of deliveries: trips of everybody, their times, and an independent check of all of it (配送路线与核对)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from gongtong.rostering.deliveries.runs import Carrier, DeliveryRun
from gongtong.rostering.deliveries.walking import landing_of, station_of, walking_seconds

_MINUTE = 60


@frozen
class CarrierRoute:
    """The trips of somebody, each with its households in the order in which they are reached (配送路线)."""

    carrier: str
    trips: tuple[tuple[str, ...], ...]

    @property
    def households(self) -> tuple[str, ...]:
        """Everybody on the route (沿途住户)."""
        return tuple(one for trip in self.trips for one in trip)


@frozen
class RoutePlan:
    """Who goes where, and the households for whom there was no way (配送计划)."""

    routes: tuple[CarrierRoute, ...]
    left_out: tuple[str, ...] = ()


@frozen
class DoorVisit:
    """When a door is opened and when one goes on, in seconds of the day, and how long one waited before it (到门时刻)."""

    household: str
    trip: int
    arrives: int
    leaves: int
    waits: int


@frozen
class Timetable:
    """The times of a route (路线时刻表).

    `walked` are the seconds on the way, `worked` those from loading first to being back last.
    """

    visits: tuple[DoorVisit, ...]
    begins: int
    returns: int
    walked: int

    @property
    def worked(self) -> int:
        """Seconds from first to last (用时)."""
        return self.returns - self.begins


class RouteRule(Enum):
    """What a plan of deliveries must keep (配送规则)."""

    NAMES_EXIST = "names_exist"
    ONCE_EACH = "once_each"
    NOBODY_FORGOTTEN = "nobody_forgotten"
    CAPACITY = "capacity"
    SOMEBODY_AT_HOME = "somebody_at_home"
    FIRST_ONES_FIRST = "first_ones_first"
    BACK_IN_TIME = "back_in_time"


@frozen
class RouteBreach:
    """A rule that a plan breaks, on whom (违反配送规则)."""

    rule: RouteRule
    whom: str


@frozen
class RouteCheck:
    """What the check of a plan found (配送核对)."""

    breaches: tuple[RouteBreach, ...]
    timetables: tuple[tuple[str, Timetable], ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is broken (是否符合)."""
        return not self.breaches

    @property
    def worked(self) -> int:
        """Seconds of everybody (总用时)."""
        return sum(times.worked for _, times in self.timetables)

    @property
    def walked(self) -> int:
        """Seconds on the way of everybody (总步行时间)."""
        return sum(times.walked for _, times in self.timetables)

    @property
    def longest(self) -> int:
        """Seconds of whoever works longest (最长用时)."""
        return max((times.worked for _, times in self.timetables), default=0)


def timetable(run: DeliveryRun, carrier: Carrier, route: CarrierRoute) -> Timetable:
    """Give the times of a route that begins as late as it can without coming back later (排定时刻).

    Who comes before somebody is at home waits; a route that begins later waits less.
    """
    begins = carrier.begins * _MINUTE
    return _walked(run, route, begins + _spare(run, _walked(run, route, begins)))


def _walked(run: DeliveryRun, route: CarrierRoute, begins: int) -> Timetable:
    station, pace = station_of(run), run.pace
    now, walked, visits = begins, 0, []
    for number, trip in enumerate(route.trips):
        now += pace.seconds_to_load
        here = station
        for code in trip:
            household = run.household_named[code]
            there = landing_of(run, household)
            way = walking_seconds(here, there, pace)
            now, walked, here = now + way, walked + way, there
            waits = max(0, household.opens * _MINUTE - now)
            arrives = now = now + waits
            now += pace.seconds_at_a_door
            visits.append(DoorVisit(code, number, arrives, now, waits))
        way = walking_seconds(here, station, pace)
        now, walked = now + way, walked + way
    return Timetable(tuple(visits), begins, now, walked)


def _spare(run: DeliveryRun, table: Timetable) -> int:
    """Give the seconds by which a route can begin later: no more than it waits, and nobody is reached too late for it."""
    waited, spare = 0, sum(visit.waits for visit in table.visits)
    for visit in table.visits:
        waited += visit.waits
        latest = run.latest(run.household_named[visit.household]) * _MINUTE
        spare = min(spare, max(0, waited + latest - visit.arrives))
    return spare


def check_routes(run: DeliveryRun, plan: RoutePlan) -> RouteCheck:
    """Hold a plan against its run, reading nothing of whoever made it (核对配送计划)."""
    people = {one.code: one for one in run.carriers}
    unknown = tuple(_unknown(run, plan, people))
    if unknown:
        return RouteCheck(unknown, ())
    times = [(route.carrier, timetable(run, people[route.carrier], route)) for route in plan.routes]
    breaches = [*_once(run, plan)]
    for route, (_, table) in zip(plan.routes, times, strict=True):
        breaches += _on_the_way(run, people[route.carrier], route, table)
    return RouteCheck(tuple(breaches), tuple(times))


def _unknown(
    run: DeliveryRun, plan: RoutePlan, people: dict[str, Carrier]
) -> Iterator[RouteBreach]:
    seen: set[str] = set()
    for route in plan.routes:
        if route.carrier not in people:
            yield RouteBreach(RouteRule.NAMES_EXIST, route.carrier)
        if route.carrier in seen:
            yield RouteBreach(RouteRule.ONCE_EACH, route.carrier)
        seen.add(route.carrier)
    named = [one for route in plan.routes for one in route.households]
    for one in (*named, *plan.left_out):
        if one not in run.household_named:
            yield RouteBreach(RouteRule.NAMES_EXIST, one)


def _once(run: DeliveryRun, plan: RoutePlan) -> Iterator[RouteBreach]:
    times: dict[str, int] = dict.fromkeys(run.household_named, 0)
    for route in plan.routes:
        for one in route.households:
            times[one] += 1
    for one in plan.left_out:
        times[one] += 1
    for code, count in times.items():
        if count > 1:
            yield RouteBreach(RouteRule.ONCE_EACH, code)
        if count == 0:
            yield RouteBreach(RouteRule.NOBODY_FORGOTTEN, code)


def _on_the_way(
    run: DeliveryRun, carrier: Carrier, route: CarrierRoute, table: Timetable
) -> Iterator[RouteBreach]:
    for trip in route.trips:
        parcels = sum(run.household_named[one].parcels for one in trip)
        if parcels > carrier.parcels_a_trip:
            yield RouteBreach(RouteRule.CAPACITY, carrier.code)
    for visit in table.visits:
        household = run.household_named[visit.household]
        if visit.arrives > household.closes * _MINUTE:
            yield RouteBreach(RouteRule.SOMEBODY_AT_HOME, household.code)
        elif visit.arrives > run.latest(household) * _MINUTE:
            yield RouteBreach(RouteRule.FIRST_ONES_FIRST, household.code)
    if table.returns > carrier.ends * _MINUTE:
        yield RouteBreach(RouteRule.BACK_IN_TIME, carrier.code)
