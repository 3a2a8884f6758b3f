"""Pairing the lines of two books: what is certain is paired, what is not is suggested (逐笔勾对).

Nothing is guessed. A line is paired with another only where no third line could take the place of
either: under the same amount, day and reference; then under the same amount and reference; then under
the same amount within some days. Each step looks at the lines that the steps before it left free.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Final

from attrs import frozen

_REFERENCE: Final = re.compile(r"[^0-9A-Za-z\s]*([0-9A-Za-z](?:[0-9A-Za-z._/#-]*[0-9A-Za-z])?)")
_ACCOUNT_BEFORE: Final = re.compile(r"^[0-9A-F]{8}:")


class PairedBy(StrEnum):
    """How two lines were found to be the same money (勾对依据)."""

    CANCELLED = "cancelled"
    EXACT = "exact"
    REFERENCE = "reference"
    DAYS = "days"
    BY_HAND = "by_hand"

    @property
    def zh(self) -> str:
        """The ground as residents read it (中文依据)."""
        return _PAIRED_WORDS[self]


_PAIRED_WORDS: Final = {
    PairedBy.CANCELLED: "同账冲销",
    PairedBy.EXACT: "金额、日期、单号一致",
    PairedBy.REFERENCE: "金额、单号一致",
    PairedBy.DAYS: "金额一致、日期相近",
    PairedBy.BY_HAND: "人工勾对",
}


@frozen
class BookLine:
    """One line of a book that is compared with another (对账行).

    `amount_fen` is positive where money came in. `reference` is empty where the book gives none;
    `cancels` names the line of the same book that this one takes back.
    """

    id: str
    day: date
    amount_fen: int
    reference: str = ""
    text: str = ""
    cancels: str | None = None


@frozen
class Pair:
    """Lines of two books that are the same money; a cancelled pair stands in one book (勾对).

    The lines of one book come to as much as those of the other.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    by: PairedBy


@frozen
class Suggestion:
    """Two free lines that may be the same money; a person decides (勾对建议).

    `difference_fen` is what the right line has more: not zero where two lines have the same reference
    and another amount.
    """

    left: str
    right: str
    days_apart: int
    difference_fen: int = 0


@frozen
class Pairing:
    """What comparing two books gave (勾对结果).

    Free lines stand in the order of their days; suggestions stand by left line, the nearest day first.
    """

    pairs: tuple[Pair, ...]
    left_only: tuple[BookLine, ...]
    right_only: tuple[BookLine, ...]
    suggestions: tuple[Suggestion, ...]


def pair_lines(
    left: Sequence[BookLine],
    right: Sequence[BookLine],
    *,
    window_days: int,
    rejected: Collection[tuple[str, str]] = (),
) -> Pairing:
    """Pair what is certain in two books, and suggest what is not (逐笔勾对).

    `window_days` is how many days apart two lines of the same amount may be and still be the same
    money; `rejected` are pairs that a person has taken apart, and that are not made again. The order
    in which lines are given makes no difference.

    >>> paid = BookLine("a", date(2025, 3, 1), 30000)
    >>> booked = BookLine("b", date(2025, 3, 2), 30000)
    >>> pair_lines([paid], [booked], window_days=3).pairs[0].by.value
    'days'
    >>> len(pair_lines([paid], [booked], window_days=0).pairs)
    0
    """
    free_left, free_right = _in_order(left), _in_order(right)
    apart = frozenset(rejected)
    pairs: list[Pair] = []
    for one in _cancelled(free_left.values(), apart):
        pairs.append(Pair(one, (), PairedBy.CANCELLED))
        _take(free_left, one)
    for one in _cancelled(free_right.values(), apart):
        pairs.append(Pair((), one, PairedBy.CANCELLED))
        _take(free_right, one)
    for by, find in (
        (PairedBy.EXACT, partial(_alone_under, _same_day)),
        (PairedBy.REFERENCE, partial(_alone_under, _same_reference)),
        (PairedBy.DAYS, partial(_alone_within, window_days)),
    ):
        for mine, theirs in find(free_left.values(), free_right.values(), apart):
            pairs.append(Pair((mine,), (theirs,), by))
            _take(free_left, (mine,))
            _take(free_right, (theirs,))
    return Pairing(
        tuple(pairs),
        tuple(free_left.values()),
        tuple(free_right.values()),
        tuple(_suggestions(free_left.values(), free_right.values(), window_days)),
    )


def plain_reference(text: str) -> str:
    """Write a reference in the one form in which two are compared (规范单号).

    >>> plain_reference(" 收据2025－0001 ")
    '收据2025-0001'
    """
    return unicodedata.normalize("NFKC", text).strip().upper()


def reference_in(memo: str) -> str:
    """Give the reference that a memo is, or nothing where the memo is prose (摘要中的单号).

    An import puts a digest of the bank account before the bank's number; only the number is compared.

    >>> reference_in("收据2025-0001"), reference_in("三月利息"), reference_in("付 2 桶漆")
    ('收据2025-0001', '', '')
    """
    plain = _ACCOUNT_BEFORE.sub("", plain_reference(memo))
    found = _REFERENCE.fullmatch(plain)
    return plain if found and any(letter.isdigit() for letter in found[1]) else ""


