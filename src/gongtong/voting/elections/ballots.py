"""Approval ballots as they came in, and what is wrong with some of them (选票)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongtong.voting.electorates import Electorate, Voter


class Channel(StrEnum):
    """The way in which a ballot came in (投票渠道)."""

    PAPER = "paper"
    ONLINE = "online"

    @property
    def zh(self) -> str:
        """The channel as people say it (渠道名称)."""
        return {Channel.PAPER: "纸质", Channel.ONLINE: "线上"}[self]


@frozen
class VotingPeriod:
    """From when to when ballots are taken; both ends belong to it (投票期间).

    民法典 第1259条: 届满 includes the number itself.
    """

    opens_at: datetime
    closes_at: datetime

    def contains(self, instant: datetime) -> bool:
        """Say whether a ballot cast at this instant is in time (是否在期间内)."""
        return self.opens_at <= instant <= self.closes_at


@frozen
class Contest:
    """What is to be filled, from among whom, and when (选举事项)."""

    candidates: tuple[str, ...]
    seats: int
    period: VotingPeriod


@frozen(order=True)
class BallotReference:
    """Where a ballot can be found again: channel, file and line (选票出处)."""

    channel: Channel
    file: str
    line: int


@frozen
class Ballot:
    """One ballot as it came in, for one dwelling (选票).

    `choices` are the names approved, in the order written; a name written twice counts once. A
    ballot without a name is an abstention, not a spoilt ballot: its owner came and chose nobody.
    """

    dwelling: DwellingLabel
    cast_at: datetime
    choices: tuple[str, ...]
    reference: BallotReference = field(kw_only=True)

    @property
    def approved(self) -> frozenset[str]:
        """The names approved, each once (赞成的人)."""
        return frozenset(self.choices)


class BallotFault(StrEnum):
    """Why a ballot, or all of a voter's ballots, do not count as cast (选票问题)."""

    UNKNOWN_DWELLING = "unknown_dwelling"
    OUTSIDE_VOTING_PERIOD = "outside_voting_period"
    SPOILT = "spoilt"
    CONFLICTING_BALLOTS = "conflicting_ballots"
    CHANNEL_CONFLICT = "channel_conflict"


@frozen
class BallotProblem:
    """One thing wrong with one ballot, with its place and why (选票问题说明)."""

    reference: BallotReference
    code: BallotFault
    zh: str
    en: str


@frozen
class JudgedBallot:
    """A ballot, whose it is, and everything that is wrong with it (已核选票)."""

    ballot: Ballot
    voter: Voter | None
    problems: tuple[BallotProblem, ...]

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with it (是否有效)."""
        return not self.problems

    @property
    def is_spoilt(self) -> bool:
        """Whether it came in time from a voter and still says nothing that counts (是否废票)."""
        return bool(self.problems) and all(p.code is BallotFault.SPOILT for p in self.problems)


def judge_ballot(ballot: Ballot, electorate: Electorate, contest: Contest) -> JudgedBallot:
    """Find whose ballot it is and everything that is wrong with it (核验选票)."""
    voter = electorate.voter_at(ballot.dwelling)
    problems = (
        *_unknown(ballot, voter),
        *_untimely(ballot, contest.period),
        *_spoilt(ballot, contest),
    )
    return JudgedBallot(ballot, voter, problems)


def judge_ballots(
    ballots: Iterable[Ballot], electorate: Electorate, contest: Contest
) -> tuple[JudgedBallot, ...]:
    """Judge ballots in the order of channel, file and line, whatever order they come in (核验全部选票)."""
    in_order = sorted(ballots, key=lambda ballot: ballot.reference)
    return tuple(judge_ballot(ballot, electorate, contest) for ballot in in_order)


def _unknown(ballot: Ballot, voter: Voter | None) -> Iterator[BallotProblem]:
    if voter is None:
        yield BallotProblem(
            ballot.reference,
            BallotFault.UNKNOWN_DWELLING,
            zh=f"选民名册中没有{ballot.dwelling.zh()}",
            en=f"nobody votes for {ballot.dwelling}: it is not in the electorate",
        )


def _untimely(ballot: Ballot, period: VotingPeriod) -> Iterator[BallotProblem]:
    if not period.contains(ballot.cast_at):
        cast_at, opens_at, closes_at = map(
            local_minute, (ballot.cast_at, period.opens_at, period.closes_at)
        )
        yield BallotProblem(
            ballot.reference,
            BallotFault.OUTSIDE_VOTING_PERIOD,
            zh=f"{cast_at}投出，不在投票期间{opens_at}至{closes_at}之内",
            en=f"cast at {cast_at}, outside the voting period {opens_at} to {closes_at}",
        )


def _spoilt(ballot: Ballot, contest: Contest) -> Iterator[BallotProblem]:
    named = len(ballot.approved)
    if named > contest.seats:
        yield BallotProblem(
            ballot.reference,
            BallotFault.SPOILT,
            zh=f"赞成{named}人，多于应选{contest.seats}人",
            en=f"approves {named} candidates, more than the {contest.seats} seats",
        )
    strangers = sorted(ballot.approved - frozenset(contest.candidates))
    if strangers:
        yield BallotProblem(
            ballot.reference,
            BallotFault.SPOILT,
            zh=f"不是候选人：{'、'.join(strangers)}",
            en=f"not a candidate: {', '.join(strangers)}",
        )


def local_minute(instant: datetime) -> str:
    """Write an instant as the clock on the wall shows it (当地时间).

    Seconds are written only where there are any.
    """
    local = instant.astimezone(SHANGHAI)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"
