"""Where the law is silent: the readings among which a place must choose (待选规则).

None of these has a default. A place adopts one by a recorded decision, and every result names it.
"""

from __future__ import annotations

from enum import StrEnum


class ChannelPriority(StrEnum):
    """Which ballot counts when an owner casts several, on paper and online (重复投票取舍).

    Only valid ballots compete. `PAPER` and `ONLINE` let a valid ballot of that channel stand before
    those of the other; within one channel the last valid one counts. Under `VOID` ballots that say
    different things leave the owner without a choice.
    """

    LAST_VALID_BALLOT_WINS = "last_valid_ballot_wins"
    FIRST_VALID_BALLOT_WINS = "first_valid_ballot_wins"
    PAPER = "paper"
    ONLINE = "online"
    VOID = "void"

    @property
    def zh(self) -> str:
        """The rule in the words in which a notice announces it (公告用语)."""
        return _PRIORITY_WORDS[self]


_PRIORITY_WORDS = {
    ChannelPriority.LAST_VALID_BALLOT_WINS: "以最后一次有效提交为准",
    ChannelPriority.FIRST_VALID_BALLOT_WINS: "以第一次有效提交为准",
    ChannelPriority.PAPER: "以纸质选票为准",
    ChannelPriority.ONLINE: "以线上投票为准",
    ChannelPriority.VOID: "内容不一致的均作废",
}


class SpoiltBallots(StrEnum):
    """Whether an owner whose ballots are all spoilt took part (废票处理)."""

    TAKES_PART_APPROVES_NOBODY = "takes_part_approves_nobody"
    DID_NOT_TAKE_PART = "did_not_take_part"


class PartsCovered(StrEnum):
    """For which of an owner's parts a ballot speaks (多套房选票范围).

    Under `NAMED_PARTS` the owner still has one head and one opinion; the area is that of the parts
    on which a ballot was cast within the period.
    """

    ALL_PARTS_OF_THE_OWNER = "all_parts_of_the_owner"
    NAMED_PARTS_ONLY = "named_parts_only"


class SilentBallots(StrEnum):
    """What becomes of ballots that were delivered and never returned (未返回选票处理).

    Under `COUNT_WITH_MAJORITY` they take part and follow the side that leads among those returned,
    in each dimension by itself; where no side leads, they approve nothing. The law ties it to
    conditions: `gongtong.voting.silence.rule_on_silence` says whether they are met.
    """

    NOT_COUNTED = "not_counted"
    COUNT_WITH_MAJORITY = "count_with_majority"


class FollowingBallots(StrEnum):
    """What becomes of ballots cast for "follow the majority" (从众选票处理).

    Under `WITH_MAJORITY` they take part and follow the side that leads among the ballots that choose,
    in each dimension by itself; where no side leads, they approve nothing. Under `TAKES_PART_ONLY`
    they take part and approve nothing. Where the choice is `NOT_ALLOWED` on the ballot, such a ballot
    is spoilt.
    """

    NOT_ALLOWED = "not_allowed"
    WITH_MAJORITY = "with_majority"
    TAKES_PART_ONLY = "takes_part_only"


class SeatOrder(StrEnum):
    """How candidates with enough votes rank when they are more than the seats (当选排序)."""

    HEADS_THEN_AREA = "heads_then_area"
    AREA_THEN_HEADS = "area_then_heads"
