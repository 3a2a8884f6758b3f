"""Canvasses and visits in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.deliberation.canvassing.visits import RecordVisits
from gongtong.testing.examples.deliberation_canvassing import (
    ABSENT,
    SPRING,
    TALKED,
    open_canvass,
)
from gongtong.testing.examples.people import HOMES

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def test_coverage_falls_out_of_the_visits(place: Stage) -> None:
    """All homes of the register are meant; one was met, one was not at home."""
    open_canvass(place)
    first = RecordVisits(SPRING.code, (TALKED, ABSENT))
    place.run("deliberation.record_visits", first, key="first")
    place.run("deliberation.record_visits", RecordVisits(SPRING.code, (ABSENT,)), key="second")
    with place.work() as work:
        desk = work.deliberation.canvasses
        told = desk.coverage(SPRING.code)
        assert told.doors.households == len(HOMES)
        assert (told.doors.talked, told.doors.absent) == (1, 1)
        assert (told.attempts, told.opinions) == (3, 1)
        assert [one.attempt for one in desk.visits(SPRING.code)] == [1, 1, 2]
        bodies = str([event.body for event in work.pending_events(consumer="t")])
        assert TALKED.asked_action not in bodies
        with pytest.raises(UnknownReferenceError):
            desk.canvass("")


def test_an_opinion_is_linked_to_one_visit(place: Stage) -> None:
    """A second sheet with the same number is refused whole."""
    open_canvass(place)
    sheet = RecordVisits(SPRING.code, (TALKED,))
    place.run("deliberation.record_visits", sheet, key="first")
    again = RecordVisits(SPRING.code, (ABSENT, TALKED))
    with place.work() as work, pytest.raises(RefusedError):
        work.deliberation.canvasses.record_visits(again, key="again")
    with place.work() as work:
        assert len(work.deliberation.canvasses.visits(SPRING.code)) == 1
