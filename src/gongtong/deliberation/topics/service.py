"""Topics: opinions that belong together, what is similar, and what became of them (议题服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.deliberation.topics import store
from gongtong.deliberation.topics.answers import store as answer_store
from gongtong.deliberation.topics.arranging import (
    ArrangeFacts,
    ArrangeOpinions,
    OpinionsArranged,
    rule_on_arranging,
)
from gongtong.deliberation.topics.figures import TopicFigures, TopicRecord, figures_of
from gongtong.deliberation.topics.handling_machine import HandlingState
from gongtong.deliberation.topics.lineage import LineageLine
from gongtong.deliberation.topics.merging import (
    MergeFacts,
    MergeTopics,
    TopicsMerged,
    parts_of,
    rule_on_merging,
)
from gongtong.deliberation.topics.policies import REPLY_TERMS
from gongtong.deliberation.topics.replies import (
    AskAgain,
    AskedAgain,
    HandleTopic,
    HandlingFacts,
    HouseholdsTold,
    LinkTopic,
    TellHouseholds,
    TopicHandled,
    TopicLinked,
    rule_on_asking_again,
    rule_on_handling,
    rule_on_linking,
    rule_on_telling,
)
from gongtong.deliberation.topics.similar import SimilarOpinion
from gongtong.deliberation.topics.suggesting.service import SHELF
from gongtong.deliberation.topics.support import (
    MergedSupport,
    SignTopic,
    TopicSigned,
    rule_on_signature,
)
from gongtong.deliberation.topics.topics import (
    OpenTopic,
    TopicOnFile,
    TopicOpened,
    rule_on_topic,
)

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork

_ADOPTED: Final = frozenset((HandlingState.ADOPTED, HandlingState.ADOPTED_IN_PART))
_DECIDED: Final = _ADOPTED | {HandlingState.NOT_ADOPTED, HandlingState.OUT_OF_SCOPE}


def _support(unit: UnitOfWork, topic: str) -> MergedSupport:
    merged = store.merged_into(unit)
    parts = tuple(store.support_of(unit, part) for part in parts_of(topic, merged))
    return MergedSupport(topic, parts)


def _open(unit: UnitOfWork, request: OpenTopic) -> TopicOpened:
    taken = any(one.code == request.code for one in store.list_topics(unit))
    event = unit.granted(rule_on_topic(request, taken=taken, actor=unit.actor.id))
    store.add_topic(unit, request)
    unit.record(event)
    return event


def _arrange(unit: UnitOfWork, request: ArrangeOpinions) -> OpinionsArranged:
    store.topic_row(unit, request.topic)
    facts = ArrangeFacts(
        store.known_opinions(unit, request.numbers), store.opinion_turns(unit, request.topic)
    )
    event = unit.granted(rule_on_arranging(request, facts, actor=unit.actor.id))
    store.add_opinion_turns(unit, event, request.reason)
    unit.record(event)
    return event


def _merge(unit: UnitOfWork, request: MergeTopics) -> TopicsMerged:
    facts = MergeFacts(
        frozenset(one.code for one in store.list_topics(unit)),
        store.merged_into(unit),
        store.merge_turns(unit, request.topic),
    )
    event = unit.granted(rule_on_merging(request, facts, actor=unit.actor.id))
    store.add_merge(unit, event, request.reason)
    unit.record(event)
    return event


def _sign(unit: UnitOfWork, request: SignTopic) -> TopicSigned:
    store.topic_row(unit, request.topic)
    ruling = rule_on_signature(
        request,
        is_known=load_register(unit, unit.today).find(request.dwelling) is not None,
        last=store.signature_turn(unit, request.topic, request.dwelling),
        actor=unit.actor.id,
    )
    event = unit.granted(ruling)
    store.add_signature(unit, event, request.reason)
    unit.record(event)
    return event


def _facts(unit: UnitOfWork, topic: str) -> HandlingFacts:
    row = store.topic_row(unit, topic)
    told = answer_store.told_rows(unit, topic)
    seen = [(one.how, DwellingLabel(one.building, one.unit, one.room)) for one in told]
    return HandlingFacts(
        state=row.state,
        handled=len(answer_store.handling_rows(unit, topic)),
        asked_by=_support(unit, topic).households,
        told=frozenset(label for how, label in seen if how is not None),
        asked=frozenset(label for how, label in seen if how is None),
        links=answer_store.links_of(unit, topic),
        answer_by=row.answer_by,
        terms=unit.decide(REPLY_TERMS),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
        actor=unit.actor.id,
        today=unit.today,
        calendar=lambda: unit.decide(WORK_CALENDAR),
    )


def _handle(unit: UnitOfWork, request: HandleTopic) -> TopicHandled:
    event = unit.granted(rule_on_handling(request, _facts(unit, request.topic)))
    answer_store.add_handling(unit, event, request)
    unit.record(event)
    return event


def _link(unit: UnitOfWork, request: LinkTopic) -> TopicLinked:
    event = unit.granted(rule_on_linking(request, _facts(unit, request.topic)))
    answer_store.add_link(unit, event)
    unit.record(event)
    return event


def _tell(unit: UnitOfWork, request: TellHouseholds) -> HouseholdsTold:
    event = unit.granted(rule_on_telling(request, _facts(unit, request.topic)))
    answer_store.add_told(unit, request.topic, event.lines, event.how)
    unit.record(event)
    return event


def _ask_again(unit: UnitOfWork, request: AskAgain) -> AskedAgain:
    event = unit.granted(rule_on_asking_again(request, _facts(unit, request.topic)))
    answer_store.add_told(unit, request.topic, event.lines, None)
    unit.record(event)
    return event


def _record_of(unit: UnitOfWork, topic: str) -> TopicRecord:
    facts = _facts(unit, topic)
    rows = answer_store.handling_rows(unit, topic)
    entered = [row.entered for row in rows]
    told = answer_store.told_rows(unit, topic)
    answers = {(row.building, row.unit, row.room): row.answer for row in told if row.how is None}
    return TopicRecord(
        state=facts.state,
        is_decided=any(state in _DECIDED for state in entered),
        is_late=any(row.is_late for row in rows),
        was_adopted=any(state in _ADOPTED for state in entered),
        is_done=HandlingState.DONE in entered,
        asked_by=len(facts.asked_by),
        told=len(facts.asked_by & facts.told),
        asked_again=len(answers),
        answers=tuple(answer for answer in answers.values() if answer is not None),
    )


OPEN_TOPIC: Final = Command("deliberation.open_topic", OpenTopic, TopicOpened, _open, zh="新设议题")
ARRANGE_OPINIONS: Final = Command(
    "deliberation.arrange_opinions", ArrangeOpinions, OpinionsArranged, _arrange, zh="归并意见"
)
MERGE_TOPICS: Final = Command(
    "deliberation.merge_topics", MergeTopics, TopicsMerged, _merge, zh="合并议题"
)
SIGN_TOPIC: Final = Command("deliberation.sign_topic", SignTopic, TopicSigned, _sign, zh="联署议题")
HANDLE_TOPIC: Final = Command(
    "deliberation.handle_topic", HandleTopic, TopicHandled, _handle, zh="办理议题"
)
LINK_TOPIC: Final = Command("deliberation.link_topic", LinkTopic, TopicLinked, _link, zh="关联议题")
TELL_HOUSEHOLDS: Final = Command(
    "deliberation.tell_households", TellHouseholds, HouseholdsTold, _tell, zh="告知住户"
)
ASK_AGAIN: Final = Command(
    "deliberation.ask_again", AskAgain, AskedAgain, _ask_again, zh="回访住户"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    OPEN_TOPIC,
    ARRANGE_OPINIONS,
    MERGE_TOPICS,
    SIGN_TOPIC,
    HANDLE_TOPIC,
    LINK_TOPIC,
    TELL_HOUSEHOLDS,
    ASK_AGAIN,
)


class Answers:
    """What becomes of topics: decided, told, asked again (议题答复台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def handle_topic(self, request: HandleTopic, *, key: str) -> TopicHandled:
        """Let something happen to a topic: a decision, progress, the end (办理议题)."""
        return self._unit.run(HANDLE_TOPIC, request, key=key)

    def may_handle_topic(self, request: HandleTopic) -> Granted[TopicHandled] | Refused:
        """Rule on it without doing it (能否办理)."""
        return rule_on_handling(request, _facts(self._unit, request.topic))

    def link_topic(self, request: LinkTopic, *, key: str) -> TopicLinked:
        """Link a topic to what it has led to (关联议题)."""
        return self._unit.run(LINK_TOPIC, request, key=key)

    def tell_households(self, request: TellHouseholds, *, key: str) -> HouseholdsTold:
        """Enter which households were told, and how (告知住户)."""
        return self._unit.run(TELL_HOUSEHOLDS, request, key=key)

    def ask_again(self, request: AskAgain, *, key: str) -> AskedAgain:
        """Enter what households said when they were asked again (回访住户)."""
        return self._unit.run(ASK_AGAIN, request, key=key)

    def state(self, topic: str) -> HandlingState:
        """Say how far a topic is dealt with (办理状态)."""
        return _facts(self._unit, topic).state

    def to_tell(self, topic: str) -> tuple[DwellingLabel, ...]:
        """Give the households that asked and were not told (待告知住户)."""
        facts = _facts(self._unit, topic)
        return tuple(sorted(facts.asked_by - facts.told))

    def lineage_of_opinion(self, number: str) -> tuple[LineageLine, ...]:
        """Follow an opinion to its answer, in one query (意见去向)."""
        return answer_store.lineage(self._unit, opinion=number)

    def lineage_of_topic(self, topic: str) -> tuple[LineageLine, ...]:
        """Follow a topic back to what was said, in one query (议题来源)."""
        return answer_store.lineage(self._unit, topic=topic)

    def figures(self) -> TopicFigures:
        """Count what became of the topics of the place (办理统计)."""
        topics = store.list_topics(self._unit)
        return figures_of(_record_of(self._unit, one.code) for one in topics)


class Topics:
    """Topics: opinions that belong together, and what is similar (议题台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit
        self.answers = Answers(unit)

    def open_topic(self, request: OpenTopic, *, key: str) -> TopicOpened:
        """Open a topic (新设议题)."""
        return self._unit.run(OPEN_TOPIC, request, key=key)

    def arrange_opinions(self, request: ArrangeOpinions, *, key: str) -> OpinionsArranged:
        """Put opinions to a topic, or take them from it (归并意见)."""
        return self._unit.run(ARRANGE_OPINIONS, request, key=key)

    def merge_topics(self, request: MergeTopics, *, key: str) -> TopicsMerged:
        """See one topic as a part of another, or alone again (合并议题)."""
        return self._unit.run(MERGE_TOPICS, request, key=key)

    def sign_topic(self, request: SignTopic, *, key: str) -> TopicSigned:
        """Enter a household's signature, or that it took it back (联署议题)."""
        return self._unit.run(SIGN_TOPIC, request, key=key)

    def topics(self) -> tuple[TopicOnFile, ...]:
        """Give the topics of the place (议题清单)."""
        return store.list_topics(self._unit)

    def support(self, topic: str) -> MergedSupport:
        """Give the households behind a topic and its parts, each part with its own (支持住户)."""
        store.topic_row(self._unit, topic)
        return _support(self._unit, topic)

    def similar(
        self, text: str, *, limit: int = 5, category: str | None = None
    ) -> tuple[SimilarOpinion, ...]:
        """Suggest opinions that sound alike; a person puts them together (相似意见).

        The first question after something was recorded or sorted builds the index, later ones ask it.
        """
        engine = SHELF.engine_of(self._unit)
        return engine.nearest(text, limit=limit, category=category)
