"""How many owners may ask for an assembly (提议召开业主大会的规定).

The regulation's 20% of the owners outranks the guidance's 20% of area and heads; both are in the
book, and `explain` says why the one gave way.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.core.shares import AtLeast
from gongtong.voting.franchise.petitions import (
    TWENTY_PERCENT_OF_AREA_AND_HEADS,
    TWENTY_PERCENT_OF_OWNERS,
    PetitionPurpose,
    PetitionRoute,
    PetitionRule,
    PetitionShare,
)
from gongtong.voting.franchise.policies import PETITION_RULE, PURPOSE
from gongtong.voting.thresholds import Dimension

REGULATION_13: Final = Source("物业管理条例", "第13条第2款", date(2003, 9, 1))
GUIDANCE_21: Final = Source(
    "业主大会和业主委员会指导规则",
    "第21条",
    date(2010, 1, 1),
    standing=Standing.UNVERIFIED,
    note="建房[2009]274号",
)
BEIJING_30: Final = Source(
    "北京市物业管理条例", "第30条", date(2020, 5, 1), note="核对2024年3月29日修正文本"
)

BEIJING_FIRST_ASSEMBLY: Final = PetitionRule(
    routes=(
        PetitionRoute((PetitionShare(Dimension.HEADS, AtLeast(5, 100)),)),
        PetitionRoute((PetitionShare(Dimension.AREA, AtLeast(5, 100)),)),
    ),
    developer_may=True,
    delivered=(AtLeast(50, 100),),
)
"""Half handed over; then 5% of the owners, owners of 5% of the area, or the developer."""


def _provisions() -> Iterable[AnyProvision]:
    """Give who may ask for an extraordinary and for the first assembly."""
    extraordinary = PURPOSE.is_one_of(PetitionPurpose.EXTRAORDINARY_ASSEMBLY)
    yield Provision(
        "cn.property-regulation.13",
        PETITION_RULE,
        TWENTY_PERCENT_OF_OWNERS,
        area="",
        in_force=since("2003-09-01"),
        rank=Rank.ADMINISTRATIVE_REGULATION,
        mode=Mode.MANDATORY,
        conditions=(extraordinary,),
        cites=(REGULATION_13,),
    )
    yield Provision(
        "cn.guidance.21",
        PETITION_RULE,
        TWENTY_PERCENT_OF_AREA_AND_HEADS,
        area="",
        in_force=since("2010-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        conditions=(extraordinary,),
        cites=(GUIDANCE_21,),
    )
    yield Provision(
        "cn-11.property.30",
        PETITION_RULE,
        BEIJING_FIRST_ASSEMBLY,
        area="11",
        in_force=since("2020-05-01"),
        rank=Rank.LOCAL_REGULATION,
        conditions=(PURPOSE.is_one_of(PetitionPurpose.FIRST_ASSEMBLY),),
        cites=(BEIJING_30,),
    )


PROVISIONS: Final = tuple(_provisions())
