"""Where the rules about volunteers stand (志愿服务依据)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

_SINCE: Final = date(2017, 12, 1)
HOUSE_VOLUNTEERS: Final = Source("本小区志愿服务规定", standing=Standing.HOUSE)


def volunteer_rules(article: int, note: str = "") -> Source:
    """Cite an article of the State Council's regulation on volunteers (志愿服务条例)."""
    return Source("志愿服务条例", f"第{article}条", _SINCE, note=note)
