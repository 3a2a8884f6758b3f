"""What was changed in the database behind a poll's back is found: ballots, the roll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from gongtong.core.errors import RefusedError
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR, SUPERVISOR
from gongtong.voting.polls.requests import ClosePoll, CountPoll, OpenPoll
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LABELS = example.LABELS


@pytest.mark.parametrize(
    "changed",
    [
        {"answers": [{"form": "motion", "ticked": ["against"]}, {"form": "picked", "names": []}]},
        {"answers": []},
        {"salt": bytes(32)},
        {"commitment": bytes(32)},
        {"label": LABELS[3]},
    ],
    ids=["answers", "unreadable", "salt", "commitment", "label"],
)
def test_a_ballot_that_was_changed_after_the_count_is_found(
    place: Stage, changed: dict[str, Any]
) -> None:
    """Whichever column of one ballot is rewritten, the recount is no longer the recorded one."""
    poll_id = example.counted(place)
    with place.work(SUPERVISOR, now=example.SETTLED) as work:
        ballot = work.unit.tables(PollTables).ballot
        first = work.unit.connection.scalars(sa.select(ballot.c.commitment)).first()
        which = ballot.update().where(ballot.c.commitment == first)
        work.unit.connection.execute(which.values(**changed))
        assert not work.voting.polls.reports.has_same_recount(poll_id)


def test_a_ballot_that_was_changed_before_the_count_stops_it(place: Stage) -> None:
    """The commitment no longer opens to the answers: nothing is counted."""
    poll_id = example.closed(place)
    with place.work(now=example.AFTER) as work:
        ballot = work.unit.tables(PollTables).ballot
        first = work.unit.connection.scalars(sa.select(ballot.c.commitment)).first()
        forged = [
            {"form": "motion", "ticked": ["against"]},
            {"form": "picked", "names": ["西门"]},
        ]
        which = ballot.update().where(ballot.c.commitment == first)
        work.unit.connection.execute(which.values(answers=forged))
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="count")
    assert caught.value.codes == ("voting.ballots_changed",)


def test_a_roll_that_was_changed_stops_the_opening(place: Stage) -> None:
    """A single cm2 more than the digest of the posting."""
    poll_id = example.posted(place)
    with place.work() as work:
        roll = work.unit.tables(PollTables).roll
        work.unit.connection.execute(roll.update().values(area_cm2=roll.c.area_cm2 + 1))
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="open")
    assert caught.value.codes == ("voting.roll_changed",)


def test_a_ballot_that_was_taken_out_before_the_close_is_missed(place: Stage) -> None:
    """The record has its digest, so the box cannot lose it quietly."""
    poll_id = example.voted(place)
    with place.work(now=example.VOTING) as work:
        ballot = work.unit.tables(PollTables).ballot
        first = work.unit.connection.scalars(sa.select(ballot.c.commitment)).first()
        work.unit.connection.execute(ballot.delete().where(ballot.c.commitment == first))
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="close")
    assert caught.value.codes == ("voting.ballots_not_as_recorded",)
