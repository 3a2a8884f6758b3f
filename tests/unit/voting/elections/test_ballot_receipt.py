"""Taking in a file of ballots: every line is kept, every file once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.voting.elections.ballot_receipt import (
    BallotsReceived,
    ReceiptFacts,
    ReceiveBallots,
    ReceivedFile,
    rule_on_receipt,
)
from gongtong.voting.elections.ballot_sheet import BallotSheet
from gongtong.voting.elections.ballots import Ballot, BallotReference, Channel
from gongtong.voting.elections.election_states import ElectionState

OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
HOME = DwellingLabel(1, 1, 101)
ELECTION_ID = UUID(int=7)
PRACTICE = "选举办理约定"
BALLOT = Ballot(HOME, OPENS, ("甲",), reference=BallotReference(Channel.PAPER, "纸质.csv", 2))
SHEET = BallotSheet("纸质.csv", Channel.PAPER, bytes(32), (BALLOT,))
RECEIVE = ReceiveBallots(ELECTION_ID, SHEET)
OPEN, COUNTED = ElectionState.OPEN, ElectionState.COUNTED


def grounds(ruling: object) -> Sequence[tuple[str, str]]:
    """Give code and source of every ground."""
    assert isinstance(ruling, Refused)
    return [
        (reason.code, f"{reason.source.title}{reason.source.article}") for reason in ruling.reasons
    ]


def test_a_file_of_ballots_is_taken_in() -> None:
    """The event counts the ballots and binds them by a digest, without saying who chose whom."""
    ruling = rule_on_receipt(RECEIVE, ReceiptFacts(OPEN, ()))
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.file, event.channel, event.digest, event.ballots) == (
        "纸质.csv",
        Channel.PAPER,
        bytes(32),
        1,
    )
    other = evolve(SHEET, ballots=(evolve(BALLOT, choices=("乙",)),))
    changed = rule_on_receipt(ReceiveBallots(ELECTION_ID, other), ReceiptFacts(OPEN, ()))
    assert isinstance(changed, Granted)
    assert isinstance(changed.event, BallotsReceived)
    assert changed.event.ballots_digest != event.ballots_digest


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        ((), []),
        ((ReceivedFile("另一份.csv", Channel.PAPER, b"x" * 32),), []),
        ((ReceivedFile("纸质.csv", Channel.ONLINE, b"x" * 32),), []),
        ((ReceivedFile("旧名.csv", Channel.PAPER, bytes(32)),), ["voting.file_already_received"]),
        ((ReceivedFile("纸质.csv", Channel.PAPER, b"x" * 32),), ["voting.file_name_taken"]),
    ],
)
def test_a_file_is_taken_in_once_and_its_name_finds_its_lines(
    known: tuple[ReceivedFile, ...], codes: list[str]
) -> None:
    """The same bytes under another name, or other bytes under the same name, are refused."""
    ruling = rule_on_receipt(RECEIVE, ReceiptFacts(OPEN, known))
    if codes:
        assert grounds(ruling) == [(code, PRACTICE) for code in codes]
    else:
        assert isinstance(ruling, Granted)


def test_after_the_count_no_ballot_comes_in() -> None:
    """A late file is refused, and the reason names state and step in both languages."""
    ruling = rule_on_receipt(RECEIVE, ReceiptFacts(COUNTED, ()))
    assert grounds(ruling) == [("voting.wrong_state", PRACTICE)]
    assert isinstance(ruling, Refused)
    (reason,) = ruling.reasons
    assert reason.zh == "选举已计票，不能再接收选票"
    assert reason.en == "the election is counted; it cannot receive ballots any more"
