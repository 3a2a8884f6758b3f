"""Figures that fall out of topics."""

from fractions import Fraction

from attrs import evolve

from gongtong.deliberation.topics.figures import TopicRecord, figures_of
from gongtong.deliberation.topics.handling_machine import HandlingState
from gongtong.deliberation.topics.replies import Satisfaction

DONE = TopicRecord(
    HandlingState.TOLD,
    is_decided=True,
    is_late=False,
    was_adopted=True,
    is_done=True,
    asked_by=10,
    told=10,
    asked_again=10,
    answers=(Satisfaction.SATISFIED,) * 3 + (Satisfaction.PARTLY,),
)
DECLINED = evolve(
    DONE, is_late=True, was_adopted=False, is_done=False, told=4, asked_again=0, answers=()
)


def test_each_share_says_of_how_many() -> None:
    """Two decided, one of them late, one adopted; fourteen of twenty households told."""
    told = figures_of((DONE, DECLINED))
    assert (told.topics, told.decided, told.in_time, told.adopted, told.done) == (2, 2, 1, 1, 1)
    assert (told.adopted_share, told.told_share) == (Fraction(1, 2), Fraction(7, 10))


def test_satisfaction_is_never_given_without_its_response() -> None:
    """Three of four who answered, and four of ten who were asked; where nobody answered there is no figure."""
    rate = figures_of((DONE,)).satisfaction
    assert rate is not None
    assert (rate.satisfied, rate.answered, rate.asked) == (3, 4, 10)
    assert "回应率40.00%" in rate.zh()
    assert "满意率75.00%" in rate.zh()
    assert figures_of((DECLINED,)).satisfaction is None


def test_nothing_is_divided_by_nothing() -> None:
    """A place without topics has no shares."""
    empty = figures_of(())
    assert (empty.adopted_share, empty.told_share, empty.satisfaction) == (None, None, None)
