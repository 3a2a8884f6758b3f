"""Routes that PyVRP finds hold before the independent check, and small ones are the best there are."""

import pytest
from attrs import evolve
from hypothesis import given, settings

from gongtong.core.errors import MissingExtraError
from gongtong.rostering.deliveries.planning import (
    RouteEffort,
    RouteProgress,
    plan_routes,
    seconds_between,
)
from gongtong.rostering.deliveries.runs import DeliveryRun
from gongtong.rostering.deliveries.walking import landing_of, station_of, walking_seconds
from gongtong.testing.deliveries import HOUSEHOLDS, LI, RUN, RUNS, WU, least_time

FEW = RouteEffort(rounds=400)


@settings(max_examples=25, deadline=None)
@given(run=RUNS)
def test_a_small_run_takes_the_least_time_there_is(run: DeliveryRun) -> None:
    """As every order and every split of the trips says."""
    found = plan_routes(run, FEW)
    assert found.check.holds
    assert found.plan.left_out == ()
    assert found.check.worked == least_time(run)


def test_two_people_share_and_the_first_ones_come_first() -> None:
    """Nothing is broken, nobody is left out, and both go."""
    found = plan_routes(RUN, FEW)
    assert found.check.holds
    assert found.plan.left_out == ()
    assert {one.carrier for one in found.plan.routes} == {LI.code, WU.code}


def test_the_same_rounds_and_seed_plan_the_same() -> None:
    """On every machine."""
    assert plan_routes(RUN, FEW).plan == plan_routes(RUN, FEW).plan


def test_who_fits_into_nobodys_time_is_left_out_and_named() -> None:
    """With half an hour only some are reached; those to be served first are."""
    short = (evolve(LI, ends=8 * 60 + 19),)
    found = plan_routes(evolve(RUN, carriers=short), FEW)
    assert found.check.holds
    assert found.plan.left_out
    assert "2-202" not in found.plan.left_out


def test_a_watch_sees_the_search_and_may_end_it() -> None:
    """It is asked every few hundred rounds."""
    seen: list[RouteProgress] = []

    def watch(progress: RouteProgress) -> bool:
        seen.append(progress)
        return False

    found = plan_routes(RUN, RouteEffort(rounds=10**9, even_percent=None), watch)
    assert found.check.holds
    assert [one.rounds for one in seen] == [200]


def test_a_search_has_an_end() -> None:
    """Rounds or seconds."""
    with pytest.raises(ValueError, match="rounds or seconds"):
        RouteEffort()
    assert plan_routes(RUN, RouteEffort(seconds=0.2)).check.holds


def test_the_matrix_says_what_walking_says() -> None:
    """Though it asks for each pair of stairs only once."""
    landings = [station_of(RUN), *(landing_of(RUN, one) for one in HOUSEHOLDS)]
    expected = [[walking_seconds(one, other, RUN.pace) for other in landings] for one in landings]
    assert seconds_between(landings, RUN) == expected


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra has a name."""
    monkeypatch.setitem(__import__("sys").modules, "pyvrp", None)
    with pytest.raises(MissingExtraError, match="routes"):
        plan_routes(RUN, FEW)
