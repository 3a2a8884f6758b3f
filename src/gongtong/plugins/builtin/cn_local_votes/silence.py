"""When silence may be counted with the majority: the nation, Shanghai, Zhejiang, Liaocheng (沉默计票规定).

What is not marked verified was read in a copy, not in the official text.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.periods import between, since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.core.shares import MoreThan
from gongtong.voting.policies import SILENCE_CONDITIONS
from gongtong.voting.silence import SilenceConditions

_GUIDANCE: Final = Source(
    "业主大会和业主委员会指导规则",
    "建房[2009]274号第26条第2款",
    date(2010, 1, 1),
    standing=Standing.UNVERIFIED,
    note="未参与表决的业主，其投票权数是否计入已表决的多数票，由管理规约或者议事规则规定",
)
_SILENCE_SPEAKS: Final = Source("民法典", "第140条第2款", date(2021, 1, 1))
_SHANGHAI_COURT: Final = Source(
    "上海市第二中级人民法院民事判决书",
    "(2022)沪02民初16号",
    date(2022, 6, 22),
    standing=Standing.UNVERIFIED,
    note="议事规则有约定、选票有效送达且已告知后果的，视为参与表决并随多数；闵行区法院2021年两案结论相同",
)
_ZHEJIANG: Final = Source(
    "浙江省物业管理条例",
    "第10条第2款",
    date(2010, 1, 1),
    date(2021, 1, 1),
    note="2009年11月27日修正文本；修正的施行日与失效日未载明，自次年初计至民法典施行",
)
_LIAOCHENG: Final = Source(
    "聊城市物业管理条例",
    "第16条第3款",
    date(2021, 3, 1),
    note="由临时管理规约或者管理规约规定；只说计入多数票，未说是否算参与表决",
)

PROVISIONS: Final[tuple[AnyProvision, ...]] = (
    Provision(
        "cn.silence",
        SILENCE_CONDITIONS,
        # no national text asks for the warning; the court that counted silence did
        SilenceConditions(
            must_be_in_rules=True, must_be_warned=True, majority_alone=(), is_contested=True
        ),
        area="",
        in_force=since("2010-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(_GUIDANCE, _SILENCE_SPEAKS, _SHANGHAI_COURT),
    ),
    Provision(
        "cn-31.silence",
        SILENCE_CONDITIONS,
        SilenceConditions(
            must_be_in_rules=True, must_be_warned=True, majority_alone=(), is_contested=False
        ),
        area="31",
        in_force=since("2021-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        cites=(_SHANGHAI_COURT, _GUIDANCE),
    ),
    Provision(
        "cn-33.silence",
        SILENCE_CONDITIONS,
        SilenceConditions(
            must_be_in_rules=True,
            must_be_warned=False,
            majority_alone=(MoreThan(1, 2),),
            is_contested=False,
        ),
        area="33",
        in_force=between("2010-01-01", "2021-01-01"),
        rank=Rank.LOCAL_REGULATION,
        cites=(_ZHEJIANG,),
    ),
    Provision(
        "cn-3715.silence",
        SILENCE_CONDITIONS,
        SilenceConditions(
            must_be_in_rules=True, must_be_warned=False, majority_alone=(), is_contested=True
        ),
        area="3715",
        in_force=since("2021-03-01"),
        rank=Rank.LOCAL_REGULATION,
        cites=(_LIAOCHENG, _SILENCE_SPEAKS),
    ),
)
"""The conditions, from the whole country down to one city (沉默计票规定)."""
