"""One voter, several ballots: how often a vote may be changed, and which channel stands (变更表决).

A ballot that repeats what the voter said is no change. What several channels say is settled after
the changes within each of them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import evolve, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.franchise.sources import FRANCHISE_PRACTICE
from gongtong.voting.readings import ChannelPriority

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

C = TypeVar("C")


class VoteChanges(StrEnum):
    """How often a voter may change a vote that was cast, until voting closes (变更次数)."""

    NONE = "none"
    ONCE = "once"
    ANY = "any"

    @property
    def most(self) -> int | None:
        """The number of changes allowed; `None` is any number (允许次数)."""
        return {VoteChanges.NONE: 0, VoteChanges.ONCE: 1, VoteChanges.ANY: None}[self]


@frozen
class CastVote(Generic[C]):
    """What one voter cast, when and through which channel (已投表决).

    `reference` tells one ballot of the voter from another.
    """

    reference: str
    choice: C
    at: datetime
    channel: Channel = Channel.ONLINE


@frozen(kw_only=True)
class ChangeFacts(Generic[C]):
    """What the voter has cast so far in this channel, and what the place allows (变更情况).

    A ballot cast at `closes_at` is still in time: the end belongs to the period.
    """

    allowed: VoteChanges
    source: Source = FRANCHISE_PRACTICE
    counted: CastVote[C] | None = None
    changes_made: int = 0
    closes_at: datetime | None = None


@frozen
class VoteChanged(Generic[C]):
    """A ballot counts in place of whatever the voter cast before (表决已变更).

    `changes_made` counts the changes of this voter so far, this one included.
    """

    vote: CastVote[C]
    changes_made: int


@frozen
class RejectedVote(Generic[C]):
    """A ballot that does not count, and every ground (不予采纳的表决)."""

    vote: CastVote[C]
    reasons: tuple[Reason, ...]


@frozen
class SettledVote(Generic[C]):
    """The one ballot of a voter that counts, and those that were refused (认定的表决)."""

    counted: CastVote[C] | None
    changes_made: int = 0
    rejected: tuple[RejectedVote[C], ...] = ()


def rule_on_change(vote: CastVote[C], facts: ChangeFacts[C]) -> Ruling[VoteChanged[C]]:
    """Say whether a ballot takes the place of the one before it (变更表决审查).

    A voter's first ballot, and one that repeats the counted one, are no changes.
    """
    changes = facts.counted is not None and facts.counted.choice != vote.choice
    reasons = (
        *_closed(vote, facts),
        *(_too_many(facts) if changes else ()),
    )
    if reasons:
        return Refused(reasons)
    return Granted(VoteChanged(vote, facts.changes_made + changes))


def settle_changes(votes: Iterable[CastVote[C]], facts: ChangeFacts[C]) -> SettledVote[C]:
    """Take a voter's ballots of one channel in the order of time (逐次认定).

    Ballots of one instant are taken in the order of their references.
    """
    settled: SettledVote[C] = SettledVote(facts.counted, facts.changes_made)
    for vote in sorted(votes, key=lambda one: (one.at, one.reference)):
        so_far = evolve(facts, counted=settled.counted, changes_made=settled.changes_made)
        match rule_on_change(vote, so_far):
            case Granted(event):
                settled = SettledVote(event.vote, event.changes_made, settled.rejected)
            case Refused(reasons):
                rejected = (*settled.rejected, RejectedVote(vote, reasons))
                settled = evolve(settled, rejected=rejected)
    return settled


def settle_channels(votes: Sequence[CastVote[C]], priority: ChannelPriority) -> Ruling[CastVote[C]]:
    """Find which of a voter's ballots stands, by the rule of the place (渠道取舍).

    Refused with `channel_conflict` where ballots that come first say different things. No ballot at
    all is a `ValueError`.
    """
    if not votes:
        message = "the voter cast nothing"
        raise ValueError(message)
    leading = _leading(sorted(votes, key=lambda one: (one.at, one.reference)), priority)
    if any(vote.choice != leading[0].choice for vote in leading):
        return Refused(
            (
                Reason(
                    "channel_conflict",
                    zh="同一业主的选票内容不一致，无法认定以哪张为准",
                    en="the voter's ballots say different things and none of them comes first",
                    source=FRANCHISE_PRACTICE,
                    params=(("priority", priority.value),),
                ),
            )
        )
    return Granted(leading[0])


def _leading(votes: Sequence[CastVote[C]], priority: ChannelPriority) -> Sequence[CastVote[C]]:
    match priority:
        case ChannelPriority.FIRST_VALID_BALLOT_WINS:
            return [vote for vote in votes if vote.at == votes[0].at]
        case ChannelPriority.LAST_VALID_BALLOT_WINS:
            return _last(votes)
        case ChannelPriority.PAPER:
            return _last(_of(votes, Channel.PAPER) or votes)
        case ChannelPriority.ONLINE:
            return _last(_of(votes, Channel.ONLINE) or votes)
        case ChannelPriority.VOID:
            return votes


def _last(votes: Sequence[CastVote[C]]) -> Sequence[CastVote[C]]:
    return [vote for vote in votes if vote.at == votes[-1].at]


def _of(votes: Sequence[CastVote[C]], channel: Channel) -> Sequence[CastVote[C]]:
    return [vote for vote in votes if vote.channel is channel]


def _closed(vote: CastVote[C], facts: ChangeFacts[C]) -> Iterator[Reason]:
    if facts.closes_at is not None and vote.at > facts.closes_at:
        yield Reason(
            "voting_closed",
            zh="表决已截止",
            en="voting has closed",
            source=FRANCHISE_PRACTICE,
        )


def _too_many(facts: ChangeFacts[C]) -> Iterator[Reason]:
    most = facts.allowed.most
    if most is None or facts.changes_made < most:
        return
    if most == 0:
        yield Reason("no_change", zh="投出后不得变更", en="no change", source=facts.source)
    else:
        yield Reason(
            "one_change_only",
            zh="截止前只可变更一次",
            en="a vote may be changed once before voting closes",
            source=facts.source,
        )
