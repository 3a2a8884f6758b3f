"""Whether a ballot may be taken at all: on which topic, and through which system (收票条件)."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.voting.elections.ballots import Channel


class VotingSystem(StrEnum):
    """Through whose system an online ballot came (投票系统).

    `OFFICIAL` is the one that the housing authority has set up.
    """

    OFFICIAL = "official"
    OTHER = "other"


@frozen(kw_only=True)
class TakeBallot:
    """A ballot that came in: its topic, its channel, and the system if online (收票申请)."""

    topic: str
    channel: Channel
    system: VotingSystem | None = None


class IntakeGuard(Protocol):
    """What a law or a place asks before a ballot is taken (收票审查)."""

    def __call__(self, request: TakeBallot, facts: IntakeFacts) -> tuple[Reason, ...]:
        """Give every ground against it, or nothing."""
        ...


@frozen(kw_only=True)
class IntakeFacts:
    """Which topics were published, and which guards stand here (收票情况)."""

    published_topics: frozenset[str]
    guards: tuple[IntakeGuard, ...] = ()


@frozen
class IntakeAllowed:
    """A ballot may be taken; what it says is judged later (准予收票)."""

    request: TakeBallot


@frozen
class OfficialSystemOnly:
    """Online votes go through the official system alone (限用官方系统)."""

    source: Source

    def __call__(self, request: TakeBallot, facts: IntakeFacts) -> tuple[Reason, ...]:
        """Refuse an online ballot of another system; paper is not concerned."""
        del facts
        if request.channel is not Channel.ONLINE or request.system is VotingSystem.OFFICIAL:
            return ()
        return (
            Reason(
                "system_not_official",
                zh="采用互联网方式表决的，应当通过主管部门建立的电子投票系统进行",
                en="an online vote goes through the official system",
                source=self.source,
            ),
        )


@frozen
class PublishedTopicsOnly:
    """Nothing is voted on that was not published beforehand (限于已公示议题)."""

    source: Source

    def __call__(self, request: TakeBallot, facts: IntakeFacts) -> tuple[Reason, ...]:
        """Refuse a ballot on a topic that was not published."""
        if request.topic in facts.published_topics:
            return ()
        return (
            Reason(
                "topic_not_published",
                zh="不得就未公示的议题进行表决",
                en="no vote is taken on a topic that was not published",
                source=self.source,
                params=(("topic", request.topic),),
            ),
        )


def rule_on_intake(request: TakeBallot, facts: IntakeFacts) -> Ruling[IntakeAllowed]:
    """Say whether a ballot is taken; every guard is asked, in the order of rank (收票审查结论)."""
    reasons = tuple(reason for guard in facts.guards for reason in guard(request, facts))
    return Refused(reasons) if reasons else Granted(IntakeAllowed(request))
