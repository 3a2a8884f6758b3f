"""Examples of the commands for topics (议题命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.topics.arranging import ArrangeOpinions
from gongtong.deliberation.topics.handling_machine import HandlingEvent
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
from gongtong.deliberation.topics.topics import OpenTopic
from gongtong.testing.examples.deliberation import record_opinions
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, move_in, take_office

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LIGHT: Final = OpenTopic("light", "楼道照明")
LAMPS: Final = OpenTopic("lamps", "路灯不亮")
HOME: Final = DwellingLabel(1, 1, 101)
TODAY: Final = date(2025, 6, 10)
PHOTOGRAPH: Final = "ab" * 32
ASK: Final = ArrangeOpinions("light", ("Y0001",), "都是楼道灯的问题")
ADOPT: Final = HandleTopic("light", HandlingEvent.ADOPT, "居民普遍要求", "六月底前换成声控灯")


def open_light(stage: Stage) -> None:
    """Open a topic to which one opinion belongs (设议题)."""
    move_in(stage)
    take_office(stage)
    record_opinions(stage)
    stage.run("deliberation.open_topic", LIGHT, key="topic/light")
    stage.run("deliberation.arrange_opinions", ASK, key="topic/ask")


def handle(stage: Stage, event: HandlingEvent, **words: str) -> None:
    """Let something happen to the topic, as the chair (办理)."""
    request = HandleTopic("light", event, **words)
    stage.run("deliberation.handle_topic", request, key=f"light/{event}", actor=CHAIR)


def adopted(stage: Stage) -> None:
    """Let the topic be adopted (采纳议题)."""
    open_light(stage)
    handle(stage, HandlingEvent.REVIEW)
    stage.run("deliberation.handle_topic", ADOPT, key="light/adopt", actor=CHAIR)


def _opening(stage: Stage) -> OpenTopic:
    record_opinions(stage)
    return LIGHT


def _arranging(stage: Stage) -> ArrangeOpinions:
    record_opinions(stage)
    stage.run("deliberation.open_topic", LIGHT, key="topic/light")
    return ASK


def _merging(stage: Stage) -> MergeTopics:
    open_light(stage)
    stage.run("deliberation.open_topic", LAMPS, key="topic/lamps")
    return MergeTopics("lamps", "light", "同一件事")


def _signing(stage: Stage) -> SignTopic:
    open_light(stage)
    return SignTopic("light", HOME)


def _handling(stage: Stage) -> HandleTopic:
    open_light(stage)
    handle(stage, HandlingEvent.REVIEW)
    return ADOPT


def _linking(stage: Stage) -> LinkTopic:
    adopted(stage)
    return LinkTopic("light", LinkKind.SPENDING, "2025-031")


def _telling(stage: Stage) -> TellHouseholds:
    adopted(stage)
    return TellHouseholds("light", (HouseholdLine(HOME, TODAY),), "上门")


def _asking(stage: Stage) -> AskAgain:
    stage.run("deliberation.tell_households", _telling(stage), key="light/told")
    return AskAgain("light", (HouseholdLine(HOME, TODAY, Satisfaction.SATISFIED),))


EXAMPLES: Final = (
    CommandExample(
        "deliberation.open_topic", _opening, refused=lambda request: evolve(request, title=" ")
    ),
    CommandExample(
        "deliberation.arrange_opinions",
        _arranging,
        refused=lambda request: evolve(request, numbers=("Y9999",)),
    ),
    CommandExample(
        "deliberation.merge_topics", _merging, refused=lambda request: evolve(request, reason="")
    ),
    CommandExample(
        "deliberation.sign_topic",
        _signing,
        refused=lambda request: evolve(request, dwelling=DwellingLabel(9, 9, 909)),
    ),
    CommandExample(
        "deliberation.handle_topic",
        _handling,
        refused=lambda request: evolve(request, reply=""),
        actor=CHAIR,
    ),
    CommandExample(
        "deliberation.link_topic", _linking, refused=lambda request: evolve(request, reference=" ")
    ),
    CommandExample(
        "deliberation.tell_households", _telling, refused=lambda request: evolve(request, how=" ")
    ),
    CommandExample(
        "deliberation.ask_again", _asking, refused=lambda request: evolve(request, lines=())
    ),
)
