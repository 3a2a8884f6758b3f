"""A poll as it is kept (在册表决活动)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from attrs import frozen

from gongtong.core.codec import JsonValue
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.offices import Mandate
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.polls.poll_rules import PollRules, Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.questions import OwnersQuestion, Question


class LinkKind(StrEnum):
    """Why a poll follows another (后续表决种类)."""

    RUN_OFF = "run_off"
    SECOND_ROUND = "second_round"
    REPEAT = "repeat"

    @property
    def zh(self) -> str:
        """The kind as a notice states it (公告用语)."""
        return {
            LinkKind.RUN_OFF: "决选",
            LinkKind.SECOND_ROUND: "第二轮投票",
            LinkKind.REPEAT: "重新表决",
        }[self]

    @property
    def step(self) -> PollStep:
        """What is done to the earlier poll (对前次表决的步骤)."""
        return PollStep.REPEAT if self is LinkKind.REPEAT else PollStep.FOLLOW


@frozen
class PollLink:
    """The poll that this one follows, and why (前次表决)."""

    poll_id: UUID
    kind: LinkKind


@frozen(kw_only=True)
class PollMove:
    """One step that was taken with a poll: when, by whom, and why (办理记录)."""

    number: int
    step: PollStep
    state: PollState
    at: datetime
    actor: str
    reason: str = ""
    decision: Mandate | None = None


@frozen(kw_only=True)
class PollOnFile:
    """A poll as it is kept (在册表决活动).

    `tie_seed` is the result of the draw that was named before, `tie_order` what was decided by hand,
    with the words of the decision in `tie_decision`; all of them are given at the count.
    """

    id: UUID
    title: str
    questions: tuple[Question, ...]
    secrecy: Secrecy
    period: VotingPeriod
    electorate_on: date
    state: PollState
    version: int
    body: VotingBody = VotingBody.OWNERS
    follows: PollLink | None = None
    rules: PollRules | None = None
    roll_digest: bytes | None = None
    root: bytes | None = None
    result: JsonValue = None
    tie_seed: str = ""
    tie_order: tuple[str, ...] = ()
    tie_decision: str = ""
    moves: tuple[PollMove, ...] = ()

    @property
    def counts_area(self) -> bool:
        """Whether a question is decided by area as well as by heads (是否按面积计票)."""
        return any(isinstance(question, OwnersQuestion) for question in self.questions)

    def required_rules(self) -> PollRules:
        """Give the rules; raises `UnknownReferenceError` before they are announced (本次规则)."""
        if self.rules is None:
            raise UnknownReferenceError("rules of poll", self.id)
        return self.rules

    def last(self, step: PollStep) -> PollMove | None:
        """Give the last time that a step was taken (最近一次)."""
        return next((move for move in reversed(self.moves) if move.step is step), None)

    def times(self, step: PollStep) -> int:
        """Count how often a step was taken (次数)."""
        return sum(move.step is step for move in self.moves)
