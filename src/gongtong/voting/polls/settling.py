"""One answer for each voter and question, from all the ballots that are kept (选票认定).

In an open poll a voter may have sent several ballots. Within a channel they are changes of vote,
between channels the place says which goes before; both rules were announced. A secret ballot is
nobody's in particular, and there is one for each voter who was marked.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.rulings import Granted
from gongtong.voting.franchise.changes import CastVote, ChangeFacts, settle_changes, settle_channels
from gongtong.voting.polls.answers import Answer, Choice, MotionAnswer, in_one_way
from gongtong.voting.polls.questions import faults_of_answer
from gongtong.voting.polls.requests import CastingChannel
from gongtong.voting.readings import PartsCovered
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongtong.voting.polls.poll_roll import PollRoll
    from gongtong.voting.polls.poll_rules import PollRules
    from gongtong.voting.polls.questions import Question


@frozen(kw_only=True)
class NamedBallot:
    """A ballot of an open poll as it is kept (在存记名选票)."""

    commitment: bytes
    label: str
    channel: CastingChannel
    cast_at: datetime
    salt: bytes
    answers: tuple[Answer, ...]


@frozen(kw_only=True)
class SecretBallot:
    """A ballot of a secret poll as it is kept: nobody's, at no moment (在存无记名选票).

    `area_cm2` is there only where area counts.
    """

    commitment: bytes
    salt: bytes
    answers: tuple[Answer, ...]
    area_cm2: int | None = None


ABSTENTION: Final = MotionAnswer((Choice.ABSTAIN,))


class Worth(StrEnum):
    """What a voter's ballots amount to in one question (答复效力)."""

    COUNTED = "counted"
    SPOILT = "spoilt"
    CONFLICTING = "conflicting"


@frozen
class SettledAnswer:
    """What one voter answered to one question, and with which weight (认定的答复).

    Without an answer the voter's ballots are spoilt or contradict each other. In a secret poll
    nobody knows the voter.
    """

    weight: Weight
    worth: Worth
    answer: Answer | None = None
    voter_id: UUID | None = None


def settle_secret(
    number: int, question: Question, ballots: Iterable[SecretBallot]
) -> tuple[SettledAnswer, ...]:
    """Take every secret ballot's answer to a question (认定无记名选票)."""
    settled: list[SettledAnswer] = []
    for ballot in ballots:
        answer = _sound(number, question, ballot.answers)
        worth = Worth.SPOILT if answer is None else Worth.COUNTED
        settled.append(SettledAnswer(Weight(1, ballot.area_cm2 or 0), worth, answer))
    return tuple(settled)


def settle_named(
    number: int,
    question: Question,
    ballots: Iterable[NamedBallot],
    *,
    roll: PollRoll,
    rules: PollRules,
) -> tuple[SettledAnswer, ...]:
    """Find each voter's one answer to a question; the order in which ballots came plays no part (认定记名选票).

    Only sound answers compete. Voters are given in the order of their ids.
    """
    voter_of = {line.label: line.voter_id for line in roll.lines}
    own: defaultdict[UUID, list[NamedBallot]] = defaultdict(list)
    for ballot in ballots:
        own[voter_of[ballot.label]].append(ballot)
    weights = _weights(own, roll, rules.parts_covered)
    return tuple(
        evolve(
            _settle_one(weights[voter_id], _votes(number, question, own[voter_id]), rules),
            voter_id=voter_id,
        )
        for voter_id in sorted(own)
    )


def _weights(
    own: Mapping[UUID, Sequence[NamedBallot]], roll: PollRoll, parts: PartsCovered
) -> Mapping[UUID, Weight]:
    if parts is PartsCovered.ALL_PARTS_OF_THE_OWNER:
        return roll.weights()
    area_of = {line.label: line.area_cm2 for line in roll.lines}
    return {
        voter_id: Weight(1, sum(area_of[label] for label in {one.label for one in ballots}))
        for voter_id, ballots in own.items()
    }


def _votes(
    number: int, question: Question, ballots: Sequence[NamedBallot]
) -> tuple[CastVote[Answer], ...]:
    return tuple(
        CastVote(ballot.commitment.hex(), answer, ballot.cast_at, ballot.channel.counts_as)
        for ballot in ballots
        if (answer := _sound(number, question, ballot.answers)) is not None
    )


def _sound(number: int, question: Question, answers: tuple[Answer, ...]) -> Answer | None:
    """Give the answer to a question, in the one way in which it counts, if nothing is wrong with it."""
    if number > len(answers):
        return None
    answer = answers[number - 1]
    if faults_of_answer(number, question, answer):
        return None
    # who leaves a motion blank says the same as who ticks abstention
    return ABSTENTION if answer == MotionAnswer(()) else in_one_way(answer)


def _settle_one(
    weight: Weight, votes: tuple[CastVote[Answer], ...], rules: PollRules
) -> SettledAnswer:
    if not votes:
        return SettledAnswer(weight, Worth.SPOILT)
    facts: ChangeFacts[Answer] = ChangeFacts(allowed=rules.vote_changes)
    counted: list[CastVote[Answer]] = []
    for channel in sorted({vote.channel for vote in votes}):
        settled = settle_changes([vote for vote in votes if vote.channel is channel], facts)
        if settled.counted is not None:
            counted.append(settled.counted)
    ruling = settle_channels(counted, rules.channel_priority)
    if isinstance(ruling, Granted):
        return SettledAnswer(weight, Worth.COUNTED, ruling.event.choice)
    return SettledAnswer(weight, Worth.CONFLICTING)
