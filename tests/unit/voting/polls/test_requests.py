"""Requests: channels, and the receipt that a voter can make alone."""

from __future__ import annotations

from uuid import UUID

from gongtong.core.codec import from_json, to_json
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.polls.answers import Picked, answer_bytes
from gongtong.voting.polls.commitments import commitment_of, salt_of
from gongtong.voting.polls.requests import CastBallot, CastingChannel, Vote

POLL = UUID(int=4)
VOTE = Vote(label="1-1-101", answers=(Picked(("b", "a")),), secret=bytes(32))


def test_everything_but_online_counts_as_paper() -> None:
    """The rule that says which channel goes before knows two of them."""
    counted = {channel: channel.counts_as for channel in CastingChannel}
    assert counted.pop(CastingChannel.ONLINE) is Channel.ONLINE
    assert set(counted.values()) == {Channel.PAPER}
    assert CastingChannel.DOOR_TO_DOOR.zh == "上门"


def test_the_receipt_is_made_from_secret_and_answers() -> None:
    """The voter's own device gives the same; the order of ticks does not matter."""
    expected = commitment_of(POLL, salt_of(POLL, bytes(32)), answer_bytes((Picked(("a", "b")),)))
    assert VOTE.commitment(POLL) == expected


def test_a_vote_is_read_back_and_does_not_show_its_secret() -> None:
    """The secret is not written into a log by accident."""
    request = CastBallot(POLL, VOTE)
    assert from_json(to_json(request), CastBallot) == request
    assert "secret" not in repr(VOTE)
