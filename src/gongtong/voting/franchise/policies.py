"""What the right to vote leaves to the law of the land and to the place (表决资格政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import Fact, GuardPoint, PolicyPoint, Reading
from gongtong.voting.franchise.bases import ElectorateBasis, VotingBody
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.intake import IntakeGuard
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.franchise.petitions import (
    TWENTY_PERCENT_OF_AREA_AND_HEADS,
    TWENTY_PERCENT_OF_OWNERS,
    PetitionPurpose,
    PetitionRule,
)
from gongtong.voting.franchise.proxies import ProxyCap, ProxyGuard

BODY: Final = Fact("body", VotingBody, zh="表决主体")
PURPOSE: Final = Fact("purpose", PetitionPurpose, zh="提议目的")

ELECTORATE_BASIS: Final = PolicyPoint[ElectorateBasis](
    "voting.electorate_basis",
    zh="谁有表决权",
    value_type=ElectorateBasis,
    facts=(BODY,),
    readings=(
        Reading(ElectorateBasis.OWNER_PARTY, zh="业主", en="each owner, with heads and area"),
        Reading(
            ElectorateBasis.ADULT_RESIDENT,
            zh="年满十八周岁的居民",
            en="each resident who has completed 18 years",
        ),
        Reading(ElectorateBasis.HOUSEHOLD, zh="每户派代表", en="one for each household"),
        Reading(ElectorateBasis.REPRESENTATIVE, zh="居民代表", en="residents' representatives"),
    ),
)

ROLL_CALENDAR: Final = PolicyPoint[RollCalendar](
    "voting.roll_calendar",
    zh="名册公布、异议和处理的期限",
    value_type=RollCalendar,
    facts=(BODY,),
)

PROXY_CAP: Final = PolicyPoint[ProxyCap](
    "voting.proxy_cap",
    zh="一人最多接受几份委托",
    value_type=ProxyCap,
    facts=(BODY,),
)
"""A place may set a cap of its own; what a law sets beside it is a guard and cannot be loosened."""

MAY_VOTE_BY_PROXY: Final = GuardPoint[ProxyGuard](
    "voting.may_vote_by_proxy", zh="委托表决审查", facts=(BODY,)
)

MAY_TAKE_BALLOT: Final = GuardPoint[IntakeGuard]("voting.may_take_ballot", zh="收票审查")

VOTE_CHANGES: Final = PolicyPoint[VoteChanges](
    "voting.vote_changes",
    zh="截止前可否变更已投的票",
    value_type=VoteChanges,
    readings=(
        Reading(VoteChanges.NONE, zh="不得变更", en="a vote that was cast stands"),
        Reading(VoteChanges.ONCE, zh="可变更一次", en="it may be changed once"),
        Reading(VoteChanges.ANY, zh="可多次变更", en="it may be changed any number of times"),
    ),
)
"""No rule text was found for it. Press reports that Wuhan allows one change before the close; no
provision is shipped for it, so a place there adopts its own, as the worked case BP-16 does."""

PETITION_RULE: Final = PolicyPoint[PetitionRule](
    "voting.petition_rule",
    zh="多少业主可以提议召开业主大会",
    value_type=PetitionRule,
    facts=(PURPOSE,),
    readings=(
        Reading(TWENTY_PERCENT_OF_OWNERS, zh="条例：20%以上的业主", en="regulation: 20% of owners"),
        Reading(
            TWENTY_PERCENT_OF_AREA_AND_HEADS,
            zh="指导规则：面积和人数均20%以上",
            en="guidance: 20% of area AND heads",
        ),
    ),
)
