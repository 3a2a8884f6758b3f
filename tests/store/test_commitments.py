"""A campaign in the database, from the first visit to its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.rulings import Refused
from gongtong.deliberation.commitments import store
from gongtong.deliberation.commitments.commitments import CommitmentAnswer
from gongtong.deliberation.commitments.promising import (
    CloseCommitments,
    HandOver,
    ShowDone,
    VerifyDone,
)
from gongtong.testing.examples.commitments import CAMPAIGN, PHOTOGRAPH, opened, visit
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

ONE, TWO = CAMPAIGN.households
LATER = NOW + timedelta(days=31)


@pytest.fixture
def stage(place: Stage) -> Stage:
    """A place in which two households are asked."""
    opened(place)
    return place


def test_from_the_visit_to_the_end(stage: Stage) -> None:
    """One agrees and does it, one refuses and is handed to a topic; then the campaign can end."""
    with stage.work() as work:
        desk = work.deliberation.commitments
        desk.ask_household(visit(ONE, None), key="absent")
        desk.ask_household(visit(ONE, CommitmentAnswer.AGREES), key="agrees")
        desk.ask_household(visit(TWO, CommitmentAnswer.REFUSES), key="refuses")
        desk.show_done(ShowDone("2025-1", ONE, PHOTOGRAPH), key="shown")
        own = desk.may_verify_done(VerifyDone("2025-1", ONE, PHOTOGRAPH))
        assert isinstance(own, Refused)
    with stage.work("u-another") as work:
        desk = work.deliberation.commitments
        desk.verify_done(VerifyDone("2025-1", ONE, PHOTOGRAPH), key="verified")
    with stage.work(CHAIR) as work:
        desk = work.deliberation.commitments
        with pytest.raises(RefusedError) as left:
            desk.close_commitments(CloseCommitments("2025-1"), key="early")
        assert left.value.codes == ("deliberation.households_left",)
        desk.hand_over_commitment(HandOver("2025-1", TWO, "topic/7"), key="handed")
        closed = desk.close_commitments(CloseCommitments("2025-1"), key="close")
    assert (closed.done, closed.handed_over) == (1, 1)
    with stage.work() as work:
        desk = work.deliberation.commitments
        first, second = desk.households("2025-1")
        assert (first.visits, first.answered_on, first.verified_by) == (
            2,
            date(2025, 6, 10),
            "u-another",
        )
        assert (second.answer, second.handed_to) == (CommitmentAnswer.REFUSES, "topic/7")
        told = desk.progress("2025-1")
        assert desk.campaign("2025-1").closed_on == date(2025, 6, 10)
        assert work.broken_event() is None
    (day,) = told.days
    assert (day.asked, day.agreed, day.refused, day.done, day.remaining) == (2, 1, 1, 1, 1)


def test_words_of_the_campaign_are_not_in_the_record(stage: Stage) -> None:
    """The events name numbers, labels and digests; what is asked stands in the table alone."""
    with stage.work() as work:
        bodies = str([event.body for event in work.pending_events(consumer="test")])
        assert work.deliberation.commitments.campaign("2025-1").what == CAMPAIGN.what
    assert CAMPAIGN.number in bodies
    assert CAMPAIGN.what not in bodies


def test_what_changed_meanwhile_is_not_overwritten(stage: Stage) -> None:
    """A household, or a campaign, that somebody else has moved on."""
    with stage.work(CHAIR, now=LATER) as work:
        with pytest.raises(ConcurrentChangeError):
            store.update_household(work.unit, "2025-1", ONE, 7, handed_to="topic/1")
        campaign = work.deliberation.commitments.campaign("2025-1")
        store.close_campaign(work.unit, campaign)
        with pytest.raises(ConcurrentChangeError):
            store.close_campaign(work.unit, campaign)


def test_a_number_that_is_not_there_or_is_used(stage: Stage) -> None:
    """An unknown campaign is an error of the caller, a used number a refusal."""
    with stage.work(CHAIR) as work:
        desk = work.deliberation.commitments
        for number in ("2025-9", " ", "x" * 33):
            with pytest.raises(UnknownReferenceError):
                desk.campaign(number)
        unusable = desk.may_open_commitments(evolve(CAMPAIGN, number=" "))
        assert isinstance(unusable, Refused)
        assert unusable.codes == ("deliberation.campaign_number",)
        again = desk.may_open_commitments(CAMPAIGN)
        assert isinstance(again, Refused)
        assert again.codes == ("deliberation.campaign_number",)
