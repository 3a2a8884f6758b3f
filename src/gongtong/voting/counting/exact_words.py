"""Exact numbers as people read them, in votes, points or money (数字表述).

A number that ends is written with all its decimals. One that does not is written as a fraction, with
the first decimals beside it, cut and never rounded up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.traces import Measure

if TYPE_CHECKING:
    from fractions import Fraction

_DECIMALS: Final = 5
_SHORT: Final = 10_000
_UNITS: Final = {
    Measure.VOTES: ("票", " votes", " vote"),
    Measure.POINTS: ("分", " points", " point"),
    Measure.SUPPORT: ("票支持", " supporters", " supporter"),
    Measure.LOAD: ("负担", " of load", " of load"),
    Measure.PRICE: ("（单价）", " a unit", " a unit"),
    Measure.OPPOSED: ("票（最大败绩）", " votes against", " vote against"),
}


def decimal(amount: Fraction, places: int = _DECIMALS) -> str:
    """Write a number with at most so many decimals, cut towards nothing (小数).

    >>> from fractions import Fraction
    >>> decimal(Fraction(37, 3)), decimal(Fraction(5, 2)), decimal(Fraction(4))
    ('12.33333', '2.5', '4')
    """
    sign = "-" if amount < 0 else ""
    scaled = abs(amount.numerator) * 10**places // amount.denominator
    whole, rest = divmod(scaled, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def number_zh(amount: Fraction) -> str:
    """Write a number exactly, and readably where it does not end (中文数字).

    >>> from fractions import Fraction
    >>> number_zh(Fraction(37, 3)), number_zh(Fraction(5, 2))
    ('37/3（约12.33333）', '2.5')
    """
    return _number(amount, "{}（约{}）", "约{}")


def number_en(amount: Fraction) -> str:
    """Write a number exactly, and readably where it does not end (英文数字).

    >>> from fractions import Fraction
    >>> number_en(Fraction(37, 3))
    '37/3 (about 12.33333)'
    """
    return _number(amount, "{} (about {})", "about {}")


def _number(amount: Fraction, both: str, about: str) -> str:
    if 10**_DECIMALS % amount.denominator == 0:
        return decimal(amount)
    if amount.denominator > _SHORT:
        return about.format(decimal(amount))
    return both.format(amount, decimal(amount))


def amount_zh(amount: Fraction, measure: Measure) -> str:
    """Say an amount with its unit in Chinese (中文得数)."""
    return f"{number_zh(amount)}{_UNITS[measure][0]}"


def amount_en(amount: Fraction, measure: Measure) -> str:
    """Say an amount with its unit in English (英文得数)."""
    _, many, one = _UNITS[measure]
    return f"{number_en(amount)}{one if amount == 1 else many}"
