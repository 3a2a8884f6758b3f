"""Sessions, minutes and concessions in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.rulings import Refused
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.sessions import store
from gongtong.mediation.sessions.minutes import ReleaseConcession, SignMinutes
from gongtong.mediation.sessions.openness import SettleOpenness
from gongtong.mediation.sessions.session import CloseSession, SessionOutcome
from gongtong.testing.examples.mediation_parties import CASE, DEVELOPER, NEIGHBOUR
from gongtong.testing.examples.mediation_sessions import (
    MINUTES,
    SESSION,
    WISHES,
    prepare_session,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


@pytest.fixture
def stage(place: Stage) -> Stage:
    """A case in which a session may be held."""
    prepare_session(place)
    place.run("mediation.settle_openness", SettleOpenness(CASE, WISHES), key="openness")
    return place


def test_a_session_is_held_recorded_signed_and_adjourned(stage: Stage) -> None:
    """What was conceded is kept apart, and is read by others only when it was released."""
    with stage.work() as work:
        desk = work.mediation.sessions
        assert work.mediation.cases.case(CASE).openness is Openness.CLOSED
        assert desk.standing(CASE) is None
        desk.open_session(SESSION, key="open")
        assert isinstance(desk.may_open_session(SESSION), Refused)
        desk.keep_minutes(MINUTES, key="minutes")
        desk.sign_minutes(SignMinutes(CASE, 1, (DEVELOPER, NEIGHBOUR)), key="sign")
        standing = desk.standing(CASE)
        assert standing is not None
        assert (standing.is_under_way, standing.minutes_signed) == (True, True)
        desk.keep_minutes(evolve(MINUTES, text="更正：金额有误", concessions=()), key="correct")
        standing = desk.standing(CASE)
        assert standing is not None
        assert not standing.minutes_signed  # what was added was not signed
        close = CloseSession(CASE, 1, SessionOutcome.ADJOURNED, "补充材料")
        desk.close_session(close, key="close")
        with pytest.raises(ConcurrentChangeError):
            store.close_session(work.unit, close)
        assert [entry.text for entry in desk.minutes(CASE, 1)] == [MINUTES.text, "更正：金额有误"]
        assert desk.concessions(CASE, 1) == ()
        assert len(desk.privileged_concessions(CASE, 1)) == 1
        desk.release_concession(ReleaseConcession(CASE, 1, 1, DEVELOPER), key="release")
        assert [one.party for one in desk.concessions(CASE, 1)] == [DEVELOPER]
        bodies = str([event.body for event in work.pending_events(consumer="t")])
        assert "五百" not in bodies
        assert MINUTES.text not in bodies


def test_a_session_that_there_is_not(stage: Stage) -> None:
    """Is not read; a number that is none has no sessions."""
    with stage.work() as work:
        with pytest.raises(UnknownReferenceError):
            store.load_session(work.unit, CASE, 1)
        assert work.mediation.sessions.sessions("") == ()
