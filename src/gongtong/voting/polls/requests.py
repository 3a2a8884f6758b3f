"""What is asked of the desk of polls, and what becomes of it (表决活动请求与事件)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.core.offices import Mandate
from gongtong.voting.elections.ballots import Channel, VotingPeriod
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.franchise.intake import VotingSystem
from gongtong.voting.polls.answers import Answer, answer_bytes
from gongtong.voting.polls.commitments import commitment_of, salt_of
from gongtong.voting.polls.poll_on_file import PollLink
from gongtong.voting.polls.poll_roll import LineCorrection, ObjectedTo, RollLine
from gongtong.voting.polls.poll_rules import NOTHING_KNOWN, PollRules, Secrecy
from gongtong.voting.polls.questions import AnswerFault, Question
from gongtong.voting.silence import SilenceFacts
from gongtong.voting.weights import Weight

MOST_BALLOTS_AT_ONCE: Final = 500


class CastingChannel(StrEnum):
    """The way in which a ballot of a poll is cast (投票方式)."""

    PAPER = "paper"
    ONLINE = "online"
    DOOR_TO_DOOR = "door_to_door"
    MEETING = "meeting"

    @property
    def zh(self) -> str:
        """The channel as people say it (方式用语)."""
        return {
            CastingChannel.PAPER: "纸质",
            CastingChannel.ONLINE: "线上",
            CastingChannel.DOOR_TO_DOOR: "上门",
            CastingChannel.MEETING: "现场会议",
        }[self]

    @property
    def counts_as(self) -> Channel:
        """Paper or online, for the rule that says which of the two goes before (归入渠道)."""
        return Channel.ONLINE if self is CastingChannel.ONLINE else Channel.PAPER


@frozen(kw_only=True)
class DraftPoll:
    """The request to draft a poll (拟定表决请求).

    Whoever owns on the day `electorate_on` may vote, unless a roll is given when it is posted. `body`
    is whose decision it is; rules on mandates and on the roll differ by it.
    """

    title: str
    questions: tuple[Question, ...]
    secrecy: Secrecy
    period: VotingPeriod
    electorate_on: date
    follows: PollLink | None = None
    body: VotingBody = VotingBody.OWNERS


@frozen(kw_only=True)
class PollDrafted:
    """A poll was drafted (表决已拟定)."""

    poll_id: UUID
    title: str
    questions: tuple[Question, ...]
    secrecy: Secrecy
    period: VotingPeriod
    electorate_on: date
    follows: PollLink | None = None
    body: VotingBody = VotingBody.OWNERS


@frozen
class AnnouncePoll:
    """The request to announce a poll: its rules are answered now and hold to its end (公告表决请求).

    `silence` says whether the rules of the place count silence and whether owners were warned of it;
    it matters only where the place counts ballots that were not returned.
    """

    poll_id: UUID
    silence: SilenceFacts = NOTHING_KNOWN


@frozen
class PollAnnounced:
    """A poll was announced with its rules (表决已公告)."""

    poll_id: UUID
    rules: PollRules


@frozen
class PostPollRoll:
    """The request to post the roll: from the register, or as given where residents vote (公示名册请求)."""

    poll_id: UUID
    lines: tuple[RollLine, ...] = ()


@frozen
class PollRollPosted:
    """The roll of a poll was posted, with the digest that proves it (表决名册已公示)."""

    poll_id: UUID
    lines: int
    everyone: Weight
    digest: bytes
    objections_until: date


@frozen
class ObjectInPoll:
    """An objection to the posted roll, or to the preliminary count (提出表决异议).

    `raised_by` is who objects, as the place names him; `label` the line that is wrong or missing.
    """

    poll_id: UUID
    raised_by: str
    grounds: str
    label: str = ""


@frozen
class PollObjectionRaised:
    """An objection came in (表决异议已提出)."""

    poll_id: UUID
    objection_id: UUID
    about: ObjectedTo
    raised_by: str
    grounds: str
    label: str = ""
    ruling_due_on: date | None = None


@frozen(kw_only=True)
class SettlePollObjection:
    """The ruling on an objection; an upheld one against the roll says how a line is to stand (处理表决异议)."""

    poll_id: UUID
    objection_id: UUID
    is_upheld: bool
    ruling: str
    correction: LineCorrection | None = None


@frozen(kw_only=True)
class PollObjectionSettled:
    """An objection was ruled on, in time or late; the roll has this digest now (表决异议已处理)."""

    poll_id: UUID
    objection_id: UUID
    is_upheld: bool
    ruling: str
    correction: LineCorrection | None
    roll_digest: bytes
    is_late: bool = False


@frozen
class OpenPoll:
    """The request to open the vote on a roll that stands still from now on (开始投票请求)."""

    poll_id: UUID


@frozen
class PollOpened:
    """Ballots are taken from now on; this roll is final (投票已开始)."""

    poll_id: UUID
    roll_digest: bytes
    everyone: Weight


@frozen
class NoteDeliveries:
    """The request to note to whom ballots were delivered, and how (登记送达请求)."""

    poll_id: UUID
    labels: tuple[str, ...]
    channel: CastingChannel


@frozen
class DeliveriesNoted:
    """Ballots were delivered (送达已登记)."""

    poll_id: UUID
    labels: tuple[str, ...]
    channel: CastingChannel


@frozen(kw_only=True)
class Vote:
    """A ballot as it is handed in: for a line of the roll, with its answers (一张选票).

    `secret` are 32 random bytes from the voter's device, or drawn by the host for ballots on paper.
    `cast_at` is the moment that a paper ballot bears; without it the moment of the command counts.
    `by` is who casts it where that is not the voter; `system` is the one that took an online ballot.
    """

    label: str
    answers: tuple[Answer, ...]
    secret: bytes = field(repr=False)
    channel: CastingChannel = CastingChannel.ONLINE
    cast_at: datetime | None = None
    by: str = ""
    system: VotingSystem | None = None

    @cached_property
    def written(self) -> bytes:
        """The canonical bytes of the answers (答复规范字节)."""
        return answer_bytes(self.answers)

    def commitment(self, poll_id: UUID) -> bytes:
        """Give the receipt: the commitment under which the ballot is kept (回执)."""
        return commitment_of(poll_id, salt_of(poll_id, self.secret), self.written)


@frozen
class CastBallot:
    """The request to cast one ballot (投票请求)."""

    poll_id: UUID
    vote: Vote


@frozen
class CastBallots:
    """The request to cast ballots that one counter took in, all or none (批量投票请求).

    Each ballot has its own receipt and its own event.
    """

    poll_id: UUID
    votes: tuple[Vote, ...]


@frozen(kw_only=True)
class BallotTaken:
    """A voter cast a ballot (选票已收).

    For an open poll `commitment` binds the ballot into the record without telling what it says. For
    a secret poll it is empty, and so is `faults`: nothing here leads from the voter to the ballot.
    `by` is the holder of a mandate who cast it, in either.
    """

    poll_id: UUID
    voter_id: UUID
    label: str
    channel: CastingChannel
    cast_at: datetime
    commitment: bytes = b""
    faults: tuple[AnswerFault, ...] = ()
    by: str = ""


@frozen
class BallotsTaken:
    """Ballots were cast together (选票已批量收)."""

    ballots: tuple[BallotTaken, ...]


@frozen
class Receipt:
    """What a voter takes home: the poll and the commitment, nothing of the answers (投票回执)."""

    poll_id: UUID
    commitment: bytes
    taken: BallotTaken


@frozen
class ExtendPoll:
    """The request to take ballots for longer (延期请求)."""

    poll_id: UUID
    closes_at: datetime
    reason: str


@frozen
class PollExtended:
    """The vote goes on until a later moment (投票已延期)."""

    poll_id: UUID
    closes_at: datetime
    reason: str


@frozen
class ClosePoll:
    """The request to close the vote after its period (截止投票请求)."""

    poll_id: UUID


@frozen
class PollClosed:
    """The vote is over; every ballot is under this root (投票已截止)."""

    poll_id: UUID
    ballots: int
    voters: int
    root: bytes


@frozen(kw_only=True)
class CountPoll:
    """The request to count a closed poll (表决计票请求).

    `tie_seed` are the numbers of the draw that was named before the vote; `tie_order` is an order
    decided by hand, the first first, and `tie_decision` says where that decision is recorded.
    """

    poll_id: UUID
    tie_seed: str = ""
    tie_order: tuple[str, ...] = ()
    tie_decision: str = ""


@frozen
class PollCounted:
    """A poll was counted; the result is preliminary until it is certified (表决已计票)."""

    poll_id: UUID
    ballots: int
    result_digest: bytes


@frozen
class CertifyPoll:
    """The request to certify a count after the days for objections (确认结果请求)."""

    poll_id: UUID


@frozen
class PollCertified:
    """The result is final (表决结果已确认)."""

    poll_id: UUID
    result_digest: bytes


@frozen
class PublishPoll:
    """The request to publish the certified result (公布结果请求)."""

    poll_id: UUID


@frozen
class PollPublished:
    """The result is posted, at least until the end of a day (表决结果已公布)."""

    poll_id: UUID
    result_digest: bytes
    until: date


@frozen
class AnnulPoll:
    """The request to annul a poll, for a reason and by a decision (作废请求)."""

    poll_id: UUID
    reason: str
    decision: Mandate


@frozen
class PollAnnulled:
    """A poll is void (表决已作废)."""

    poll_id: UUID
    reason: str
    decision: Mandate


@frozen
class PollFollowed:
    """Another poll follows this one (已有后续表决)."""

    poll_id: UUID
    by: PollLink
