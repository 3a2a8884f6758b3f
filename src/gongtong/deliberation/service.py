"""What can be done with opinions: record a file of them, settle a category (议事服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.deliberation import store
from gongtong.deliberation.assemblies.service import COMMANDS as ASSEMBLY_COMMANDS
from gongtong.deliberation.assemblies.service import Assemblies
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.canvassing.service import COMMANDS as CANVASS_COMMANDS
from gongtong.deliberation.canvassing.service import Canvasses
from gongtong.deliberation.categories import OpinionWords, Suggestion, suggest
from gongtong.deliberation.commitments.service import COMMANDS as COMMITMENT_COMMANDS
from gongtong.deliberation.commitments.service import Commitments
from gongtong.deliberation.confirmation import (
    CategoryChoice,
    CategoryConfirmed,
    ChoiceFacts,
    rule_on_category,
)
from gongtong.deliberation.policies import OPINION_WORDS
from gongtong.deliberation.ratings.service import COMMANDS as RATING_COMMANDS
from gongtong.deliberation.ratings.service import Ratings
from gongtong.deliberation.recording import OpinionsRecorded, RecordingFacts, rule_on_recording
from gongtong.deliberation.surveys.service import COMMANDS as SURVEY_COMMANDS
from gongtong.deliberation.surveys.service import Surveys
from gongtong.deliberation.topics.service import COMMANDS as TOPIC_COMMANDS
from gongtong.deliberation.topics.service import Topics

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.opinions import CategoryTally, OpinionOnFile, OpinionState


def _record_opinions(unit: UnitOfWork, batch: OpinionBatch) -> OpinionsRecorded:
    numbers = [opinion.number for opinion in batch.opinions]
    facts = RecordingFacts(
        known=store.load_known_opinions(unit, numbers),
        words=unit.decide(OPINION_WORDS),
        today=unit.today,
    )
    event = unit.granted(rule_on_recording(batch, facts))
    store.save_recorded_opinions(unit, batch, event)
    unit.record(event)
    return event


def _confirm_category(unit: UnitOfWork, choice: CategoryChoice) -> CategoryConfirmed:
    on_file = store.load_opinion(unit, choice.number)
    facts = ChoiceFacts(
        state=on_file.state,
        category=on_file.category,
        words=unit.decide(OPINION_WORDS),
        chosen_by=unit.actor.id,
    )
    event = unit.granted(rule_on_category(choice, facts))
    store.save_confirmed_category(unit, event, seen=on_file.version)
    unit.record(event)
    return event


RECORD_OPINIONS: Final = Command(
    "deliberation.record_opinions", OpinionBatch, OpinionsRecorded, _record_opinions, zh="登记意见"
)
CONFIRM_CATEGORY: Final = Command(
    "deliberation.confirm_category",
    CategoryChoice,
    CategoryConfirmed,
    _confirm_category,
    zh="确认意见类别",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    RECORD_OPINIONS,
    CONFIRM_CATEGORY,
    *ASSEMBLY_COMMANDS,
    *COMMITMENT_COMMANDS,
    *TOPIC_COMMANDS,
    *CANVASS_COMMANDS,
    *SURVEY_COMMANDS,
    *RATING_COMMANDS,
)


class Deliberation:
    """The desk for opinions of one place, with a desk for each further part (议事)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit
        self.assemblies = Assemblies(unit)
        self.commitments = Commitments(unit)
        self.topics = Topics(unit)
        self.canvasses = Canvasses(unit)
        self.surveys = Surveys(unit)
        self.ratings = Ratings(unit)

    def record_opinions(self, batch: OpinionBatch, *, key: str) -> OpinionsRecorded:
        """Record a file of opinions; those that an earlier file brought are not doubled (登记意见)."""
        return self._unit.run(RECORD_OPINIONS, batch, key=key)

    def confirm_category(self, choice: CategoryChoice, *, key: str) -> CategoryConfirmed:
        """Settle the category of an opinion as the acting person (确认意见类别)."""
        return self._unit.run(CONFIRM_CATEGORY, choice, key=key)

    def words(self) -> OpinionWords:
        """Give the categories and words of the place today (当前词表)."""
        return self._unit.decide(OPINION_WORDS)

    def suggest(self, text: str) -> Suggestion:
        """Suggest a category for a text, without recording anything (试分类)."""
        return suggest(text, self.words())

    def opinion(self, number: str) -> OpinionOnFile:
        """Give one opinion by the number on its slip (查询意见)."""
        return store.load_opinion(self._unit, number)

    def opinions(
        self, *, category: str | None = None, state: OpinionState | None = None
    ) -> tuple[OpinionOnFile, ...]:
        """List the opinions of the place, of one category or state (意见清单)."""
        return store.list_opinions(self._unit, category=category, state=state)

    def counts(self) -> tuple[CategoryTally, ...]:
        """Count opinions by category, suggested and confirmed apart (分类统计)."""
        return store.count_by_category(self._unit)
