"""Where an online vote must go through the authority's own system (限用官方投票系统的规定)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import Span
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.voting.franchise.intake import OfficialSystemOnly
from gongtong.voting.franchise.policies import MAY_TAKE_BALLOT

BEIJING_35: Final = Source(
    "北京市物业管理条例", "第35条第3款", date(2020, 5, 1), note="核对2024年3月29日修正文本"
)
WEIFANG_32: Final = Source("潍坊市物业管理条例", "第32条第1款", date(2022, 3, 1))
QINGYUAN_17: Final = Source("清远市住宅小区物业管理条例", "第17条第2款", date(2023, 2, 1))

_CITIES: Final = (
    ("11", "35", BEIJING_35, date(2020, 5, 1)),
    ("3707", "32", WEIFANG_32, date(2022, 3, 1)),
    ("4418", "17", QINGYUAN_17, date(2023, 2, 1)),
)


def _provisions() -> Iterable[AnyProvision]:
    """Give the cities whose own system alone may take online votes."""
    for area, article, source, start in _CITIES:
        yield Provision(
            f"cn-{area}.property.{article}.system",
            MAY_TAKE_BALLOT,
            OfficialSystemOnly(source),
            area=area,
            in_force=Span(start),
            rank=Rank.LOCAL_REGULATION,
            cites=(source,),
        )


PROVISIONS: Final = tuple(_provisions())
