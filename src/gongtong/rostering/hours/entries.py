"""An entry of service: from when to when, what, and how it stands; what is corrected stays (服务记录)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.rostering.volunteers.sources import volunteer_rules

RECORDED_BY_LAW: Final = volunteer_rules(19, "如实记录；无偿、如实出具志愿服务记录证明")
MINUTE: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=16)
MAX_ACTIVITY: Final = 100
MOST_WORDS: Final = 500


class EntryState(StrEnum):
    """How an entry stands (记录状态)."""

    RECORDED = "recorded"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REPLACED = "replaced"

    @property
    def counts(self) -> bool:
        """Whether the time is still claimed: nobody serves twice at once (是否占用时间)."""
        return self is not EntryState.REPLACED


@frozen
class ServiceLine:
    """What somebody did, from one moment to another, in whole minutes (服务明细).

    `evidence` is the sha256 of what shows it, such as a sheet that was signed, or nothing.
    """

    volunteer: str
    activity: str
    started_at: datetime
    ended_at: datetime
    evidence: str = ""

    @property
    def minutes(self) -> int:
        """How long it was, in whole minutes (分钟数)."""
        return (self.ended_at - self.started_at) // MINUTE

    def overlaps(self, other: ServiceLine) -> bool:
        """Say whether two lines of one person share a moment; one may begin when the other ends (是否重叠)."""
        same = self.volunteer == other.volunteer
        return same and self.started_at < other.ended_at and other.started_at < self.ended_at


@frozen
class ServiceEntry:
    """A line as the record of service has it (在册服务记录).

    `replaces` is the number of the entry that it corrects; `reason` says why there was a correction or a dispute.
    """

    number: int
    line: ServiceLine
    state: EntryState
    recorded_by: str
    confirmed_by: str | None = None
    replaces: int | None = None
    reason: str = field(default="", repr=False)


@frozen
class HoursReport:
    """The time of somebody, in minutes: confirmed, waiting for it, disputed (服务时长统计)."""

    volunteer: str
    confirmed: int
    waiting: int
    disputed: int

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        return (
            f"已确认{hours_zh(self.confirmed)}，待确认{hours_zh(self.waiting)}，"
            f"有异议{hours_zh(self.disputed)}"
        )


def report_of(volunteer: str, entries: Iterable[ServiceEntry]) -> HoursReport:
    """Add up somebody's time; what was replaced counts nothing (统计服务时长)."""
    mine = [one for one in entries if one.line.volunteer == volunteer]

    def minutes(state: EntryState) -> int:
        return sum(one.line.minutes for one in mine if one.state is state)

    return HoursReport(
        volunteer,
        minutes(EntryState.CONFIRMED),
        minutes(EntryState.RECORDED),
        minutes(EntryState.DISPUTED),
    )


def hours_zh(minutes: int) -> str:
    """Say a time in hours and minutes (时长表述).

    >>> hours_zh(0), hours_zh(90), hours_zh(120)
    ('0小时', '1小时30分', '2小时')
    """
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分" if rest else f"{hours}小时"
