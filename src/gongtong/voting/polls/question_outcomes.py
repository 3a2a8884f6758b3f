"""What a poll came to, as values that are written to the recorded result and read back from it (表决结果)."""

from __future__ import annotations

from typing import Literal, TypeAlias
from uuid import UUID

from attrs import frozen

from gongtong.voting.counting import traces
from gongtong.voting.decisions import Finding
from gongtong.voting.elections.committee_elections import CommitteeCount
from gongtong.voting.owners_votes import OwnersVote
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.silence import SilenceRuling
from gongtong.voting.weights import Weight


@frozen(kw_only=True)
class MotionOutcome:
    """What owners decided on a motion in heads and area (议案结果).

    `counted`, `spoilt` and `conflicting` are numbers of voters. `votes` are the sums; `silence` is
    there where ballots that were not returned could have been counted.
    """

    title: str
    counted: int
    spoilt: int
    conflicting: int
    votes: OwnersVote
    finding: Finding
    passed: bool
    zh: str
    en: str
    silence: SilenceRuling | None = None
    form: Literal["motion"] = "motion"


@frozen(kw_only=True)
class ElectionOutcome:
    """Whom owners elected in heads and area, with the checks of each candidate (选举题结果).

    `tie` says who was equal where the seats ran out, and what broke that; without `chosen` it is
    open, and so are the seats.
    """

    title: str
    counted: int
    spoilt: int
    conflicting: int
    blank: int
    seats: int
    count: CommitteeCount
    tie: traces.Tie | None
    zh: str
    en: str
    form: Literal["elect"] = "elect"


@frozen(kw_only=True)
class MethodOutcome:
    """What a counting method made of the answers to a question, with its trace (计票方法结果)."""

    title: str
    form: Literal["pick", "rank", "score", "budget"]
    counted: int
    spoilt: int
    conflicting: int
    blank: int
    count: traces.Count


QuestionOutcome: TypeAlias = MotionOutcome | ElectionOutcome | MethodOutcome
"""What one question came to (单题结果)."""


@frozen(kw_only=True)
class PollResult:
    """What a poll came to, question by question, with what proves it (表决活动结果).

    `ballots` and `voters` are numbers; `silent` weighs those to whom a ballot was delivered and who
    returned none. `roll` and `root` are digests, `changed_ballots` the commitments of ballots that
    no longer fit them.
    """

    poll: UUID
    title: str
    secrecy: Secrecy
    everyone: Weight
    ballots: int
    voters: int
    silent: Weight
    roll: bytes
    root: bytes
    changed_ballots: tuple[bytes, ...]
    questions: tuple[QuestionOutcome, ...]
