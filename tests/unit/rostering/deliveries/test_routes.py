"""The times of a route, and every rule that a plan can break."""

import pytest
from attrs import evolve

from gongtong.rostering.deliveries.routes import (
    CarrierRoute,
    RouteBreach,
    RoutePlan,
    RouteRule,
    check_routes,
    timetable,
)
from gongtong.rostering.deliveries.runs import DeliveryRun, Pace
from gongtong.testing.deliveries import HOUSEHOLDS, LI, RUN

SLOW = evolve(RUN, pace=Pace(60, 10, 25, seconds_at_a_door=30, seconds_to_load=100))
GOOD = RoutePlan(
    (
        CarrierRoute("V-li", (("1-101", "1-302"), ("2-501",))),
        CarrierRoute("V-wu", (("2-202",),)),
    )
)


def _broken(plan: RoutePlan, run: DeliveryRun = SLOW) -> set[tuple[RouteRule, str]]:
    return {(one.rule, one.whom) for one in check_routes(run, plan).breaches}


def test_a_route_loads_walks_and_stands_at_doors() -> None:
    """Every second is somewhere: loading 100, to the first 70, at the door 30, two floors 20, at the door 30, back 20 + 70, and again."""
    table = timetable(SLOW, LI, GOOD.routes[0])
    begins = 8 * 3600
    first, second, third = table.visits
    assert (first.arrives, first.leaves) == (begins + 170, begins + 200)
    assert second.arrives == begins + 220
    assert (third.trip, third.arrives) == (1, begins + 250 + 90 + 100 + 280 + 25)
    assert table.walked == 70 + 20 + 90 + 2 * (280 + 25)
    assert table.worked == table.walked + 2 * 100 + 3 * 30


def test_who_would_come_too_early_sets_out_later() -> None:
    """A route begins so that nobody waits, where nobody on it had to be reached before."""
    late = evolve(HOUSEHOLDS[0], opens=9 * 60)
    table = timetable(evolve(SLOW, households=(late,)), LI, CarrierRoute("V-li", (("1-101",),)))
    assert (table.begins, table.visits[0].arrives) == (9 * 3600 - 170, 9 * 3600)
    assert table.worked == 170 + 30 + 70


def test_who_must_serve_somebody_before_waits_on_the_way() -> None:
    """The first closes at 8:04, so that the route begins 70 seconds late at the most and the rest is waited."""
    early, late = evolve(HOUSEHOLDS[0], closes=8 * 60 + 4), evolve(HOUSEHOLDS[1], opens=9 * 60)
    run = evolve(SLOW, households=(early, late))
    table = timetable(run, LI, CarrierRoute("V-li", (("1-101", "1-302"),)))
    assert table.begins == 8 * 3600 + 70
    assert [visit.arrives for visit in table.visits] == [8 * 3600 + 240, 9 * 3600]
    assert [visit.waits for visit in table.visits] == [0, 3600 - 290]


def test_a_good_plan_breaks_nothing() -> None:
    """And its figures add up."""
    check = check_routes(SLOW, GOOD)
    assert check.holds
    assert check.walked == sum(times.walked for _, times in check.timetables)
    assert check.longest == check.timetables[0][1].worked < check.worked


@pytest.mark.parametrize(
    ("plan", "broken"),
    [
        pytest.param(
            evolve(GOOD, left_out=("1-101",)), (RouteRule.ONCE_EACH, "1-101"), id="left out too"
        ),
        pytest.param(
            RoutePlan(GOOD.routes[:1]), (RouteRule.NOBODY_FORGOTTEN, "2-202"), id="forgotten"
        ),
        pytest.param(
            RoutePlan((*GOOD.routes, GOOD.routes[1])), (RouteRule.ONCE_EACH, "V-wu"), id="twice"
        ),
        pytest.param(
            evolve(GOOD, left_out=("9",)), (RouteRule.NAMES_EXIST, "9"), id="no household"
        ),
        pytest.param(
            RoutePlan((CarrierRoute("V-no", ()),)), (RouteRule.NAMES_EXIST, "V-no"), id="nobody"
        ),
        pytest.param(
            RoutePlan((CarrierRoute("V-li", (("1-101", "1-302", "2-501", "2-202"),)),)),
            (RouteRule.CAPACITY, "V-li"),
            id="too much at once",
        ),
    ],
)
def test_what_a_plan_breaks_is_named(plan: RoutePlan, broken: tuple[RouteRule, str]) -> None:
    """Rule by rule."""
    assert broken in _broken(plan)


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [
        pytest.param(RouteRule.FIRST_ONES_FIRST, 0, id="in time to the second"),
        pytest.param(RouteRule.FIRST_ONES_FIRST, 1, id="a second late"),
    ],
)
def test_first_ones_are_reached_in_time_to_the_second(rule: RouteRule, seconds: int) -> None:
    """Wu stands before the door after 100 + 292 + 10 = 402 seconds; the limit is a whole minute."""
    pace = evolve(SLOW.pace, seconds_to_load=100 + 18 + seconds)
    run = evolve(SLOW, pace=pace, first_by=8 * 60 + 7)
    assert ((rule, "2-202") in _broken(GOOD, run)) is bool(seconds)


def test_nobody_stands_before_a_closed_door_or_comes_back_too_late() -> None:
    """To the second as well."""
    closing = evolve(SLOW, households=(evolve(HOUSEHOLDS[0], closes=8 * 60 + 2),))
    plan = RoutePlan((CarrierRoute("V-li", (("1-101",),)),))
    assert _broken(plan, closing) == {(RouteRule.SOMEBODY_AT_HOME, "1-101")}
    tired = evolve(SLOW, households=HOUSEHOLDS[:1], carriers=(evolve(LI, ends=8 * 60 + 4),))
    assert _broken(plan, tired) == {(RouteRule.BACK_IN_TIME, "V-li")}
    assert check_routes(tired, plan).breaches == (RouteBreach(RouteRule.BACK_IN_TIME, "V-li"),)
