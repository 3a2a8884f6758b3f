"""One choice for each voter, from all the ballots that came in (选票合并)."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import frozen

from gongtong.voting.elections.ballots import (
    BallotFault,
    BallotProblem,
    BallotReference,
    Channel,
    JudgedBallot,
    judge_ballots,
)
from gongtong.voting.readings import ChannelPriority, PartsCovered
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.voting.elections.ballots import Ballot, Contest
    from gongtong.voting.electorates import Electorate, Voter


class Standing(StrEnum):
    """What a voter's ballots amount to (选票效力)."""

    COUNTED = "counted"
    ABSTAINED = "abstained"
    SPOILT = "spoilt"
    CONFLICTING = "conflicting"


@frozen
class VoterChoice:
    """What one voter chose, and with which weight (表决人的选择).

    `ballot` is the ballot that counts; a voter whose ballots are spoilt or conflict has none.
    """

    voter_id: UUID
    weight: Weight
    standing: Standing
    approved: tuple[str, ...] = ()
    ballot: BallotReference | None = None


@frozen
class MergedBallots:
    """One choice for each voter who sent a ballot in time, and what did not count (合并结果).

    `problems` lists every ballot that was set aside for a fault, `superseded` the valid ones that
    gave way to another of the same voter.
    """

    choices: tuple[VoterChoice, ...]
    problems: tuple[BallotProblem, ...]
    superseded: tuple[BallotReference, ...]


def merge_ballots(
    ballots: Iterable[Ballot],
    electorate: Electorate,
    contest: Contest,
    *,
    priority: ChannelPriority,
    parts: PartsCovered,
) -> MergedBallots:
    """Find each voter's one choice; the order in which ballots came in plays no part (合并选票)."""
    judged = judge_ballots(ballots, electorate, contest)
    if len({one.ballot.reference for one in judged}) < len(judged):
        message = "two ballots bear the same channel, file and line"
        raise ValueError(message)
    timely: defaultdict[UUID, list[JudgedBallot]] = defaultdict(list)
    for one in judged:
        if one.voter is not None and (one.is_valid or one.is_spoilt):
            timely[one.voter.id].append(one)
    problems = [problem for one in judged for problem in one.problems]
    choices: list[VoterChoice] = []
    superseded: list[BallotReference] = []
    for voter in electorate.voters:
        own = timely.get(voter.id)
        if own is None:
            continue
        choice, conflicts = _choice(voter, own, priority, parts)
        choices.append(choice)
        problems.extend(conflicts)
        conflicting = {conflict.reference for conflict in conflicts}
        superseded.extend(
            one.ballot.reference
            for one in own
            if one.is_valid
            and one.ballot.reference != choice.ballot
            and one.ballot.reference not in conflicting
        )
    return MergedBallots(
        tuple(choices), tuple(sorted(problems, key=_place)), tuple(sorted(superseded))
    )


def _place(problem: BallotProblem) -> tuple[BallotReference, str, str]:
    return problem.reference, problem.code, problem.en


def _choice(
    voter: Voter, own: Sequence[JudgedBallot], priority: ChannelPriority, parts: PartsCovered
) -> tuple[VoterChoice, tuple[BallotProblem, ...]]:
    weight = _weight(voter, own, parts)
    leading = _leading([one.ballot for one in own if one.is_valid], priority)
    match len({ballot.approved for ballot in leading}):
        case 0:
            return VoterChoice(voter.id, weight, Standing.SPOILT), ()
        case 1:
            approved = tuple(sorted(leading[0].approved))
            standing = Standing.COUNTED if approved else Standing.ABSTAINED
            reference = leading[0].reference
            return VoterChoice(voter.id, weight, standing, approved, reference), ()
        case _:
            conflicts = tuple(_conflict(ballot, priority) for ballot in leading)
            return VoterChoice(voter.id, weight, Standing.CONFLICTING), conflicts


def _weight(voter: Voter, own: Sequence[JudgedBallot], parts: PartsCovered) -> Weight:
    match parts:
        case PartsCovered.ALL_PARTS_OF_THE_OWNER:
            return voter.weight
        case PartsCovered.NAMED_PARTS_ONLY:
            named = {one.ballot.dwelling for one in own}
            return Weight(1, sum(part.area_cm2 for part in voter.parts if part.label in named))


def _leading(valid: Sequence[Ballot], priority: ChannelPriority) -> Sequence[Ballot]:
    """Give the ballots that lead; they decide if all of them say the same."""
    if not valid:
        return ()
    match priority:
        case ChannelPriority.LAST_VALID_BALLOT_WINS:
            return _last(valid)
        case ChannelPriority.FIRST_VALID_BALLOT_WINS:
            first = min(ballot.cast_at for ballot in valid)
            return [ballot for ballot in valid if ballot.cast_at == first]
        case ChannelPriority.PAPER:
            return _last(_of_channel(valid, Channel.PAPER) or valid)
        case ChannelPriority.ONLINE:
            return _last(_of_channel(valid, Channel.ONLINE) or valid)
        case ChannelPriority.VOID:
            return valid


def _last(valid: Sequence[Ballot]) -> Sequence[Ballot]:
    last = max(ballot.cast_at for ballot in valid)
    return [ballot for ballot in valid if ballot.cast_at == last]


def _of_channel(valid: Sequence[Ballot], channel: Channel) -> Sequence[Ballot]:
    return [ballot for ballot in valid if ballot.reference.channel is channel]


def _conflict(ballot: Ballot, priority: ChannelPriority) -> BallotProblem:
    if priority is ChannelPriority.VOID:
        return BallotProblem(
            ballot.reference,
            BallotFault.CHANNEL_CONFLICT,
            zh="同一业主的选票内容不一致，按本小区规则均作废",
            en="the owner's ballots say different things; by the rule of this place all are void",
        )
    return BallotProblem(
        ballot.reference,
        BallotFault.CONFLICTING_BALLOTS,
        zh="同一业主在同一时刻投出内容不同的选票，无法认定以哪张为准",
        en="the owner cast ballots of different content at the same instant; neither comes first",
    )
