"""Answers: written in one way, read back as they were."""

from __future__ import annotations

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.codec import from_json, to_json
from gongtong.voting.polls.answers import (
    Allocated,
    Answer,
    Choice,
    MotionAnswer,
    Picked,
    Points,
    Ranked,
    Scored,
    Share,
    answer_bytes,
    in_one_way,
    is_blank,
)

names = st.sampled_from(["王芳", "陈静", "刘洋"])
answers: st.SearchStrategy[Answer] = st.one_of(
    st.lists(st.sampled_from(list(Choice))).map(lambda ticked: MotionAnswer(tuple(ticked))),
    st.lists(names).map(lambda picked: Picked(tuple(picked))),
    st.lists(st.lists(names).map(tuple)).map(lambda ranks: Ranked(tuple(ranks))),
    st.lists(st.builds(Points, names, st.integers(-5, 9))).map(lambda all_: Scored(tuple(all_))),
    st.lists(st.builds(Share, names, st.integers(0, 9))).map(lambda all_: Allocated(tuple(all_))),
)


@frozen
class Paper:
    answers: tuple[Answer, ...]


@given(st.lists(answers, max_size=4))
def test_every_answer_is_read_back_as_it_was_written(said: list[Answer]) -> None:
    """The form is written beside it, so that one kind is never taken for another."""
    paper = Paper(tuple(said))
    assert from_json(to_json(paper), Paper) == paper


@given(answers)
def test_the_one_way_of_writing_is_reached_at_once(answer: Answer) -> None:
    """Writing it so a second time changes nothing, and blank stays blank."""
    once = in_one_way(answer)
    assert in_one_way(once) == once
    assert is_blank(once) == is_blank(answer)


def test_the_order_of_ticks_tells_nothing() -> None:
    """Equal ballots have equal bytes; the order of ranks is what a ranking says."""
    assert answer_bytes((Picked(("b", "a", "b")),)) == answer_bytes((Picked(("a", "b")),))
    assert answer_bytes((Ranked((("b", "a"), ())),)) == answer_bytes((Ranked((("a", "b"),)),))
    assert answer_bytes((Ranked((("a",), ("b",))),)) != answer_bytes((Ranked((("b",), ("a",))),))


def test_blank_is_an_answer_without_anything() -> None:
    """No tick, no name, no rank, no points, no share."""
    blank: tuple[Answer, ...] = (
        MotionAnswer(()),
        Picked(()),
        Ranked(((),)),
        Scored(()),
        Allocated(()),
    )
    assert all(is_blank(answer) for answer in blank)
    assert not is_blank(MotionAnswer((Choice.ABSTAIN,)))
    assert Choice.FOLLOW.zh == "从众"
