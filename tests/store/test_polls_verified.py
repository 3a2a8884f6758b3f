"""`gongtong verify` recounts every counted poll and holds ballots against the root of the close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from gongtong.cli.verify import verify
from gongtong.core.codec import to_json
from gongtong.testing.examples import polls as example
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

ROOT = "the ballots are not those of the close"
RECOUNT = "a recount differs from the recorded result"


def faults(place: Stage) -> tuple[str, ...]:
    with place.work(now=example.SETTLED) as work:
        return verify(work).faults


def test_a_counted_poll_is_verified(place: Stage) -> None:
    """Nothing is found, and the poll is counted among what was looked at."""
    example.counted(place)
    with place.work(now=example.SETTLED) as work:
        verdict = verify(work)
    assert (verdict.polls, verdict.as_json()["polls"], verdict.faults) == (1, 1, ())


def test_a_poll_that_runs_is_no_fault(place: Stage) -> None:
    """Before the close there is no root and no result to hold anything against."""
    example.voted(place)
    assert faults(place) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"answers": [{"form": "picked", "names": ["东门"]}]}, (ROOT, RECOUNT)),
        ({"answers": [{"form": "of another kind"}]}, (ROOT, RECOUNT)),
        ({"commitment": bytes(32)}, (ROOT, RECOUNT)),
    ],
    ids=["answers", "unreadable", "commitment"],
)
def test_a_secret_ballot_that_was_changed_is_told(
    place: Stage, changed: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """One row of one ballot is enough, whatever was written into it."""
    example.counted(place, example.draft_of(Secrecy.SECRET))
    with place.work() as work:
        ballot = work.unit.tables(PollTables).secret_ballot
        digest = work.unit.connection.scalars(sa.select(ballot.c.commitment)).first()
        which = ballot.update().where(ballot.c.commitment == digest)
        work.unit.connection.execute(which.values(**changed))
    found = faults(place)
    assert len(found) == len(expected)
    assert all(words in fault for words, fault in zip(expected, found, strict=True))


def test_a_result_that_was_rewritten_is_told(place: Stage) -> None:
    """The recount says what it really was."""
    poll_id = example.counted(place)
    with place.work() as work:
        poll = work.unit.tables(PollTables).poll
        result: Any = to_json(work.voting.polls.reports.result(poll_id))
        result["questions"][0]["passed"] = False
        work.unit.connection.execute(poll.update().values(result=result))
    assert [RECOUNT in fault for fault in faults(place)] == [True]
