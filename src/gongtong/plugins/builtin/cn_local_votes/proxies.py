"""Voting by mandate: what the nation, some cities and the residents' committee law ask (委托表决规定).

The regulation allows a mandate to an owner and sets no cap; the guidance, whose text was not
checked, asks for writing. A city's terms stand beside them and cannot be loosened by a place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import Span, since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.voting.franchise.bases import ElectionMode, VotingBody
from gongtong.voting.franchise.policies import BODY, MAY_VOTE_BY_PROXY, PROXY_CAP
from gongtong.voting.franchise.proxies import HolderRole, ProxyCap, ProxyGuard, ProxyTerms

REGULATION_12: Final = Source(
    "物业管理条例", "第12条第2款", date(2003, 9, 1), note="可以委托代理人，未限人数"
)
GUIDANCE_26_1: Final = Source(
    "业主大会和业主委员会指导规则",
    "第26条第1款",
    date(2010, 1, 1),
    standing=Standing.UNVERIFIED,
    note="建房[2009]274号；书面委托",
)
WEIFANG_32: Final = Source("潍坊市物业管理条例", "第32条第1款", date(2022, 3, 1))
ZHOUSHAN_17: Final = Source("舟山市物业管理条例", "第17条第3款", date(2019, 9, 1))
SHANGHAI_18: Final = Source(
    "上海市住宅物业管理规定",
    "第18条第3款",
    date(2011, 4, 1),
    note="核对2020年12月30日修正文本，此前文本未核对",
)
RESIDENTS_19: Final = Source(
    "城市居民委员会组织法",
    "第19条第4款",
    date(2026, 1, 1),
    note="2025年10月28日修订；限于选举期间外出的选民",
)

_OWNERS: Final = BODY.is_one_of(VotingBody.OWNERS)
_RESIDENTS: Final = BODY.is_one_of(VotingBody.RESIDENTS)
_WEIFANG: Final = ProxyTerms(
    source=WEIFANG_32,
    must_be_written=True,
    most_per_holder=3,
    holder_must_be=frozenset({HolderRole.OWNER}),
)
_ZHOUSHAN: Final = ProxyTerms(
    source=ZHOUSHAN_17,
    must_be_written=True,
    barred=frozenset({HolderRole.PROPERTY_COMPANY_STAFF}),
)
_SHANGHAI: Final = ProxyTerms(source=SHANGHAI_18, must_be_written=True, follows_instruction=True)
_RESIDENTS_TERMS: Final = ProxyTerms(
    source=RESIDENTS_19,
    not_in_modes=frozenset({ElectionMode.BY_REPRESENTATIVES}),
    must_be_written=True,
    most_per_holder=3,
    holder_must_be=frozenset({HolderRole.VOTER}),
    barred=frozenset({HolderRole.CANDIDATE}),
)


def _city(provision_id: str, terms: ProxyTerms, area: str, in_force: Span) -> Provision[ProxyGuard]:
    return Provision(
        provision_id,
        MAY_VOTE_BY_PROXY,
        terms,
        area=area,
        in_force=in_force,
        rank=Rank.LOCAL_REGULATION,
        conditions=(_OWNERS,),
        cites=(terms.source,),
    )


def _provisions() -> Iterable[AnyProvision]:
    """Give the terms of each text."""
    yield Provision(
        "cn.guidance.26.written",
        MAY_VOTE_BY_PROXY,
        ProxyTerms(source=GUIDANCE_26_1, must_be_written=True),
        area="",
        in_force=since("2010-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        conditions=(_OWNERS,),
        cites=(GUIDANCE_26_1, REGULATION_12),
    )
    yield _city("cn-3707.property.32.mandates", _WEIFANG, "3707", since("2022-03-01"))
    yield _city("cn-3309.property.17.mandates", _ZHOUSHAN, "3309", since("2019-09-01"))
    # in the words of the text as amended at the end of 2020; earlier wording is not claimed
    yield _city("cn-31.property.18.mandates", _SHANGHAI, "31", since("2021-01-01"))
    yield Provision(
        "cn.residents-committee-law.19.mandates",
        MAY_VOTE_BY_PROXY,
        _RESIDENTS_TERMS,
        area="",
        in_force=since("2026-01-01"),
        rank=Rank.LAW,
        conditions=(_RESIDENTS,),
        cites=(RESIDENTS_19,),
    )
    yield from _caps()


def _caps() -> Iterable[AnyProvision]:
    yield Provision(
        "cn.property-regulation.12.cap",
        PROXY_CAP,
        ProxyCap(None),
        area="",
        in_force=since("2003-09-01"),
        rank=Rank.ADMINISTRATIVE_REGULATION,
        mode=Mode.DEFAULT,
        conditions=(_OWNERS,),
        cites=(REGULATION_12,),
    )
    yield Provision(
        "cn.residents-committee-law.19.cap",
        PROXY_CAP,
        ProxyCap(3),
        area="",
        in_force=since("2026-01-01"),
        rank=Rank.LAW,
        mode=Mode.DEFAULT,
        conditions=(_RESIDENTS,),
        cites=(RESIDENTS_19,),
    )


PROVISIONS: Final = tuple(_provisions())
