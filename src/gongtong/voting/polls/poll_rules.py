"""The rules that a poll is announced with and keeps to its end (表决活动规则)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Source
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.owners_votes import BallotRules
from gongtong.voting.polls.poll_states import PollStep
from gongtong.voting.polls.sources import POLL_PRACTICE
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder
from gongtong.voting.silence import SilenceConditions, SilenceFacts
from gongtong.voting.thresholds import DecisionRule


class Secrecy(StrEnum):
    """Whether it is kept who cast which ballot (记名方式)."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - the word for a secret ballot, no password

    @property
    def zh(self) -> str:
        """The way of voting as a notice states it (公告用语)."""
        return {Secrecy.OPEN: "记名投票", Secrecy.SECRET: "无记名投票"}[self]


def _not_negative(_: object, __: object, days: int) -> None:
    if days < 0:
        message = f"{days} days cannot be waited for"
        raise ValueError(message)


@frozen(kw_only=True)
class PollDays:
    """How many days each stage stands at least, the first day not counted (表决期限).

    `objections` are from the count to its certification, `publication` is how long the result stays
    posted. The days of the roll are those of its calendar.
    """

    objections: int = field(validator=_not_negative)
    publication: int = field(validator=_not_negative)


@frozen(kw_only=True)
class ExtensionRule:
    """How often, and by how many days at a time, the vote may be extended (延期规则)."""

    most_times: int = field(validator=_not_negative)
    longest_days: int = field(validator=_not_negative)


@frozen
class PollDuty:
    """The offices of which one is needed for a step (步骤权限)."""

    step: PollStep
    offices: tuple[Office, ...]


@frozen
class PollDuties:
    """Who may do what with a poll; a step that is not listed is free to everybody (表决活动权限)."""

    duties: tuple[PollDuty, ...]
    source: Source = POLL_PRACTICE

    def offices_for(self, step: PollStep) -> tuple[Office, ...]:
        """Give the offices of which one is needed, or none (所需职务)."""
        return tuple(office for duty in self.duties if duty.step is step for office in duty.offices)


NOTHING_KNOWN: Final = SilenceFacts(in_rules=None, warned=None)
"""Nobody has said whether the rules count silence, nor whether owners were warned (情况不明)."""
_COMMITTEE: Final = (Office.CHAIR, Office.MEMBER)
DEFAULT_DUTIES: Final = PollDuties(
    (
        *(
            PollDuty(step, _COMMITTEE)
            for step in (
                PollStep.ANNOUNCE,
                PollStep.POST_ROLL,
                PollStep.SETTLE,
                PollStep.OPEN,
                PollStep.MANDATE,
                PollStep.NOTE_DELIVERIES,
                PollStep.CAST,
                PollStep.EXTEND,
                PollStep.CLOSE,
                PollStep.COUNT,
                PollStep.PUBLISH,
                PollStep.ANNUL,
                PollStep.WITHDRAW,
                PollStep.FOLLOW,
                PollStep.REPEAT,
            )
        ),
        PollDuty(PollStep.CERTIFY, (Office.SUPERVISOR,)),
    )
)
"""Until a place decides: the committee conducts, the supervisor certifies, everybody may object.

`CAST` is about ballots on paper, at the door and in a meeting; online a voter casts by himself.
"""


@frozen
class MotionRule:
    """The decision rule of one motion of the ballot, by its place counted from 1 (议案表决规则)."""

    question: int
    rule: DecisionRule


@frozen
class ElectionRule:
    """How an election of the ballot is decided, by its place counted from 1 (选举题规则).

    `seat_order` puts candidates in order where more have enough than there are seats.
    """

    question: int
    rule: DecisionRule
    seat_order: SeatOrder


@frozen(kw_only=True)
class PollRules:
    """Everything that decides how a poll goes, answered at the announcement (本次表决规则).

    `silence` are the conditions under which ballots that were not returned may be counted, where a
    text sets any; `silence_facts` is what was known of them.
    """

    notice_days: int
    days: PollDays
    roll_calendar: RollCalendar
    extension: ExtensionRule
    channel_priority: ChannelPriority
    vote_changes: VoteChanges
    parts_covered: PartsCovered
    ballots: BallotRules
    smallest_cell: int
    silence: SilenceConditions | None = None
    silence_facts: SilenceFacts = NOTHING_KNOWN
    motions: tuple[MotionRule, ...] = ()
    elections: tuple[ElectionRule, ...] = ()

    def rule_of(self, question: int) -> DecisionRule:
        """Give the rule of a motion or election; raises `LookupError` for another question (议案规则)."""
        rules: tuple[MotionRule | ElectionRule, ...] = (*self.motions, *self.elections)
        for one in rules:
            if one.question == question:
                return one.rule
        message = f"question {question} is not decided by owners in heads and area"
        raise LookupError(message)

    def election_rule_of(self, question: int) -> ElectionRule:
        """Give the rule of an election; raises `LookupError` for another question (选举规则)."""
        for one in self.elections:
            if one.question == question:
                return one
        message = f"question {question} is no election"
        raise LookupError(message)
