"""Opinions that sound alike, in whole numbers."""

import pytest

from gongtong.deliberation.topics.similar import (
    KnownText,
    SimilarEngineBuilder,
    Synonyms,
    build_index,
    grams_of,
    log2_scaled,
    plain_text,
)

KNOWN = (
    KnownText("Y1", "楼道的灯坏了，晚上看不见", "light"),
    KnownText("Y2", "垃圾没有人清运", "waste"),
    KnownText("Y3", "楼梯间的灯不亮", "light"),
)
WORDS = Synonyms((("楼道", "楼梯间"),), "的了")


def test_the_nearest_comes_first() -> None:
    """The same text has the whole score, and one of another kind none at all."""
    index = build_index(KNOWN, WORDS)
    first, second = index.nearest("楼道的灯坏了，晚上看不见")
    assert (first.number, second.number) == ("Y1", "Y3")
    assert 990 <= first.score <= 1000 > second.score
    assert index.nearest("楼道灯", category="waste") == ()
    assert len(index.nearest("楼道灯", limit=1)) == 1
    assert index.nearest("！？") == ()


def test_synonyms_are_one_word() -> None:
    """What reads 楼梯间 is compared as 楼道; signs and blanks fall out."""
    assert plain_text("楼梯间，Ａ灯", WORDS) == "楼道 a灯"
    plain = build_index(KNOWN, Synonyms())
    assert build_index(KNOWN, WORDS).nearest("楼道灯")[1].score > plain.nearest("楼道灯")[1].score


def test_a_word_stands_in_one_group() -> None:
    """And a group has two words or more."""
    for groups in ((("灯",),), (("灯", ""),), (("灯", "火"), ("灯", "光"))):
        with pytest.raises(ValueError, match="group"):
            Synonyms(groups)


def test_texts_are_cut_into_characters_and_pairs() -> None:
    """Signs that say nothing are left out, and pairs of nothing but them."""
    assert list(grams_of("修的了路", "的了")) == ["修", "路", "修的", "了路"]


def test_the_watcher_is_told_of_every_opinion() -> None:
    """So that a bar can move; the builder makes the same index."""
    seen: list[int] = []
    build_index(KNOWN, WORDS, seen.append)
    assert seen == [1, 2, 3]
    engine = SimilarEngineBuilder().build(KNOWN, WORDS)
    assert engine.nearest("垃圾清运")[0].number == "Y2"


@pytest.mark.parametrize(("top", "bottom", "scaled"), [(1, 1, 0), (8, 1, 3072), (3, 2, 599)])
def test_logarithms_are_whole_numbers(top: int, bottom: int, scaled: int) -> None:
    """In 1024ths, rounded down."""
    assert log2_scaled(top, bottom) == scaled
