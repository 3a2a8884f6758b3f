"""Topics and what became of them in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Refused
from gongtong.deliberation.topics.arranging import ArrangeOpinions
from gongtong.deliberation.topics.handling_machine import HandlingEvent as E
from gongtong.deliberation.topics.handling_machine import HandlingState as S
from gongtong.deliberation.topics.merging import MergeTopics
from gongtong.deliberation.topics.replies import (
    AskAgain,
    HandleTopic,
    HouseholdLine,
    LinkKind,
    LinkTopic,
    Satisfaction,
    TellHouseholds,
)
from gongtong.deliberation.topics.support import SignTopic
from gongtong.deliberation.topics.topics import Turn
from gongtong.testing.examples.deliberation_topics import (
    ADOPT,
    HOME,
    LAMPS,
    PHOTOGRAPH,
    TODAY,
    adopted,
    handle,
    open_light,
)
from gongtong.testing.examples.people import HOMES

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

SIGNER = HOMES[1].label
SPEAKER = DwellingLabel(2, 1, 102)


def test_a_merge_loses_nothing_and_moves_no_support(place: Stage) -> None:
    """The whole counts each household once; the part keeps its own, also when it is set free again."""
    open_light(place)
    place.run("deliberation.open_topic", LAMPS, key="lamps")
    other = ArrangeOpinions("lamps", ("Y0002",), "路灯")
    place.run("deliberation.arrange_opinions", other, key="other")
    place.run("deliberation.sign_topic", SignTopic("lamps", HOME), key="sign")
    merge = MergeTopics("lamps", "light", "同一件事")
    place.run("deliberation.merge_topics", merge, key="merge")
    with place.work() as work:
        desk = work.deliberation.topics
        assert desk.support("light").households == {HOME, SPEAKER}
        assert desk.support("lamps").households == {HOME, SPEAKER}
        assert [one.merged_into for one in desk.topics()] == ["light", None]
    free = MergeTopics("lamps", "light", "其实不同", Turn.LEAVE)
    place.run("deliberation.merge_topics", free, key="free")
    with place.work() as work:
        assert work.deliberation.topics.support("light").households == {HOME}
        with pytest.raises(UnknownReferenceError):
            work.deliberation.topics.support("")


def test_a_signature_is_taken_back_and_an_opinion_leaves(place: Stage) -> None:
    """What was before stays in the tables."""
    open_light(place)
    place.run("deliberation.sign_topic", SignTopic("light", SIGNER), key="sign")
    back = SignTopic("light", SIGNER, Turn.LEAVE, "改变主意")
    place.run("deliberation.sign_topic", back, key="back")
    leave = ArrangeOpinions("light", ("Y0001",), "归错了", Turn.LEAVE)
    place.run("deliberation.arrange_opinions", leave, key="leave")
    with place.work() as work:
        desk = work.deliberation.topics
        assert desk.support("light").households == frozenset()
        assert desk.answers.lineage_of_opinion("Y0001") == ()
        told = desk.answers.may_handle_topic(HandleTopic("light", E.REVIEW))
        assert isinstance(told, Refused)


def test_an_opinion_is_followed_to_its_answer_and_back(place: Stage) -> None:
    """In one query each way: what was said, what was decided, what it led to, when the household was told."""
    adopted(place)
    link = LinkTopic("light", LinkKind.SPENDING, "2025-031")
    place.run("deliberation.link_topic", link, key="link")
    handle(place, E.START)
    handle(place, E.FINISH, evidence=PHOTOGRAPH)
    with place.work() as work:
        desk = work.deliberation.topics.answers
        assert desk.to_tell("light") == (HOME,)
    with pytest.raises(RefusedError):
        handle(place, E.TELL)
    line = HouseholdLine(HOME, TODAY)
    place.run("deliberation.tell_households", TellHouseholds("light", (line,), "上门"), key="told")
    handle(place, E.TELL)
    asked = HouseholdLine(HOME, TODAY, Satisfaction.SATISFIED)
    place.run("deliberation.ask_again", AskAgain("light", (asked,)), key="asked")
    handle(place, E.CLOSE)
    with place.work() as work:
        desk = work.deliberation.topics.answers
        (line_back,) = desk.lineage_of_topic("light")
        assert desk.lineage_of_opinion("Y0001") == (line_back,)
        assert (line_back.text, line_back.reply) == ("楼道的灯坏了，晚上看不见", ADOPT.reply)
        assert line_back.link == (LinkKind.SPENDING, "2025-031")
        assert (line_back.decision, line_back.state) == (S.ADOPTED, S.CLOSED)
        assert line_back.told_on == TODAY
        figures = desk.figures()
        assert (figures.decided, figures.in_time, figures.done, figures.told) == (1, 1, 1, 1)
        assert figures.satisfaction is not None
        assert (figures.satisfaction.satisfied, figures.satisfaction.asked) == (1, 1)


def test_words_and_replies_stay_in_the_tables(place: Stage) -> None:
    """The record has their digests."""
    adopted(place)
    with place.work() as work:
        bodies = str([event.body for event in work.pending_events(consumer="t")])
    assert ADOPT.reply not in bodies
    assert "看不见" not in bodies


def test_similar_opinions_are_suggested_from_what_is_on_record(place: Stage) -> None:
    """Nothing is merged by it."""
    open_light(place)
    with place.work() as work:
        desk = work.deliberation.topics
        assert [one.number for one in desk.similar("楼梯间灯不亮", limit=1)] == ["Y0001"]
        assert desk.similar("楼梯间灯不亮", category="nothing") == ()
