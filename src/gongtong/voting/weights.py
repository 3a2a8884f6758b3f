"""What an owner weighs: heads and area, both exact (表决权数)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.thresholds import Dimension

if TYPE_CHECKING:
    from collections.abc import Iterable

_CM2_IN_M2 = 10_000


@frozen
class Weight:
    """Heads and area together (人数与面积).

    >>> Weight(1, 754_200) + Weight(1, 821_500)
    Weight(heads=2, area_cm2=1575700)
    """

    heads: int
    area_cm2: int

    def __add__(self, other: Weight) -> Weight:
        """Add in each dimension by itself."""
        return Weight(self.heads + other.heads, self.area_cm2 + other.area_cm2)

    def __sub__(self, other: Weight) -> Weight:
        """Take away in each dimension by itself."""
        return Weight(self.heads - other.heads, self.area_cm2 - other.area_cm2)

    def of(self, dimension: Dimension) -> int:
        """Give the weight in one dimension (单项权数)."""
        match dimension:
            case Dimension.HEADS:
                return self.heads
            case Dimension.AREA:
                return self.area_cm2


NOTHING = Weight(0, 0)


def total(weights: Iterable[Weight]) -> Weight:
    """Add weights up (合计)."""
    heads = area_cm2 = 0
    for weight in weights:
        heads += weight.heads
        area_cm2 += weight.area_cm2
    return Weight(heads, area_cm2)


def square_metres(area_cm2: int) -> str:
    """Write an area in square metres, exactly, with two to four decimals (平方米).

    >>> square_metres(156_661_600), square_metres(3_405_000), square_metres(1)
    ('15666.16', '340.50', '0.0001')
    """
    whole, rest = divmod(area_cm2, _CM2_IN_M2)
    decimals = f"{rest:04d}"
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def amount_zh(dimension: Dimension, amount: int) -> str:
    """Say an amount of one dimension in Chinese (中文数量)."""
    match dimension:
        case Dimension.HEADS:
            return f"{amount}人"
        case Dimension.AREA:
            return f"{square_metres(amount)}平方米"


def amount_en(dimension: Dimension, amount: int) -> str:
    """Say an amount of one dimension in English (英文数量)."""
    match dimension:
        case Dimension.HEADS:
            return f"{amount} owner" if amount == 1 else f"{amount} owners"
        case Dimension.AREA:
            return f"{square_metres(amount)} m2"
