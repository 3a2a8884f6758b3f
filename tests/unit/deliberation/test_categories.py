"""A suggestion is arithmetic on listed words that anybody can check by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.codec import from_json, to_json
from gongtong.deliberation.categories import (
    Clarity,
    OpinionCategory,
    OpinionWords,
    Suggestion,
    WeightedWord,
    suggest,
)


def category(code: str, **weights: int) -> OpinionCategory:
    words = tuple(WeightedWord(text, weight) for text, weight in weights.items())
    return OpinionCategory(code, f"{code}类", code, words)


WORDS = OpinionWords(
    (
        category("road", 路=2, 坑=2, 路面=5),
        category("toilet", 厕所=5, 坑位=5, 灯=1),
        category("security", 大门=5, 门=1),
        category("other", 路灯=4, 灯泡=3),
    ),
    fallback="other",
    least_score=3,
)


def scores(suggestion: Suggestion) -> dict[str, int]:
    return {each.category: each.score for each in suggestion.ranking}


def test_the_highest_sum_wins_and_says_why() -> None:
    """路面 (5) and 坑 (2) make 7 for the road; 大门 (5) is the runner-up."""
    suggestion = suggest("大门口的路面有坑", WORDS)
    assert (suggestion.category, suggestion.clarity) == ("road", Clarity.CLEAR)
    assert suggestion.score == 7
    assert [word.text for word in suggestion.matched] == ["路面", "坑"]
    assert suggestion.runner_up is not None
    assert (suggestion.runner_up.category, suggestion.runner_up.score) == ("security", 5)
    assert not suggestion.is_undecided


def test_a_word_inside_a_longer_word_does_not_count() -> None:
    """路灯 is neither a road nor a lamp of the toilet; 坑位 is no pothole; 大门 is no other door."""
    assert scores(suggest("路灯", WORDS)) == {"other": 4}
    assert scores(suggest("坑位", WORDS)) == {"toilet": 5}
    assert scores(suggest("大门", WORDS)) == {"security": 5}
    assert scores(suggest("路灯和路", WORDS)) == {"other": 4, "road": 2}


def test_overlapping_words_of_equal_length_both_count() -> None:
    """路灯 and 灯泡 share a character and neither holds the other: both count."""
    assert scores(suggest("路灯泡", WORDS)) == {"other": 7}


def test_a_word_said_twice_counts_once() -> None:
    """Insisting does not weigh: 路 three times is 2."""
    assert scores(suggest("路，路，路！", WORDS)) == {"road": 2}


def test_equal_sums_decide_nothing() -> None:
    """厕所 (5) against 大门 (5) goes to the fallback, marked as tied, and keeps both."""
    suggestion = suggest("厕所和大门", WORDS)
    assert (suggestion.category, suggestion.clarity) == ("other", Clarity.TIED)
    assert suggestion.is_undecided
    assert scores(suggestion) == {"toilet": 5, "security": 5}
    assert suggestion.matched == ()


def test_one_more_decides() -> None:
    """厕所 with 灯 (6) is more than 大门 (5)."""
    suggestion = suggest("厕所的灯和大门", WORDS)
    assert (suggestion.category, suggestion.clarity) == ("toilet", Clarity.CLEAR)


@pytest.mark.parametrize(
    ("text", "score", "clarity"),
    [
        ("路", 2, Clarity.WEAK),
        ("灯泡", 3, Clarity.CLEAR),
        ("路和坑", 4, Clarity.CLEAR),
    ],
)
def test_a_sum_below_the_least_decides_nothing(text: str, score: int, clarity: Clarity) -> None:
    """With a least score of 3: 2 is weak, exactly 3 and 4 decide."""
    suggestion = suggest(text, WORDS)
    assert (suggestion.score, suggestion.clarity) == (score, clarity)


def test_weak_and_equal_is_called_weak() -> None:
    """灯 (1) and 门 (1) are too little to be called a tie."""
    assert suggest("门上的灯", WORDS).clarity is Clarity.WEAK


def test_no_word_goes_to_the_fallback() -> None:
    """A text without a listed word is left to a person."""
    assert suggest("没什么意见", WORDS) == Suggestion("other", Clarity.NO_WORD)
    assert suggest("", WORDS).score == 0
    assert suggest("", WORDS).runner_up is None


def test_width_case_and_blanks_do_not_matter() -> None:
    """WC in full-width letters, wc and W C are one word; the text itself is not touched."""
    words = OpinionWords((category("toilet", wc=5), category("other")), fallback="other")
    for text in ("\uff37\uff23太脏", "wc 太脏", "W C太脏"):
        assert suggest(text, words).category == "toilet"


def test_a_faulty_list_names_every_fault() -> None:
    """A code twice, a word twice, a weight of nothing and an unplain word are found at once."""
    with pytest.raises(ValueError, match="listed twice") as caught:
        OpinionWords(
            (
                category("road", 路=0),
                category("road", **{"\uff37": 1, "": 1}),
                OpinionCategory("x", "x", "x", (WeightedWord("坑", 1), WeightedWord("坑", 2))),
            ),
            fallback="road",
        )
    message = str(caught.value)
    for fault in (
        "'road' is listed twice",
        "'坑' is listed twice",
        "'路' needs a weight",
        "'\uff37'",
        "''",
    ):
        assert fault in message


def test_the_fallback_is_one_of_the_categories() -> None:
    """A list whose fallback it does not have is refused."""
    with pytest.raises(ValueError, match="fallback 'misc'"):
        OpinionWords((category("road"),), fallback="misc")


def test_codes_have_names() -> None:
    """A code is shown by its Chinese name; one that is gone stands for itself."""
    assert WORDS.zh("road") == "road类"
    assert WORDS.zh("gone") == "gone"
    assert WORDS.has("toilet")
    assert not WORDS.has("gone")


def test_a_suggestion_survives_json() -> None:
    """The suggestion is kept with the opinion as it was made."""
    suggestion = suggest("大门口的路面有坑", WORDS)
    assert from_json(to_json(suggestion), Suggestion) == suggestion


def by_hand(text: str) -> dict[str, int]:
    """Count anew without positions: blot out every longer word before looking for a shorter one."""
    found: dict[str, int] = {}
    listed = [(word, each.code) for each in WORDS.categories for word in each.words]
    for word, code in listed:
        rest = text
        for longer, _ in listed:
            if word.text in longer.text and word != longer:
                rest = rest.replace(longer.text, "□")
        if word.text in rest:
            found[code] = found.get(code, 0) + word.weight
    return found


@given(st.text(alphabet="路坑面厕所位灯大门泡，", max_size=12))
def test_the_scores_are_those_counted_by_hand(text: str) -> None:
    """Any text gets the scores that blotting out longer words by hand gives."""
    suggestion = suggest(text, WORDS)
    assert scores(suggestion) == by_hand(text)
    assert [each.score for each in suggestion.ranking] == sorted(
        by_hand(text).values(), reverse=True
    )
    if not suggestion.is_undecided:
        assert suggestion.category == suggestion.ranking[0].category
