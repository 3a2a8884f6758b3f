"""A patrol finds an old man who does not know the way home: noted, handed over, brought home, and nothing of him is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongtong.community import Gongtong
from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.storage.engines import sqlite_engine
from gongtong.rostering.incidents.incident import Receiver, published_counts
from gongtong.testing.examples.incidents import (
    FOUND_AT,
    HOME_AGAIN,
    LOST_ELDER,
    TO_GRID,
    TO_POLICE,
    report,
)
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A place where an old man was found at 20:40."""
    stage = build(Gongtong(), sqlite_engine(tmp_path / "court.db"))
    report(stage)
    return stage


def test_from_the_small_path_to_the_daughter(stage: Stage) -> None:
    """Within half an hour the police and the grid know; before that it cannot be ended; then it can."""
    with stage.work(now=FOUND_AT + timedelta(minutes=31)) as work:
        overdue = work.rostering.incidents.overdue()
        assert {one.to for one in overdue} == {Receiver.POLICE, Receiver.GRID}
    with pytest.raises(RefusedError, match="not_handed_over"):
        stage.run("rostering.end_incident", HOME_AGAIN, key="early")
    stage.run("rostering.hand_over_incident", TO_POLICE, key="police")
    stage.run("rostering.hand_over_incident", TO_GRID, key="grid")
    stage.run("rostering.end_incident", HOME_AGAIN, key="home")
    with stage.work() as work:
        desk = work.rostering.incidents
        told = desk.incident(1)
        assert (told.where, told.person) == (LOST_ELDER.where, LOST_ELDER.person)
        assert told.hand_overs == (TO_POLICE.hand_over, TO_GRID.hand_over)
        assert told.end == HOME_AGAIN.end
        assert [one.is_late for one in desk.duties(1)] == [False, False]
        assert desk.overdue() == ()
        assert published_counts(desk.incidents()) == (("走失人员", 1, 1),)


def test_the_record_of_the_place_tells_nothing_of_him(stage: Stage) -> None:
    """Events hold kinds and numbers; place, words, the person and who took him over stand in the tables alone."""
    stage.run("rostering.hand_over_incident", TO_POLICE, key="police")
    with stage.work() as work:
        events = [str(one) for one in work.pending_events(consumer="reader")]
    assert len(events) >= 3
    said = (LOST_ELDER.where, LOST_ELDER.what, LOST_ELDER.person, TO_POLICE.hand_over.taken_by)
    for word in said:
        assert not any(word in event for event in events)


def test_an_incident_that_is_none_is_told(stage: Stage) -> None:
    """By its number."""
    with stage.work() as work, pytest.raises(UnknownReferenceError, match="9"):
        work.rostering.incidents.incident(9)
