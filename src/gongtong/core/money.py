"""Money in whole fen, exact to the last one (金额).

Amounts are `int` fen everywhere; this module reads and writes them for people and divides them
without losing any.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEN_PER_YUAN = 100
MAX_FEN = 2**63 - 1

_YUAN = re.compile(
    r"(?P<sign>[-+]?)[¥￥]?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d{1,2}))?", re.ASCII
)


def yuan(text: str) -> int:
    """Read an amount in yuan as fen (读取金额).

    Accepts a leading currency sign and thousands commas; refuses more than two decimals,
    exponents, blanks and everything else that is not plainly an amount.

    >>> yuan("300.00"), yuan("¥1,860.5"), yuan("-0.01")
    (30000, 186050, -1)
    """
    match = _YUAN.fullmatch(text.strip())
    if match is None:
        message = f"{text!r} is not an amount in yuan with at most two decimals"
        raise ValueError(message)
    whole = int(match["whole"].replace(",", ""))
    part = int((match["part"] or "0").ljust(2, "0"))
    fen = whole * FEN_PER_YUAN + part
    if fen > MAX_FEN:
        message = f"{text!r} is larger than the books can hold"
        raise ValueError(message)
    return -fen if match["sign"] == "-" else fen


def format_yuan(fen: int) -> str:
    """Write fen as yuan with two decimals and thousands commas (书写金额).

    >>> format_yuan(30000), format_yuan(-186050)
    ('300.00', '-1,860.50')
    """
    sign = "-" if fen < 0 else ""
    whole, part = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{whole:,}.{part:02d}"


def plain_yuan(fen: int) -> str:
    """Write fen as yuan without commas, for files that programs read (无分隔符金额).

    >>> plain_yuan(186050)
    '1860.50'
    """
    return format_yuan(fen).replace(",", "")


def allocate(total_fen: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Divide an amount by weights so that the parts add up exactly (最大余额法分摊).

    Every part is its exact share rounded down; what is left over goes, one fen each, to the largest
    remainders, and among equal remainders to the earlier item. Negative totals mirror positive ones.

    >>> allocate(10000, [1] * 7)
    (1429, 1429, 1429, 1429, 1428, 1428, 1428)
    """
    if any(weight < 0 for weight in weights):
        message = "weights must not be negative"
        raise ValueError(message)
    whole = sum((Fraction(weight) for weight in weights), Fraction(0))
    if whole == 0:
        message = "at least one weight must be positive"
        raise ValueError(message)
    if total_fen < 0:
        return tuple(-part for part in allocate(-total_fen, weights))
    exact = [total_fen * Fraction(weight) / whole for weight in weights]
    parts = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(parts)), key=lambda item: (parts[item] - exact[item], item))
    for item in order[: total_fen - sum(parts)]:
        parts[item] += 1
    return tuple(parts)
