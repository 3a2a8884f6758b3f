"""Orders as PrefLib writes them: numbers, commas, and braces around those that are level (PrefLib 排序).

Source: PrefLib-Data, FORMAT_SPECIFICATION.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gongtong.voting.files.ballot_text import BallotText

_COMMAS: Final = re.compile(r"[0-9]{1,6}(?:,[0-9]{1,6})*")
_ITEM: Final = r"(?:[0-9]{1,6}|\{[0-9,]*\})"
_GROUPS: Final = re.compile(rf"{_ITEM}(?:,{_ITEM})*,?")
_ITEMS: Final = re.compile(r"\{[0-9,]*\}|[0-9]{1,6}")
_NO_BLANKS: Final = str.maketrans("", "", " \t")


def packed(text: str) -> str:
    """Take the blanks out of an order (去除空格)."""
    return text.translate(_NO_BLANKS)


@lru_cache(maxsize=8)
def _numbers(candidates: int) -> dict[str, int]:
    return {str(number + 1): number for number in range(candidates)}


def strict_order(text: str, candidates: int) -> bytes | None:
    """Read numbers with commas between them; nothing where it is anything else (读取严格排序)."""
    if not text:
        return b""
    known = tuple(map(_numbers(candidates).get, text.split(",")))
    if None not in known and len(set(known)) == len(known):
        return bytes(known)  # type: ignore[arg-type]  # none of them is None
    if not _COMMAS.fullmatch(text):
        return None
    numbers = [int(number) - 1 for number in text.split(",")]
    if min(numbers) < 0 or max(numbers) >= candidates or len(set(numbers)) < len(numbers):
        return None
    return bytes(numbers)


def groups_of(
    source: BallotText, line: int, text: str, candidates: int
) -> tuple[tuple[int, ...], ...] | None:
    """Read an order with groups in braces; notes a problem where it is none (读取分组排序)."""
    if not _GROUPS.fullmatch(text):
        source.problem(
            line,
            "not_an_order",
            en=f"{text[:60]!r} is not an order of numbers with groups in braces",
            zh=f"“{text[:60]}”不是由编号与花括号分组组成的排序",
            remedy="write it as 1,{2,3},4",
        )
        return None
    groups = tuple(map(_group, _ITEMS.findall(text)))
    flat = [*chain.from_iterable(groups)]
    if len(set(flat)) == len(flat) and (not flat or 0 <= min(flat) <= max(flat) < candidates):
        return groups
    strange = [number + 1 for number in flat if not 0 <= number < candidates]
    twice = sorted({number + 1 for number in flat if flat.count(number) > 1})
    for number in strange or twice:
        source.problem(
            line,
            "no_such_alternative" if strange else "alternative_twice",
            en=f"there is no alternative {number}" if strange else f"{number} stands there twice",
            zh=f"没有编号 {number}" if strange else f"编号 {number} 出现两次",
            remedy=f"use each number from 1 to {candidates} at most once",
        )
    return None


@lru_cache(maxsize=4096)
def _group(item: str) -> tuple[int, ...]:
    if item[0] != "{":
        return (int(item) - 1,)
    return tuple(int(number) - 1 for number in item[1:-1].split(",") if number)


def note_incomplete(source: BallotText, line: int, kind: str) -> None:
    """Note that an order leaves somebody out where it must not (记录排序不完整)."""
    source.problem(
        line,
        "order_incomplete",
        en=f"a .{kind} file ranks every alternative, this order does not",
        zh=f".{kind} 文件应排列全部候选项, 此行没有",
        remedy=f"complete the order, or call the file .{kind[0]}oi",
    )


def note_shared(source: BallotText, line: int, kind: str) -> None:
    """Note a shared rank where there must be none (记录并列名次)."""
    source.problem(
        line,
        "rank_shared",
        en=f"a .{kind} file has no shared ranks, this order has",
        zh=f".{kind} 文件没有并列名次, 此行有",
        remedy=f"order the group, or call the file .to{kind[-1]}",
    )
