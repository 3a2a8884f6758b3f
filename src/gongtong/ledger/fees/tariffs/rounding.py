"""Rounding money, and writing exact figures out: to which unit, which way, and at which level (取整)."""

from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from attrs import field, frozen
from typing_extensions import override

from gongtong.core.money import FEN_PER_YUAN

_MOST_DIGITS: Final = 12
_UNITS: Final = {1: "分", 10: "角", 100: "元"}


class RoundingMode(StrEnum):
    """Which way an amount between two units goes (取整方式)."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"

    @property
    def zh(self) -> str:
        """The way as bills write it (中文名称)."""
        return {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去尾数"}[
            self.value
        ]


class RoundingLevel(StrEnum):
    """What is rounded: each month, each calendar year, or the line once (取整层级)."""

    LINE = "line"
    MONTH = "month"
    YEAR = "year"

    @property
    def zh(self) -> str:
        """The level as bills write it (中文名称)."""
        return {"line": "合计", "month": "按月", "year": "按年"}[self.value]


def _a_unit(_: object, __: object, unit_fen: int) -> None:
    if unit_fen not in _UNITS:
        message = f"amounts are rounded to 1, 10 or 100 fen, not to {unit_fen}"
        raise ValueError(message)


@frozen
class Rounding:
    """How the amounts of a fee become whole (取整规则).

    97.53 m2 at 0.30 yuan are 29.259 yuan a month: twelve rounded months are 351.12 yuan, the year
    rounded once 351.11. Which of the two is owed is for the tariff to say.
    """

    level: RoundingLevel = RoundingLevel.MONTH
    mode: RoundingMode = RoundingMode.HALF_UP
    unit_fen: int = field(default=1, validator=_a_unit)

    def fen(self, exact_yuan: Fraction) -> int:
        """Round an amount in yuan to fen (取整到分).

        >>> Rounding().fen(Fraction(29259, 1000)), Rounding(unit_fen=100).fen(Fraction(5, 2))
        (2926, 300)
        """
        numerator, denominator = exact_yuan.as_integer_ratio()
        divisor = denominator * self.unit_fen
        whole, rest = divmod(numerator * FEN_PER_YUAN, divisor)
        is_half, is_more = 2 * rest == divisor, 2 * rest > divisor
        if self.mode is RoundingMode.DOWN:
            more = False
        elif self.mode is RoundingMode.HALF_UP:
            more = is_half or is_more
        else:
            more = is_more or (is_half and whole % 2 == 1)
        return (whole + more) * self.unit_fen

    @override
    def __str__(self) -> str:
        """Write the rule as a bill does (取整表述)."""
        return _said(self)


@lru_cache(maxsize=64)
def _said(rounding: Rounding) -> str:
    return f"{rounding.level.zh}{rounding.mode.zh}到{_UNITS[rounding.unit_fen]}"


BY_MONTH: Final = Rounding()
"""Each month by itself, half a fen up, unless a tariff says otherwise."""


def exact(text: str) -> Fraction:
    """Read a price or share as people write it, such as 0.5583 or 60%, without losing anything (读取单价).

    >>> exact("0.30"), exact("60%"), exact("1,650")
    (Fraction(3, 10), Fraction(3, 5), Fraction(1650, 1))
    """
    plain = text.strip().replace(",", "")
    is_percentage = plain.endswith("%")
    digits = plain.removesuffix("%")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit():
        message = f"{text!r} is not a price or share in plain digits"
        raise ValueError(message)
    return Fraction(digits) / (100 if is_percentage else 1)


def in_digits(figure: Fraction) -> str:
    """Write a figure exactly: in decimals where they end, else as a fraction (书写数值).

    >>> in_digits(Fraction(9753, 100)), in_digits(Fraction(1, 3))
    ('97.53', '1/3')
    """
    numerator, denominator = figure.as_integer_ratio()
    for digits in range(_MOST_DIGITS):
        times, rest = divmod(10**digits, denominator)
        if rest == 0:
            whole, part = divmod(abs(numerator) * times, 10**digits)
            sign = "-" if numerator < 0 else ""
            return f"{sign}{whole}.{part:0{digits}d}" if digits else f"{sign}{whole}"
    return str(figure)


def in_percent(share: Fraction) -> str:
    """Write a share as an exact percentage (书写百分比)."""
    return f"{in_digits(share * 100)}%"
