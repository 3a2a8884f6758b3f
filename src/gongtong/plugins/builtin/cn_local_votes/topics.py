"""Where nothing may be voted on that was not published (限于已公示议题的规定)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import Span
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.voting.franchise.intake import PublishedTopicsOnly
from gongtong.voting.franchise.policies import MAY_TAKE_BALLOT

BEIJING_35: Final = Source(
    "北京市物业管理条例", "第35条第5款", date(2020, 5, 1), note="核对2024年3月29日修正文本"
)
HANGZHOU_19: Final = Source("杭州市物业管理条例", "第19条第2款", date(2022, 3, 1))
QINGDAO_29: Final = Source("青岛市物业管理条例", "第29条第3款", date(2021, 5, 1))

_CITIES: Final = (
    ("11", "35", BEIJING_35, date(2020, 5, 1)),
    ("3301", "19", HANGZHOU_19, date(2022, 3, 1)),
    ("3702", "29", QINGDAO_29, date(2021, 5, 1)),
)


def _provisions() -> Iterable[AnyProvision]:
    """Give the cities that bar a vote on an unpublished topic."""
    for area, article, source, start in _CITIES:
        yield Provision(
            f"cn-{area}.property.{article}.topics",
            MAY_TAKE_BALLOT,
            PublishedTopicsOnly(source),
            area=area,
            in_force=Span(start),
            rank=Rank.LOCAL_REGULATION,
            cites=(source,),
        )


PROVISIONS: Final = tuple(_provisions())
