"""The texts that mediation rests on (调解依据)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

_LAW: Final = "人民调解法"
_SINCE: Final = date(2011, 1, 1)


def mediation_law(article: int, note: str = "") -> Source:
    """Cite an article of the People's Mediation Law (人民调解法条文)."""
    return Source(_LAW, f"第{article}条", _SINCE, note=note)


HOUSE_MEDIATION: Final = Source("调解工作规则", standing=Standing.HOUSE)
"""What the place has decided itself about how it mediates (调解工作规则)."""
