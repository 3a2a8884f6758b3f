"""Whether a file of ballots may be taken in (接收选票).

Every line is kept as it came, also those that will not count: what is wrong with a ballot is found
at the count, from what is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from attrs import frozen

from gongtong.core.codec import digest_of, to_json
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.voting.elections.ballot_sheet import BallotSheet
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.elections.election_states import ElectionState, ElectionStep, reasons_of_state
from gongtong.voting.sources import ELECTION_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class ReceiveBallots:
    """The request to take in a file of ballots (接收选票请求)."""

    election_id: UUID
    sheet: BallotSheet


@frozen
class ReceivedFile:
    """A file of ballots that was taken in (已接收选票文件)."""

    file: str
    channel: Channel
    digest: bytes


@frozen
class ReceiptFacts:
    """What is known of the election when a file comes in (接收依据)."""

    state: ElectionState
    files: tuple[ReceivedFile, ...]


@frozen(kw_only=True)
class BallotsReceived:
    """A file of ballots was taken in (选票已接收).

    The event says how many ballots there were and binds what they said by a digest; it does not say
    who chose whom.
    """

    election_id: UUID
    file: str
    channel: Channel
    digest: bytes
    ballots: int
    ballots_digest: bytes


def rule_on_receipt(
    request: ReceiveBallots, facts: ReceiptFacts
) -> Granted[BallotsReceived] | Refused:
    """Rule on a file: the state of the election, then whether the file is new (接收选票裁定)."""
    reasons = (
        *reasons_of_state(facts.state, ElectionStep.RECEIVE_BALLOTS),
        *_reasons_of_repetition(request.sheet, facts.files),
    )
    if reasons:
        return Refused(reasons)
    sheet = request.sheet
    return Granted(
        BallotsReceived(
            election_id=request.election_id,
            file=sheet.file,
            channel=sheet.channel,
            digest=sheet.digest,
            ballots=len(sheet.ballots),
            ballots_digest=digest_of(to_json(sheet.ballots)),
        )
    )


def _reasons_of_repetition(sheet: BallotSheet, files: tuple[ReceivedFile, ...]) -> Iterator[Reason]:
    for known in files:
        if known.digest == sheet.digest:
            yield Reason(
                "voting.file_already_received",
                f"内容相同的文件已接收：{known.file}",
                f"a file with the same content was already received: {known.file}",
                ELECTION_PRACTICE,
                (("file", known.file),),
            )
        elif (known.channel, known.file) == (sheet.channel, sheet.file):
            yield Reason(
                "voting.file_name_taken",
                f"已接收过同名的另一份文件：{known.file}；请改名，以便按文件名和行号查找选票",
                f"another file of this name was received: {known.file}; rename it, so that a ballot can be found by file and line",
                ELECTION_PRACTICE,
                (("file", known.file),),
            )
