"""A meeting as it is on file, and what is known when something is done with it (会议)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from attrs import frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.offices import Office
from gongtong.core.rulings import Reason, Source
from gongtong.deliberation.assemblies.kinds import HOUSE_MEETINGS, MeetingBasis, MeetingKind
from gongtong.deliberation.assemblies.meeting_machine import MEETING
from gongtong.deliberation.entitled import reasons_without_office

MAX_MEETING_NUMBER: Final = 32


class ItemOutcome(StrEnum):
    """What became of an item of the agenda (议题结果)."""

    PASSED = "passed"
    FAILED = "failed"
    ADVICE = "advice"

    @property
    def zh(self) -> str:
        """The outcome as minutes write it (中文结果)."""
        return _OUTCOME_WORDS[self]


_OUTCOME_WORDS: Final = {
    ItemOutcome.PASSED: "通过",
    ItemOutcome.FAILED: "未通过",
    ItemOutcome.ADVICE: "形成意见",
}


@frozen
class Show:
    """Hands for, against and abstaining (举手表决)."""

    in_favour: int
    against: int
    abstaining: int = 0

    @property
    def total(self) -> int:
        """All who took part in it (合计)."""
        return self.in_favour + self.against + self.abstaining


@frozen
class AgendaItem:
    """One item that a meeting takes up, with codes of what it is about (议题).

    A matter of weight names the day on which the community's Party organisation studied it.
    `links` are plain codes such as `topic/T-7`.
    """

    item: int
    title: str
    is_weighty: bool = True
    studied_on: date | None = None
    links: tuple[str, ...] = ()


@frozen
class AgendaItemOnFile:
    """An item of the agenda, and what was decided about it (在案议题)."""

    agenda: AgendaItem
    outcome: ItemOutcome | None = None
    show: Show | None = None


@frozen
class MeetingOnFile:
    """A meeting, its agenda, who signed its minutes, and where it stands (在案会议)."""

    number: str
    kind: str
    title: str
    state: str
    called_by: str
    called_on: date
    planned_for: date
    version: int
    items: tuple[AgendaItemOnFile, ...] = ()
    basis: MeetingBasis | None = None
    entitled: int = 0
    noticed_on: date | None = None
    sitting: int = 0
    present: int = 0
    minutes_digest: str = ""
    signed_by: tuple[str, ...] = ()
    shown_from: date | None = None
    taken_down_on: date | None = None

    def item(self, number: int) -> AgendaItemOnFile | None:
        """Give an item of the agenda by its number (取议题)."""
        return next((one for one in self.items if one.agenda.item == number), None)


@frozen
class MeetingFacts:
    """What is known when something is done with a meeting (会议办理依据).

    `kind` is as it holds on the day for which the meeting is planned.
    """

    meeting: MeetingOnFile
    kind: MeetingKind
    held: tuple[Office, ...]
    actor: str
    today: date


def meeting_reason(
    code: str,
    zh: str,
    en: str,
    source: Source = HOUSE_MEETINGS,
    **params: object,
) -> Reason:
    """Give a ground about a meeting (会议理由)."""
    named = tuple((name, str(value)) for name, value in params.items())
    return Reason(f"deliberation.{code}", zh, en, source, named)


def reasons_against_step(facts: MeetingFacts, event: str) -> Iterator[Reason]:
    """Refuse who may not run such a meeting, and a step that its state does not know (会议步骤审核)."""
    yield from reasons_without_office(
        facts.held,
        facts.kind.called_by,
        facts.kind.call_source,
        act=("组织会议", "run a meeting"),
    )
    meeting = facts.meeting
    if MEETING.step(meeting.state, event) is None:
        zh = MEETING.state(meeting.state).zh
        yield meeting_reason(
            "meeting_state",
            f"会议{meeting.number}处于“{zh}”，不能办理此事",
            f"meeting {meeting.number} is {meeting.state}, from which nothing leads by {event}",
            state=meeting.state,
            event=event,
        )


def state_after(meeting: MeetingOnFile, event: str) -> str:
    """Give the state to which a step leads; raises `LookupError` where there is none (步骤后状态)."""
    row = MEETING.step(meeting.state, event)
    if row is None:
        raise LookupError(f"nothing leads from {meeting.state} by {event}")
    return row.to


def digest_of_agenda(items: tuple[AgendaItem, ...]) -> str:
    """Give the digest under which an agenda stands in the record (议程摘要)."""
    return sha256(canonical(to_json(list(items)))).hexdigest()
