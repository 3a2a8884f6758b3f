"""Opinions that sound alike, for a person to look at: an index in whole numbers (相似意见).

Texts are cut into single characters and pairs of neighbours. What stands in few opinions weighs much,
what stands in most weighs nothing. Everything is a whole number, so that every machine gives the same order.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections import Counter
from math import isqrt
from typing import TYPE_CHECKING, Final, Protocol

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SCALE: Final = 1000
_BITS: Final = 10
_PAIR: Final = 2


@frozen
class Synonyms:
    """Words that people use for the same thing, and signs that say nothing by themselves (同义词表).

    The first word of a group stands for all of it. `empty_signs` are characters such as 的 or 了, which are not counted.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    empty_signs: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse groups of one, and a word in two groups."""
        words = [word for group in self.groups for word in group]
        too_few = any(len(group) < _PAIR or "" in group for group in self.groups)
        if len(set(words)) != len(words) or too_few:
            message = "a group has two words or more, and a word stands in one group"
            raise ValueError(message)


@frozen
class KnownText:
    """An opinion as the index takes it in (待比意见)."""

    number: str
    text: str
    category: str


@frozen
class SimilarOpinion:
    """An opinion that sounds alike, and how much: 1000 is the same text (相似意见结果)."""

    number: str
    score: int


class SimilarEngine(Protocol):
    """What can be asked which opinions sound alike (相似意见引擎)."""

    def nearest(
        self, text: str, *, limit: int = 5, category: str | None = None
    ) -> tuple[SimilarOpinion, ...]:
        """Give the nearest opinions, of one category if one is named, the nearest first (最相似意见)."""


def plain_text(text: str, synonyms: Synonyms) -> str:
    """Write a text without blanks and signs, with one word for all of its synonyms (归一文本)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(sign if sign.isalnum() else " " for sign in folded)
    for group in synonyms.groups:
        for word in sorted(group[1:], key=len, reverse=True):
            plain = plain.replace(word, group[0])
    return plain


def grams_of(plain: str, empty_signs: str = "") -> Iterator[str]:
    """Cut a plain text into characters and pairs of neighbours, without those that say nothing (切分).

    >>> list(grams_of("修路吧", "吧"))
    ['修', '路', '修路', '路吧']
    """
    for piece in plain.split():
        yield from (sign for sign in piece if sign not in empty_signs)
        pairs = (piece[start : start + _PAIR] for start in range(len(piece) - 1))
        yield from (pair for pair in pairs if not set(pair) <= set(empty_signs))


def log2_scaled(numerator: int, denominator: int) -> int:
    """Give the logarithm to base 2 of a fraction not below 1, in 1024ths, rounded down (整数对数).

    >>> log2_scaled(8, 1), log2_scaled(3, 2)
    (3072, 599)
    """
    whole = numerator.bit_length() - denominator.bit_length()
    if denominator << whole > numerator if whole > 0 else denominator > numerator:
        whole -= 1
    precision = 40
    mantissa = (numerator << precision) // (denominator << whole)
    result = whole
    for _ in range(_BITS):
        mantissa = (mantissa * mantissa) >> precision
        result *= 2
        if mantissa >> (precision + 1):
            mantissa >>= 1
            result += 1
    return result


def _weighed(grams: Counter[str], weights: dict[str, int]) -> list[tuple[str, int]]:
    """Give each gram its weight, once however often it is said, so that the whole has length 2**10."""
    squares = sum(weights.get(gram, 0) ** 2 for gram in grams)
    length = isqrt(squares)
    if not length:
        return []
    return [
        (gram, (weights[gram] << _BITS) // length) for gram in grams if weights.get(gram, 0) > 0
    ]


@define(frozen=True)
class SimilarIndex:
    """An index of opinions by what their texts have in common (相似意见索引)."""

    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    weights: dict[str, int] = field(repr=False)
    postings: dict[str, tuple[array[int], array[int]]] = field(repr=False)
    synonyms: Synonyms = field(repr=False)

    def nearest(
        self, text: str, *, limit: int = 5, category: str | None = None
    ) -> tuple[SimilarOpinion, ...]:
        """Give the nearest opinions, the nearest first, those alike in the order in which they came (最相似意见)."""
        grams = Counter(grams_of(plain_text(text, self.synonyms), self.synonyms.empty_signs))
        scores = [0] * len(self.numbers)
        for gram, weight in _weighed(grams, self.weights):
            places, values = self.postings[gram]
            for place, value in zip(places, values, strict=True):
                scores[place] += weight * value
        found = [place for place, score in enumerate(scores) if score]
        if category is not None:
            found = [place for place in found if self.categories[place] == category]
        found.sort(key=lambda place: -scores[place])
        return tuple(
            SimilarOpinion(self.numbers[place], (scores[place] * SCALE) >> (2 * _BITS))
            for place in found[:limit]
        )


def _nobody_waits(_: int) -> None:
    """Tell nobody."""


def build_index(
    known: Iterable[KnownText],
    synonyms: Synonyms,
    watch: Callable[[int], None] = _nobody_waits,
) -> SimilarIndex:
    """Build the index; `watch` is told after each opinion how many there were (建立索引)."""
    known = tuple(known)
    cut = [Counter(grams_of(plain_text(one.text, synonyms), synonyms.empty_signs)) for one in known]
    spread = Counter(gram for grams in cut for gram in grams)
    weights = {gram: log2_scaled(len(known) + 1, times) for gram, times in spread.items()}
    postings: dict[str, tuple[array[int], array[int]]] = {}
    for place, grams in enumerate(cut):
        for gram, weight in _weighed(grams, weights):
            places, values = postings.setdefault(gram, (array("l"), array("l")))
            places.append(place)
            values.append(weight)
        watch(place + 1)
    return SimilarIndex(
        _column(known, "number"), _column(known, "category"), weights, postings, synonyms
    )


def _column(known: Sequence[KnownText], name: str) -> tuple[str, ...]:
    return tuple(str(getattr(one, name)) for one in known)


@frozen
class SimilarEngineBuilder:
    """How a place finds opinions that sound alike (相似意见引擎构建)."""

    build: Callable[[tuple[KnownText, ...], Synonyms], SimilarEngine] = field(
        default=build_index, repr=False
    )
