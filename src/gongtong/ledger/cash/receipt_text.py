"""What is printed on a receipt, with the amount in capital numerals (收据文字)."""

import hashlib
from datetime import date
from typing import Final

from gongtong.core.money import FEN_PER_YUAN, format_yuan

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "兆")
_GROUP: Final = 10_000


def capital_yuan(fen: int) -> str:
    """Write an amount in the capital numerals that nobody can alter (大写金额).

    A zero stands wherever places between digits are empty; an amount without fen ends with 整.

    Raises:
        ValueError: the amount is negative, or ten thousand million million yuan or more.

    >>> capital_yuan(30000), capital_yuan(1_0203_04), capital_yuan(5)
    ('叁佰元整', '壹万零贰佰零叁元零肆分', '伍分')

    """
    if fen < 0 or fen // FEN_PER_YUAN >= _GROUP ** len(_GROUPS):
        raise ValueError(f"no receipt is written over {fen} fen")
    yuan, part = divmod(fen, FEN_PER_YUAN)
    jiao, cent = divmod(part, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not part:
        return f"{whole or '零元'}整"
    tail = f"{_DIGITS[jiao]}角" if jiao else ""
    if cent and not jiao and whole:
        tail = _DIGITS[0]
    elif jiao and whole and yuan % 10 == 0:
        tail = f"{_DIGITS[0]}{tail}"
    return f"{whole}{tail}{_DIGITS[cent]}分" if cent else f"{whole}{tail}整"


def receipt_text(
    *, label: str, payer: str, home: str, text: str, amount_fen: int, received_on: date, place: str
) -> str:
    """Write a receipt as it is printed or shown (收据正文)."""
    return "\n".join(
        (
            f"{place} 收据",
            f"编号：{label}",
            f"日期：{received_on.year}年{received_on.month}月{received_on.day}日",
            f"今收到：{payer}（{home}）",
            f"事由：{text}",
            f"金额：人民币{capital_yuan(amount_fen)}（￥{format_yuan(amount_fen)}）",
            "收款人（出纳）签字：",
            "本收据一式两联，作废的收据保留编号。",
            "",
        )
    )


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text as hexadecimal digits (文字摘要)."""
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(yuan: int) -> str:
    said = ""
    gap = False
    for power in reversed(range(len(_GROUPS))):
        group = yuan // _GROUP**power % _GROUP
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < _GROUP // 10):
            said += _DIGITS[0]
        said += _group(group) + _GROUPS[power]
        gap = False
    return said


def _group(number: int) -> str:
    said = ""
    gap = False
    for power in reversed(range(len(_PLACES))):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(said)
            continue
        said += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[power]
        gap = False
    return said
