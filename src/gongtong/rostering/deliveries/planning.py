"""Deliveries planned by PyVRP: least time of everybody, priority households first, loads that are even (配送路线求解)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from gongtong.core.extras import load_extra
from gongtong.rostering.deliveries.routes import CarrierRoute, RouteCheck, RoutePlan, check_routes
from gongtong.rostering.deliveries.runs import Carrier, DeliveryRun, Household
from gongtong.rostering.deliveries.walking import Landing, landing_of, station_of, walking_seconds

ROUTES: Final = "routes"
"""The extra that brings PyVRP (路线求解组件)."""

_MINUTE: Final = 60
_MISSED: Final = (
    100_000  # seconds that are worth a household, ten times as many for one to be served first
)
_FIRST: Final = 10
_FIRST_SEARCH: Final = Fraction(1, 6)
_OVERTIME: Final = 3  # what a second beyond an even share costs more
_ROUNDS: Final = 200


@frozen
class RouteProgress:
    """How far a search for routes is (路线求解进度).

    `cost` is in seconds, with a great many for every household that is left out.
    """

    rounds: int
    cost: int


RouteWatch: TypeAlias = Callable[[RouteProgress], bool]
"""Is shown the progress now and then; the search ends where it says no."""


@frozen
class RouteEffort:
    """How long to search: rounds, which come to the same everywhere, and seconds, which do not (路线求解限度).

    `even_percent` is how much of an equal share of the time somebody may work before each further second counts fourfold; `None` for no care.
    """

    rounds: int | None = None
    seconds: float | None = None
    seed: int = 0
    even_percent: int | None = 110

    def __attrs_post_init__(self) -> None:
        """Refuse a search without an end."""
        if self.rounds is None and self.seconds is None:
            raise ValueError("say how many rounds or seconds the search may take")


@frozen
class PlannedRoutes:
    """A plan and what the independent check says of it (求得的配送计划)."""

    plan: RoutePlan
    check: RouteCheck


def go_on(progress: RouteProgress) -> bool:
    """Let a search go on to its end (不限时)."""
    return progress.rounds >= 0


def plan_routes(run: DeliveryRun, effort: RouteEffort, watch: RouteWatch = go_on) -> PlannedRoutes:
    """Plan who carries what to whom, the same for the same rounds and seed (规划配送路线).

    Households that fit into nobody's time are left out and named. Raises `MissingExtraError` without PyVRP.
    """
    pyvrp = load_extra("pyvrp", purpose="planning deliveries", extra=ROUTES)
    search = _Search(pyvrp, run, effort, watch)
    best = search.best(_FIRST_SEARCH, all_of_them=True)
    everybody = best.is_feasible()
    if not search.is_ended:
        share = None
        if effort.even_percent is not None and everybody:
            share = best.duration() * effort.even_percent // (100 * len(run.carriers))
        start = best if everybody else None
        best = search.best(1 - _FIRST_SEARCH, all_of_them=everybody, share=share, start=start)
    plan = _plan(run, best)
    return PlannedRoutes(plan, check_routes(run, plan))


class _Search:
    """A run in the numbers of PyVRP."""

    def __init__(
        self, pyvrp: Any, run: DeliveryRun, effort: RouteEffort, watch: RouteWatch
    ) -> None:
        self._pyvrp, self._run, self._effort, self._watch = pyvrp, run, effort, watch
        self.is_ended = False
        numbers = {station_of(run): 0}
        for one in run.households:
            numbers.setdefault(landing_of(run, one), len(numbers))
        landings = list(numbers)
        self._seconds = load_extra("numpy", purpose="planning deliveries", extra=ROUTES).array(
            seconds_between(landings, run), dtype="int64"
        )
        self._locations = [pyvrp.Location(one.x, one.y) for one in landings]
        self._places = [(one, numbers[landing_of(run, one)]) for one in run.households]

    def best(
        self, part: Fraction, *, all_of_them: bool, share: int | None = None, start: Any = None
    ) -> Any:
        """Search for a part of the effort, from a solution to begin with; `share` is an even share of seconds."""
        pyvrp, effort = self._pyvrp, self._effort
        data = pyvrp.ProblemData(
            self._locations,
            [self._client(one, place, is_required=all_of_them) for one, place in self._places],
            [pyvrp.Depot(0, service_duration=self._run.pace.seconds_to_load)],
            [self._vehicle(one, share) for one in self._run.carriers],
            [self._seconds],
            [self._seconds],
        )
        limits = [
            _Stop(
                None if effort.rounds is None else max(1, int(effort.rounds * part)), self._goes_on
            )
        ]
        if effort.seconds is not None:
            limits.append(pyvrp.stop.MaxRuntime(effort.seconds * float(part)))
        begun = None if start is None else _begun(pyvrp, data, start)
        stop = pyvrp.stop.MultipleCriteria(limits)
        return pyvrp.solve(data, stop, effort.seed, False, False, initial_solution=begun).best  # noqa: FBT003 - no statistics, no printing

    def _goes_on(self, progress: RouteProgress) -> bool:
        self.is_ended = not self._watch(progress)
        return not self.is_ended

    def _client(self, one: Household, location: int, *, is_required: bool) -> Any:
        run = self._run
        return self._pyvrp.Client(
            location,
            delivery=[one.parcels],
            service_duration=run.pace.seconds_at_a_door,
            tw_early=one.opens * _MINUTE,
            tw_late=run.latest(one) * _MINUTE,
            prize=_MISSED * (_FIRST if one.is_first else 1),
            required=is_required,
        )

    def _vehicle(self, one: Carrier, share: int | None) -> Any:
        whole = (one.ends - one.begins) * _MINUTE
        nominal = whole if share is None else min(share, whole)
        return self._pyvrp.VehicleType(
            1,
            [one.parcels_a_trip],
            tw_early=one.begins * _MINUTE,
            tw_late=one.ends * _MINUTE,
            shift_duration=nominal,
            max_overtime=whole - nominal,
            unit_overtime_cost=_OVERTIME,
            unit_distance_cost=0,
            unit_duration_cost=1,
            reload_depots=[0],
        )


class _Stop:
    """Ends a search after some rounds or when the watch has seen enough."""

    def __init__(self, rounds: int | None, watch: RouteWatch) -> None:
        self._rounds, self._watch, self._done = rounds, watch, 0

    def __call__(self, best_cost: int) -> bool:
        self._done += 1
        if self._rounds is not None and self._done > self._rounds:
            return True
        return self._done % _ROUNDS == 0 and not self._watch(RouteProgress(self._done, best_cost))


def _begun(pyvrp: Any, data: Any, solution: Any) -> Any:
    """Read a solution of the same run as one of other data."""
    routes = [
        pyvrp.Route(data, _activities(pyvrp, route), route.vehicle_type())
        for route in solution.routes()
    ]
    return pyvrp.Solution(data, routes)


def _activities(pyvrp: Any, route: Any) -> list[Any]:
    inner = route.schedule()[1:-1]
    return [pyvrp.Activity(one.type, one.idx) for one in inner]


def _plan(run: DeliveryRun, solution: Any) -> RoutePlan:
    routes = []
    for route in solution.routes():
        trips: list[list[str]] = [[]]
        for one in route.schedule()[1:-1]:
            if one.is_depot():
                trips.append([])
            else:
                trips[-1].append(run.households[one.idx].code)
        carrier = run.carriers[route.vehicle_type()].code
        routes.append(CarrierRoute(carrier, tuple(tuple(trip) for trip in trips if trip)))
    reached = {one for route in routes for one in route.households}
    left_out = tuple(one.code for one in run.households if one.code not in reached)
    return RoutePlan(tuple(sorted(routes, key=lambda one: one.carrier)), left_out)


def seconds_between(landings: Sequence[Landing], run: DeliveryRun) -> list[list[int]]:
    """Give the seconds from each landing to each, the stairs of a building asked only once (步行时间矩阵)."""
    doors = [evolve(one, floor=1) for one in landings]
    grounds = {door: number for number, door in enumerate(dict.fromkeys(doors))}
    between = [[walking_seconds(one, other, run.pace) for other in grounds] for one in grounds]
    climbs = [
        walking_seconds(door, one, run.pace) for door, one in zip(doors, landings, strict=True)
    ]
    places = [grounds[door] for door in doors]
    rows = []
    for number, one in enumerate(landings):
        row = between[places[number]]
        up = climbs[number]
        rows.append(
            [
                walking_seconds(one, other, run.pace)
                if place == places[number]
                else up + row[place] + climb
                for other, place, climb in zip(landings, places, climbs, strict=True)
            ]
        )
    return rows
