"""Which category an opinion seems to belong to, with the words that say so (意见分类建议).

A suggestion is arithmetic on listed words, so that anyone can check it by hand: it is for a person
to confirm, and it says plainly when the words do not decide.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attrs import Attribute


@frozen
class WeightedWord:
    """A word and how strongly it points to its category (加权关键词)."""

    text: str
    weight: int


@frozen
class OpinionCategory:
    """A heading under which opinions are dealt with, and the words that point to it (意见类别)."""

    code: str
    zh: str
    en: str
    words: tuple[WeightedWord, ...]


def _normalised(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.split())


def _check_categories(
    _: object, __: Attribute[tuple[OpinionCategory, ...]], categories: tuple[OpinionCategory, ...]
) -> None:
    codes = [category.code for category in categories]
    faults = [
        f"category {code!r} is listed twice"
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    for category in categories:
        texts = [word.text for word in category.words]
        faults += [
            f"{category.code}: {text!r} is listed twice" for text in texts if texts.count(text) > 1
        ]
        faults += [
            f"{category.code}: {word.text!r} needs a weight above 0"
            for word in category.words
            if word.weight < 1
        ]
        faults += [
            f"{category.code}: {text!r} is not in plain form"
            for text in texts
            if not text or text != _normalised(text)
        ]
    if faults:
        raise ValueError("; ".join(dict.fromkeys(faults)))


@frozen
class OpinionWords:
    """The categories of a place with their words, and where the undecided go (分类词表).

    `fallback` is the code of the category that takes whatever the words do not decide. A sum below
    `least_score` decides nothing: words that only lean towards a category are no ground for it.
    """

    categories: tuple[OpinionCategory, ...] = field(validator=_check_categories)
    fallback: str
    least_score: int = 1

    def __attrs_post_init__(self) -> None:
        """Refuse a fallback that is not one of the categories."""
        if not self.has(self.fallback):
            message = f"the fallback {self.fallback!r} is not one of the categories"
            raise ValueError(message)

    def has(self, code: str) -> bool:
        """Say whether the place sorts opinions under this code (是否有此类别)."""
        return any(category.code == code for category in self.categories)

    def zh(self, code: str) -> str:
        """Name a category in Chinese; a code no longer in use stands for itself (类别名称)."""
        return next((category.zh for category in self.categories if category.code == code), code)


class Clarity(StrEnum):
    """Whether the words decide for one category (是否明确)."""

    CLEAR = "clear"
    WEAK = "weak"
    TIED = "tied"
    NO_WORD = "no_word"


@frozen
class CategoryScore:
    """What the words of one category add up to in one text (类别得分)."""

    category: str
    score: int
    matched: tuple[WeightedWord, ...]


@frozen
class Suggestion:
    """A category for a person to confirm, with everything that speaks for it (分类建议).

    `ranking` holds every category with a word in the text, the highest score first. Where the two
    highest are equal, the words are weak or there are none, `category` is the fallback and
    `clarity` says why.
    """

    category: str
    clarity: Clarity
    ranking: tuple[CategoryScore, ...] = ()

    @property
    def is_undecided(self) -> bool:
        """Whether the words leave the choice entirely to a person (是否待定)."""
        return self.clarity is not Clarity.CLEAR

    @property
    def score(self) -> int:
        """The sum of weights that speaks for the highest category (得分)."""
        return self.ranking[0].score if self.ranking else 0

    @property
    def matched(self) -> tuple[WeightedWord, ...]:
        """The words found for the suggested category, in the order of the text (命中词)."""
        return next((each.matched for each in self.ranking if each.category == self.category), ())

    @property
    def runner_up(self) -> CategoryScore | None:
        """The second highest category, if a word speaks for one (次高类别)."""
        return self.ranking[1] if len(self.ranking) > 1 else None


@frozen(order=True)
class _Find:
    start: int
    end: int
    order: int
    word: WeightedWord = field(order=False)

    def lies_within(self, other: _Find) -> bool:
        return (
            other.start <= self.start
            and self.end <= other.end
            and other.end - other.start > self.end - self.start
        )


def _finds(text: str, words: OpinionWords) -> Iterator[_Find]:
    for order, category in enumerate(words.categories):
        for word in category.words:
            start = text.find(word.text)
            while start >= 0:
                yield _Find(start, start + len(word.text), order, word)
                start = text.find(word.text, start + 1)


def _clarity(ranking: Sequence[CategoryScore], least_score: int) -> Clarity:
    if not ranking:
        return Clarity.NO_WORD
    if ranking[0].score < least_score:
        return Clarity.WEAK
    if len(ranking) > 1 and ranking[0].score == ranking[1].score:
        return Clarity.TIED
    return Clarity.CLEAR


def suggest(text: str, words: OpinionWords) -> Suggestion:
    """Suggest the category whose words weigh most (建议类别).

    A word inside a longer listed word does not count: a washing line is no line. A word said twice
    counts once. The highest sum wins; equal sums decide nothing, nor do weak ones.
    """
    finds = sorted(_finds(_normalised(text), words))
    whole = [find for find in finds if not any(find.lies_within(other) for other in finds)]
    ranking = []
    for order, category in enumerate(words.categories):
        matched = tuple(dict.fromkeys(find.word for find in whole if find.order == order))
        if matched:
            ranking.append(
                CategoryScore(category.code, sum(word.weight for word in matched), matched)
            )
    ranking.sort(key=lambda each: -each.score)
    clarity = _clarity(ranking, words.least_score)
    chosen = ranking[0].category if clarity is Clarity.CLEAR else words.fallback
    return Suggestion(chosen, clarity, tuple(ranking))
