"""Bounds on shares: "at least" and "more than" are different types (比例界限).

以上 and 以下 include the number itself, 超过 does not (民法典第1259条); 过半数 is read as more than
one half.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen


def _fraction(numerator: int, denominator: int) -> Fraction:
    fraction = Fraction(numerator, denominator)
    if not 0 <= fraction <= 1:
        message = f"{fraction} is not a share between nothing and the whole"
        raise ValueError(message)
    return fraction


def _check_counts(part: int, whole: int) -> None:
    if whole < 0 or not 0 <= part <= whole:
        message = f"{part} of {whole} is not a part of a whole"
        raise ValueError(message)


@frozen
class AtLeast:
    """A share that must be reached; exactly reached is enough (不少于).

    >>> AtLeast(2, 3).is_met_by(226, 338), AtLeast(2, 3).shortfall(225, 338)
    (True, 1)
    """

    numerator: int = field()
    denominator: int = field()

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that no share can have."""
        _fraction(self.numerator, self.denominator)

    @property
    def fraction(self) -> Fraction:
        """The bound itself, exact (界限值)."""
        return Fraction(self.numerator, self.denominator)

    def is_met_by(self, part: int, whole: int) -> bool:
        """Say whether the part reaches the bound; a part of nothing never does (是否达到)."""
        _check_counts(part, whole)
        return whole > 0 and part * self.denominator >= whole * self.numerator

    def shortfall(self, part: int, whole: int) -> int:
        """Count how much more would meet the bound (还差多少)."""
        _check_counts(part, whole)
        needed = -(-whole * self.numerator // self.denominator)
        return max(0, needed - part)

    def zh(self) -> str:
        """Say the bound in Chinese (中文表述)."""
        return f"不少于{self.numerator}/{self.denominator}"

    def en(self) -> str:
        """Say the bound in English (英文表述)."""
        return f"at least {self.numerator}/{self.denominator}"


@frozen
class MoreThan:
    """A share that must be exceeded; exactly reached is not enough (超过).

    >>> MoreThan(1, 2).is_met_by(169, 338), MoreThan(1, 2).shortfall(169, 338)
    (False, 1)
    """

    numerator: int = field()
    denominator: int = field()

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that no share can have."""
        if _fraction(self.numerator, self.denominator) == 1:
            message = "no share is more than the whole"
            raise ValueError(message)

    @property
    def fraction(self) -> Fraction:
        """The bound itself, exact (界限值)."""
        return Fraction(self.numerator, self.denominator)

    def is_met_by(self, part: int, whole: int) -> bool:
        """Say whether the part exceeds the bound (是否超过)."""
        _check_counts(part, whole)
        return part * self.denominator > whole * self.numerator

    def shortfall(self, part: int, whole: int) -> int:
        """Count how much more would exceed the bound (还差多少)."""
        _check_counts(part, whole)
        needed = whole * self.numerator // self.denominator + 1
        return max(0, needed - part)

    def zh(self) -> str:
        """Say the bound in Chinese (中文表述)."""
        return f"超过{self.numerator}/{self.denominator}"

    def en(self) -> str:
        """Say the bound in English (英文表述)."""
        return f"more than {self.numerator}/{self.denominator}"


Bound: TypeAlias = AtLeast | MoreThan


def percent(part: int, whole: int, places: int = 2) -> str:
    """Write a share as a percentage, rounded down so that it never claims too much (百分比).

    >>> percent(2, 3), percent(281, 331), percent(1, 1)
    ('66.66%', '84.89%', '100.00%')
    """
    if whole == 0:
        return "-"
    scaled = part * 100 * 10**places // whole
    if places == 0:
        return f"{scaled}%"
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}d}%"
