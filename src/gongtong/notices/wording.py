"""Figures, days and texts as residents read them, made from whole numbers (文字与数字表述)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from gongtong.core.rulings import Source

_CM2_PER_M2: Final = 10_000
_NUMERALS: Final = "零一二三四五六七八九"
# control, format (bidirectional overrides among them), surrogate, private, line and paragraph separators
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean(text: str) -> str:
    """Take out everything unseen that could turn or hide the text around it (清除不可见字符).

    >>> clean("修路" + chr(0x202E) + "100" + chr(10) + "元")
    '修路100 元'
    """
    blanked = (" " if character in "\t\n\r" else character for character in text)
    return "".join(
        character for character in blanked if unicodedata.category(character) not in _UNSEEN
    )


def square_metres(area_cm2: int) -> str:
    """Write an area in square metres, exact, with at least two decimals (面积).

    >>> square_metres(827_800), square_metres(123_456_789)
    ('82.78', '12,345.6789')
    """
    whole, rest = divmod(area_cm2, _CM2_PER_M2)
    decimals = f"{rest:04d}"
    return f"{whole:,}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def day_zh(day: date) -> str:
    """Write a day in Chinese (日期).

    >>> import datetime
    >>> day_zh(datetime.date(2025, 5, 10))
    '2025年5月10日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """Write a number from 1 to 99 as a heading counts (中文序号).

    >>> numeral(3), numeral(10), numeral(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_NUMERALS[tens]}十")
    return head + (_NUMERALS[ones] if ones or not tens else "")


def source_period(source: Source) -> str:
    """Write since when a text is in force, and until when (施行期间)."""
    parts = []
    if source.in_force_from is not None:
        parts.append(f"{day_zh(source.in_force_from)}起施行")
    if source.in_force_until is not None:
        parts.append(f"至{day_zh(source.in_force_until)}止")
    return "，".join(parts)
