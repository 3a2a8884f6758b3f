"""A plan of deliveries as one page: a map of the ways, and for everybody a list of doors to tick (配送路线页面)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.notices.letters import page_named
from gongtong.rostering.deliveries.walking import landing_of, station_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.rostering.deliveries.planning import PlannedRoutes
    from gongtong.rostering.deliveries.routes import CarrierRoute, Timetable
    from gongtong.rostering.deliveries.runs import DeliveryRun, Household

_PAGE: Final = "routes.html.j2"
_MARGIN: Final = 40
_HUES: Final = 360
_GOLDEN: Final = 137  # degrees: neighbours in the list look different


@frozen
class _Line:
    """A line of a list: a door, when, and how many parcels."""

    trip: int
    clock: str
    household: Household


@frozen
class _List:
    """The list of somebody."""

    carrier: str
    begins: str
    returns: str
    hue: int
    ways: tuple[str, ...]
    lines: tuple[_Line, ...]


def render_routes(run: DeliveryRun, planned: PlannedRoutes, *, title: str) -> str:
    """Draw a plan as one HTML page to print that needs nothing else (绘制配送路线)."""
    tables = dict(planned.check.timetables)
    lists = [
        _list(run, route, tables[route.carrier], number * _GOLDEN % _HUES)
        for number, route in enumerate(planned.plan.routes)
    ]
    everything = (run.station, *run.buildings)
    left = min(one.x for one in everything) - _MARGIN
    right = max(one.x + 4 * one.stair_metres for one in everything) + _MARGIN
    low = min(one.y for one in everything) - _MARGIN
    high = max(one.y for one in everything) + _MARGIN
    return page_named(_PAGE).render(
        title=title,
        run=run,
        plan=planned.plan,
        check=planned.check,
        lists=lists,
        box=(left, -high, right - left, high - low),
    )


def _list(run: DeliveryRun, route: CarrierRoute, table: Timetable, hue: int) -> _List:
    lines = tuple(
        _Line(visit.trip + 1, _clock(visit.arrives), run.household_named[visit.household])
        for visit in table.visits
    )
    ways = tuple(" ".join(_points(run, trip)) for trip in route.trips)
    return _List(route.carrier, _clock(table.begins), _clock(table.returns), hue, ways, lines)


def _points(run: DeliveryRun, trip: tuple[str, ...]) -> Iterator[str]:
    station = station_of(run)
    doors = (landing_of(run, run.household_named[code]) for code in trip)
    for one in (station, *doors, station):
        yield f"{one.x},{-one.y}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
