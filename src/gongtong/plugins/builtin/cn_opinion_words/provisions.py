"""The default categories of opinions: those of the renewal of old compounds (意见类别规定).

A default yields to any choice of a place, a city or a plugin.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.deliberation.policies import OPINION_WORDS
from gongtong.plugins.builtin.cn_opinion_words.words import CN_OPINION_WORDS
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

_RENEWAL: Final = Source(
    "国务院办公厅关于全面推进城镇老旧小区改造工作的指导意见",
    "国办发[2020]23号",
    date(2020, 7, 10),
    standing=Standing.UNVERIFIED,
    note="改造内容分为基础类、完善类、提升类；关键词系自行整理",
)


@gongtong_provisions.impl
def provisions_of_opinion_words() -> Iterable[AnyProvision]:
    """Give the categories with their words (意见类别规定)."""
    yield Provision(
        "cn.opinion_words",
        OPINION_WORDS,
        CN_OPINION_WORDS,
        area="",
        in_force=since("2020-07-10"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=[_RENEWAL],
    )


plugin: Final = Plugin("cn-opinion-words", hooks=__name__)
