"""What voting leaves to the law of the land and to the rules of the place (表决政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import Fact, PolicyPoint, Reading
from gongtong.voting.readings import (
    ChannelPriority,
    FollowingBallots,
    PartsCovered,
    SeatOrder,
    SilentBallots,
    SpoiltBallots,
)
from gongtong.voting.silence import SilenceConditions
from gongtong.voting.thresholds import (
    Abstention,
    Base,
    DecisionRule,
    Dimension,
    Matter,
    Threshold,
    in_heads_and_area,
)

__all__ = [
    "CHANNEL_PRIORITY",
    "DECISION_RULE",
    "FOLLOWING_BALLOTS",
    "MATTER",
    "PARTS_COVERED",
    "SEAT_ORDER",
    "SILENCE_CONDITIONS",
    "SILENT_BALLOTS",
    "SPOILT_BALLOTS",
    "Abstention",
    "Base",
    "ChannelPriority",
    "DecisionRule",
    "Dimension",
    "FollowingBallots",
    "Matter",
    "PartsCovered",
    "SeatOrder",
    "SilenceConditions",
    "SilentBallots",
    "SpoiltBallots",
    "Threshold",
    "in_heads_and_area",
]

MATTER: Final = Fact("matter", Matter, zh="表决事项")

DECISION_RULE: Final = PolicyPoint[DecisionRule](
    "voting.decision_rule",
    zh="业主共同决定的表决规则",
    value_type=DecisionRule,
    facts=(MATTER,),
)

CHANNEL_PRIORITY: Final = PolicyPoint[ChannelPriority](
    "voting.channel_priority",
    zh="同一业主重复投票时以哪张选票为准",
    value_type=ChannelPriority,
    readings=(
        Reading(
            ChannelPriority.LAST_VALID_BALLOT_WINS,
            zh=ChannelPriority.LAST_VALID_BALLOT_WINS.zh,
            en="the last valid ballot counts",
        ),
        Reading(
            ChannelPriority.FIRST_VALID_BALLOT_WINS,
            zh=ChannelPriority.FIRST_VALID_BALLOT_WINS.zh,
            en="the first valid ballot counts",
        ),
        Reading(
            ChannelPriority.PAPER,
            zh=ChannelPriority.PAPER.zh,
            en="a paper ballot counts before online",
        ),
        Reading(
            ChannelPriority.ONLINE,
            zh=ChannelPriority.ONLINE.zh,
            en="an online ballot counts before paper",
        ),
        Reading(
            ChannelPriority.VOID,
            zh=ChannelPriority.VOID.zh,
            en="ballots that say different things are void",
        ),
    ),
)

SPOILT_BALLOTS: Final = PolicyPoint[SpoiltBallots](
    "voting.spoilt_ballots",
    zh="废票是否计为参与表决",
    value_type=SpoiltBallots,
    readings=(
        Reading(
            SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
            zh="计为参与表决，但不计入任何人的赞成票",
            en="a spoilt ballot takes part and approves nobody",
        ),
        Reading(
            SpoiltBallots.DID_NOT_TAKE_PART,
            zh="视为未参与表决",
            en="who cast only spoilt ballots did not take part",
        ),
    ),
)

PARTS_COVERED: Final = PolicyPoint[PartsCovered](
    "voting.parts_covered",
    zh="有多套房的业主，一张选票代表哪些房屋的面积",
    value_type=PartsCovered,
    readings=(
        Reading(
            PartsCovered.ALL_PARTS_OF_THE_OWNER,
            zh="代表该业主的全部房屋",
            en="a ballot speaks for all parts of its owner",
        ),
        Reading(
            PartsCovered.NAMED_PARTS_ONLY,
            zh="只代表选票所写的房屋",
            en="a ballot speaks only for the part it names",
        ),
    ),
)

SILENT_BALLOTS: Final = PolicyPoint[SilentBallots](
    "voting.silent_ballots",
    zh="已送达而未返回的选票如何计算",
    value_type=SilentBallots,
    readings=(
        Reading(SilentBallots.NOT_COUNTED, zh="不计", en="silence is absence"),
        Reading(
            SilentBallots.COUNT_WITH_MAJORITY,
            zh="计入已表决的多数票",
            en="silence follows the majority of those who voted",
        ),
    ),
)

SILENCE_CONDITIONS: Final = PolicyPoint[SilenceConditions](
    "voting.silence_conditions",
    zh="把未返回的选票计入多数票须符合的条件",
    value_type=SilenceConditions,
)

FOLLOWING_BALLOTS: Final = PolicyPoint[FollowingBallots](
    "voting.following_ballots",
    zh="选票上的“从众”选项是否允许、如何计算",
    value_type=FollowingBallots,
    readings=(
        Reading(
            FollowingBallots.NOT_ALLOWED,
            zh="选票不设从众选项，写从众的为废票",
            en="the choice is not on the ballot; such a ballot is spoilt",
        ),
        Reading(
            FollowingBallots.WITH_MAJORITY,
            zh="计入自行选择者中的多数票",
            en="such a ballot follows the majority of those who chose",
        ),
        Reading(
            FollowingBallots.TAKES_PART_ONLY,
            zh="计为参与表决，不计赞成",
            en="such a ballot takes part and approves nothing",
        ),
    ),
)

SEAT_ORDER: Final = PolicyPoint[SeatOrder](
    "voting.seat_order",
    zh="够票的候选人多于应选名额时的排序",
    value_type=SeatOrder,
    readings=(
        Reading(SeatOrder.HEADS_THEN_AREA, zh="先比人数，再比面积", en="by heads, then by area"),
        Reading(SeatOrder.AREA_THEN_HEADS, zh="先比面积，再比人数", en="by area, then by heads"),
    ),
)
