"""Visits at the door."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.canvassing.campaigns import CanvassOnFile
from gongtong.deliberation.canvassing.visits import (
    RecordVisits,
    VisitFacts,
    VisitLine,
    VisitOutcome,
    rule_on_visits,
)
from gongtong.testing.examples.deliberation_canvassing import ABSENT, HOME, TALKED, TODAY

SPRING = CanvassOnFile("spring", "春季走访", (HOME, ABSENT.dwelling), TODAY)
FACTS = VisitFacts(SPRING, {HOME: 1}, {"Y0001": HOME}, (), TODAY)


def codes(*lines: VisitLine, facts: VisitFacts = FACTS) -> list[str]:
    told = rule_on_visits(RecordVisits("spring", lines), facts)
    found = told.codes if isinstance(told, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def test_every_visit_is_the_next_attempt_at_its_door() -> None:
    """What the resident wants stays out of the record."""
    told = rule_on_visits(RecordVisits("spring", (TALKED, ABSENT, ABSENT)), FACTS)
    assert isinstance(told, Granted)
    assert [one.attempt for one in told.event.visits] == [2, 1, 2]
    assert "声控灯" not in str(told.event)
    assert all(one.zh for one in VisitOutcome)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"visited_on": date(2025, 6, 11)}, "visit_day"),
        ({"visited_on": date(2025, 6, 9)}, "visit_day"),
        ({"canvassers": ("u-liu",)}, "not_a_pair"),
        ({"canvassers": ("u-liu", "u-liu")}, "not_a_pair"),
        ({"asked_action": "长" * 501}, "action_too_long"),
        ({"outcome": VisitOutcome.REFUSED}, "opinion_untalked"),
        ({"opinion": "Y0002"}, "opinion_elsewhere"),
        ({"dwelling": ABSENT.dwelling}, "opinion_elsewhere"),
    ],
)
def test_each_fault_has_its_ground(change: dict[str, Any], code: str) -> None:
    """One visit, changed in one place."""
    assert codes(TALKED) == []
    assert codes(evolve(TALKED, **change)) == [code]


def test_an_opinion_has_one_visit() -> None:
    """Not two on one sheet, and not one more later; a door outside the canvass has none."""
    assert codes(TALKED, TALKED) == ["opinion_linked"]
    assert codes(TALKED, facts=evolve(FACTS, linked=("Y0001",))) == ["opinion_linked"]
    assert codes() == ["no_visits"]
    elsewhere = evolve(FACTS, campaign=evolve(SPRING, households=(HOME,)))
    assert codes(ABSENT, facts=elsewhere) == ["outside_canvass"]
