"""How far a canvass has come."""

from datetime import date

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.canvassing.coverage import (
    CategoryOpinions,
    coverage_of,
    last_outcomes,
)
from gongtong.deliberation.canvassing.visits import Visit, VisitOutcome

DAY = date(2025, 6, 10)
HOMES = tuple(DwellingLabel(1 + n // 2, 1, 101 + n % 2) for n in range(4))


def visit(place: int, attempt: int, outcome: VisitOutcome) -> Visit:
    return Visit(HOMES[place], attempt, outcome, DAY)


VISITS = (
    visit(0, 1, VisitOutcome.ABSENT),
    visit(0, 2, VisitOutcome.TALKED),
    visit(0, 3, VisitOutcome.ABSENT),
    visit(1, 1, VisitOutcome.REFUSED),
    visit(2, 1, VisitOutcome.ABSENT),
    Visit(DwellingLabel(9, 1, 901), 1, VisitOutcome.TALKED, DAY),
)


def test_whoever_was_met_once_counts_as_met() -> None:
    """Whatever a later visit found."""
    assert last_outcomes(VISITS)[HOMES[0]] is VisitOutcome.TALKED


def test_every_household_is_in_exactly_one_count() -> None:
    """Met, missed, refused, not visited yet; by building too, and doors outside count nowhere."""
    told = coverage_of("spring", HOMES, VISITS, (CategoryOpinions("light", 2),))
    doors = told.doors
    assert (doors.talked, doors.absent, doors.refused, doors.not_yet) == (1, 1, 1, 1)
    assert doors.visited + doors.not_yet == doors.households == 4
    assert [one.doors.households for one in told.buildings] == [2, 2]
    assert (told.attempts, told.outside, told.opinions) == (5, 1, 2)
