"""Putting opinions to a topic."""

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.topics.arranging import (
    ArrangeFacts,
    ArrangeOpinions,
    OpinionTurn,
    rule_on_arranging,
)
from gongtong.deliberation.topics.topics import Turn

JOIN = ArrangeOpinions("light", ("Y1", "Y2"), "同一件事")
FACTS = ArrangeFacts(frozenset(("Y1", "Y2")), {"Y2": (Turn.LEAVE, 4)})


def codes(request: ArrangeOpinions, facts: ArrangeFacts = FACTS) -> tuple[str, ...]:
    told = rule_on_arranging(request, facts, actor="u-chair")
    return told.codes if isinstance(told, Refused) else ()


def test_each_opinion_takes_its_next_turn() -> None:
    """One that was there before and left has the fifth."""
    told = rule_on_arranging(JOIN, FACTS, actor="u-chair")
    assert isinstance(told, Granted)
    assert told.event.opinions == (OpinionTurn("Y1", 1), OpinionTurn("Y2", 5))


def test_what_cannot_be_is_refused() -> None:
    """No reason, no opinions, unknown ones, one that is there, one that is not."""
    assert codes(evolve(JOIN, reason="", numbers=())) == (
        "deliberation.reason_missing",
        "deliberation.no_opinion_named",
    )
    assert codes(evolve(JOIN, numbers=("Y9",))) == ("deliberation.unknown_opinion",)
    there = evolve(FACTS, turns={"Y1": (Turn.JOIN, 1)})
    assert codes(JOIN, there) == ("deliberation.opinion_there_already",)
    leaving = evolve(JOIN, turn=Turn.LEAVE, numbers=("Y2",))
    assert codes(leaving) == ("deliberation.opinion_not_there",)