def _in_order(lines: Iterable[BookLine]) -> dict[str, BookLine]:
    return {line.id: line for line in sorted(lines, key=lambda line: (line.day, line.id))}


def _take(free: dict[str, BookLine], ids: Iterable[str]) -> None:
    for one in ids:
        del free[one]


def _cancelled(
    lines: Iterable[BookLine], apart: frozenset[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Give each line that a later one of the same book takes back, with that one."""
    by_id = {line.id: line for line in lines}
    taken: set[str] = set()
    found: list[tuple[str, str]] = []
    for line in by_id.values():
        original = by_id.get(line.cancels or "")
        if original is None or {line.id, original.id} & taken or (original.id, line.id) in apart:
            continue
        if original.amount_fen + line.amount_fen == 0:
            taken |= {line.id, original.id}
            found.append((original.id, line.id))
    return found


def _same_day(line: BookLine) -> Hashable:
    return line.amount_fen, line.day, line.reference


def _same_reference(line: BookLine) -> Hashable:
    return (line.amount_fen, line.reference) if line.reference else None


def _alone_under(
    key: Callable[[BookLine], Hashable],
    left: Iterable[BookLine],
    right: Iterable[BookLine],
    apart: frozenset[tuple[str, str]],
) -> list[tuple[str, str]]:
    """Give the lines that have a key in common with one line of the other book, and with no other."""
    mine, theirs = _grouped(key, left), _grouped(key, right)
    torn = {one for pair in apart for one in pair}
    found: list[tuple[str, str]] = []
    for value, ids in mine.items():
        others = theirs.get(value, [])
        if len(ids) == len(others) == 1 or not torn.isdisjoint(ids):
            # lines that a person took apart are few, and so are those that look like them
            candidates = [(one, other) for one in ids for other in others]
            found.extend(_without_rival(pair for pair in candidates if pair not in apart))
    return found


def _alone_within(
    window_days: int,
    left: Iterable[BookLine],
    right: Iterable[BookLine],
    apart: frozenset[tuple[str, str]],
) -> list[tuple[str, str]]:
    """Give the lines that have one line of their amount near them in the other book, and no other."""
    return _without_rival(
        (one.id, other.id)
        for one, other in _near(left, right, window_days)
        if not _contradict(one, other) and (one.id, other.id) not in apart
    )


def _grouped(
    key: Callable[[BookLine], Hashable], lines: Iterable[BookLine]
) -> dict[Hashable, list[str]]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for line in lines:
        value = key(line)
        if value is not None:
            groups[value].append(line.id)
    return groups


def _near(
    left: Iterable[BookLine], right: Iterable[BookLine], window_days: int
) -> Iterator[tuple[BookLine, BookLine]]:
    """Give all lines of the same amount that lie no further apart than the window.

    Both books stand in the order of their days, so that only the days around a line are looked at.
    """
    by_amount: defaultdict[int, list[BookLine]] = defaultdict(list)
    for line in right:
        by_amount[line.amount_fen].append(line)
    window = timedelta(window_days)
    for line in left:
        others = by_amount.get(line.amount_fen, [])
        for place in range(bisect_left(others, line.day - window, key=_day), len(others)):
            if others[place].day > line.day + window:
                break
            yield line, others[place]


def _day(line: BookLine) -> date:
    return line.day


def _contradict(one: BookLine, other: BookLine) -> bool:
    return bool(one.reference and other.reference) and one.reference != other.reference


def _without_rival(candidates: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the candidates of which each line is the other's only one."""
    of_left: defaultdict[str, list[str]] = defaultdict(list)
    of_right: defaultdict[str, list[str]] = defaultdict(list)
    for mine, theirs in candidates:
        of_left[mine].append(theirs)
        of_right[theirs].append(mine)
    return [
        (mine, theirs[0])
        for mine, theirs in of_left.items()
        if len(theirs) == 1 and len(of_right[theirs[0]]) == 1
    ]


def _suggestions(
    left: Iterable[BookLine], right: Iterable[BookLine], window_days: int
) -> list[Suggestion]:
    left, right = tuple(left), tuple(right)
    found = [
        Suggestion(one.id, other.id, abs((one.day - other.day).days))
        for one, other in _near(left, right, window_days)
    ]
    by_reference: defaultdict[str, list[BookLine]] = defaultdict(list)
    for line in right:
        by_reference[line.reference].append(line)
    suggested = {(one.left, one.right) for one in found}
    found.extend(
        Suggestion(
            line.id,
            other.id,
            abs((line.day - other.day).days),
            other.amount_fen - line.amount_fen,
        )
        for line in left
        for other in (by_reference[line.reference] if line.reference else ())
        if (line.id, other.id) not in suggested
    )
    place = {line.id: number for number, line in enumerate((*left, *right))}
    return sorted(
        found,
        key=lambda one: (
            place[one.left],
            one.difference_fen != 0,
            one.days_apart,
            place[one.right],
        ),
    )
