"""A plan of deliveries drawn as a page."""

from attrs import evolve

from gongtong.notices.deliveries import render_routes
from gongtong.rostering.deliveries.planning import PlannedRoutes
from gongtong.rostering.deliveries.routes import CarrierRoute, RoutePlan, check_routes
from gongtong.testing.deliveries import HOUSEHOLDS, RUN

PLAN = RoutePlan(
    (
        CarrierRoute("V-li", (("1-101", "1-302"), ("2-501",))),
        CarrierRoute("V-wu", (("2-202",),)),
    )
)


def test_everybody_has_a_list_and_every_trip_a_way_on_the_map() -> None:
    """Two lists, three ways, priority households marked; what somebody wrote is text."""
    run = evolve(RUN, households=(*HOUSEHOLDS[:3], evolve(HOUSEHOLDS[3])))
    page = render_routes(run, PlannedRoutes(PLAN, check_routes(run, PLAN)), title="<配送>")
    assert page.count("<section>") == 2
    assert page.count("<polyline") == 3
    assert "2-202（优先）" in page
    assert "&lt;配送&gt;" in page
    assert "未能安排" not in page
    assert "不得使用" not in page


def test_who_is_left_out_and_what_is_broken_is_said_first() -> None:
    """A plan that breaks a rule says that it must not be used."""
    plan = RoutePlan((PLAN.routes[0],), ("2-202",))
    page = render_routes(RUN, PlannedRoutes(plan, check_routes(RUN, plan)), title="配送")
    assert "未能安排：2-202" in page
    forgotten = RoutePlan(PLAN.routes[:1])
    page = render_routes(RUN, PlannedRoutes(forgotten, check_routes(RUN, forgotten)), title="配送")
    assert "不得使用" in page
