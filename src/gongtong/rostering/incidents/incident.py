"""An incident: what, where, when, whom it was handed to, and how it ended (突发情况)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import field, frozen

MAX_WORDS: Final = 1000
MAX_WHERE: Final = 200
MAX_NAME: Final = 100
MOST_PHOTOS: Final = 20
_MINUTE: Final = timedelta(minutes=1)


class IncidentKind(StrEnum):
    """What a patrol came upon (突发情况种类)."""

    LOST_PERSON = "lost_person"
    INJURY = "injury"
    FIRE = "fire"
    CRIME = "crime"
    QUARREL = "quarrel"
    FACILITY = "facility"
    OTHER = "other"

    @property
    def zh(self) -> str:
        """The Chinese name (中文名)."""
        return _KINDS[self]


class Receiver(StrEnum):
    """Whom an incident is handed to (接手方)."""

    POLICE = "police"
    FIRE_BRIGADE = "fire_brigade"
    AMBULANCE = "ambulance"
    GRID = "grid"
    COMMITTEE = "committee"
    FAMILY = "family"

    @property
    def zh(self) -> str:
        """The Chinese name (中文名)."""
        return _RECEIVERS[self]


class Outcome(StrEnum):
    """How an incident ended (处置结果)."""

    FAMILY_FOUND = "family_found"
    SETTLED = "settled"
    TAKEN_OVER = "taken_over"
    NOTHING_THERE = "nothing_there"

    @property
    def zh(self) -> str:
        """The Chinese name (中文名)."""
        return _OUTCOMES[self]


_KINDS: Final = {
    IncidentKind.LOST_PERSON: "走失人员",
    IncidentKind.INJURY: "有人受伤或者发病",
    IncidentKind.FIRE: "火情",
    IncidentKind.CRIME: "违法犯罪线索",
    IncidentKind.QUARREL: "纠纷",
    IncidentKind.FACILITY: "设施隐患",
    IncidentKind.OTHER: "其他",
}
_RECEIVERS: Final = {
    Receiver.POLICE: "公安",
    Receiver.FIRE_BRIGADE: "消防",
    Receiver.AMBULANCE: "急救",
    Receiver.GRID: "网格员",
    Receiver.COMMITTEE: "居民委员会",
    Receiver.FAMILY: "家属",
}
_OUTCOMES: Final = {
    Outcome.FAMILY_FOUND: "已找到家属",
    Outcome.SETTLED: "已处置",
    Outcome.TAKEN_OVER: "已移交",
    Outcome.NOTHING_THERE: "未发现异常",
}


@frozen
class HandOver:
    """An incident was handed to somebody at a moment; who took it over is not told further (移交)."""

    to: Receiver
    at: datetime
    taken_by: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


@frozen
class IncidentEnd:
    """How an incident ended, and when (办结)."""

    outcome: Outcome
    at: datetime
    words: str = field(default="", repr=False)


@frozen
class Incident:
    """An incident as it is on record (在册突发情况).

    `where`, `what` and `person` are for those who deal with it; nothing of them is published. `photos` are the sha256 of pictures that the host
    keeps.
    """

    number: int
    kind: IncidentKind
    at: datetime
    reported_by: str
    where: str = field(repr=False)
    what: str = field(repr=False)
    person: str = field(default="", repr=False)
    photos: tuple[str, ...] = ()
    shift: str = ""
    hand_overs: tuple[HandOver, ...] = ()
    end: IncidentEnd | None = None


@frozen
class HandOverRule:
    """Incidents of a kind are handed to somebody within so many minutes (移交时限)."""

    kind: IncidentKind
    to: Receiver
    minutes: int


@frozen
class IncidentTerms:
    """Whom which incident is handed to, and how soon: a rule of the place (突发情况移交规则)."""

    rules: tuple[HandOverRule, ...]


@frozen
class HandOverDuty:
    """A hand-over that a rule asks for: until when, and when it was done (应移交事项)."""

    incident: int
    to: Receiver
    due_at: datetime
    done_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether it was done too late (是否逾期移交)."""
        return self.done_at is not None and self.done_at > self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Say whether it should have been done by now and is not; the last moment is still in time (是否逾期未移交)."""
        return self.done_at is None and now > self.due_at


def duties_of(incident: Incident, terms: IncidentTerms) -> tuple[HandOverDuty, ...]:
    """Give whom an incident has to be handed to, the most urgent first (应移交清单)."""
    duties = []
    for rule in terms.rules:
        if rule.kind is incident.kind:
            done = [one.at for one in incident.hand_overs if one.to is rule.to]
            due = incident.at + rule.minutes * _MINUTE
            duties.append(HandOverDuty(incident.number, rule.to, due, min(done, default=None)))
    return tuple(sorted(duties, key=lambda one: (one.due_at, one.to)))


def published_counts(incidents: Iterable[Incident]) -> tuple[tuple[str, int, int], ...]:
    """Count incidents by kind, with how many are ended: all that is published of them (突发情况公示数).

    Neither place nor person nor day: who lives there would know whose grandfather it was.
    """
    return tuple(_counted(list(incidents)))


def _counted(incidents: list[Incident]) -> Iterator[tuple[str, int, int]]:
    for kind in IncidentKind:
        own = [one for one in incidents if one.kind is kind]
        if own:
            yield kind.zh, len(own), sum(one.end is not None for one in own)
