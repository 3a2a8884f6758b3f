"""Who has a vote, and how long a roll is posted (选民范围与名册规定)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.voting.franchise.bases import ElectorateBasis, VotingBody
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.franchise.policies import BODY, ELECTORATE_BASIS, ROLL_CALENDAR

OWNERS_DECIDE: Final = Source("民法典", "第278条第2款", date(2021, 1, 1))
OWNERS_DECIDED: Final = Source("物权法", "第76条第2款", date(2007, 10, 1), date(2021, 1, 1))
RESIDENTS_17: Final = Source(
    "城市居民委员会组织法", "第17条", date(2026, 1, 1), note="2025年10月28日修订"
)


def _provisions() -> Iterable[AnyProvision]:
    """Give what the law settles; how residents elect is for the community to choose."""
    yield Provision(
        "cn.civil-code.278.owners",
        ELECTORATE_BASIS,
        ElectorateBasis.OWNER_PARTY,
        area="",
        in_force=since("2007-10-01"),
        rank=Rank.LAW,
        mode=Mode.MANDATORY,
        conditions=(BODY.is_one_of(VotingBody.OWNERS),),
        cites=(OWNERS_DECIDE, OWNERS_DECIDED),
    )
    yield Provision(
        "cn.residents-committee-law.17",
        ROLL_CALENDAR,
        RollCalendar(posted_days_before=20, objection_days=5, ruling_days=3),
        area="",
        in_force=since("2026-01-01"),
        rank=Rank.LAW,
        mode=Mode.MANDATORY,
        conditions=(BODY.is_one_of(VotingBody.RESIDENTS),),
        cites=(RESIDENTS_17,),
    )


PROVISIONS: Final = tuple(_provisions())
