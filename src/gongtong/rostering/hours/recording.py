"""Recording, confirming, disputing and correcting time that was given; never twice at once (服务时长登记)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from attrs import field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.rostering.hours.entries import (
    LONGEST,
    MAX_ACTIVITY,
    MINUTE,
    MOST_WORDS,
    RECORDED_BY_LAW,
    EntryState,
    ServiceEntry,
    ServiceLine,
)
from gongtong.rostering.volunteers.volunteer import Volunteer

MOST_LINES: Final = 5_000


@frozen
class RecordService:
    """A request to record time that was given, one line or a whole sheet (登记服务时长申请)."""

    lines: tuple[ServiceLine, ...]


@frozen
class NumberedLine:
    """A line with the number under which it is on record (编号明细)."""

    number: int
    line: ServiceLine


@frozen
class ServiceRecorded:
    """Time is on record, and counts once another person has confirmed it (服务时长已登记)."""

    lines: tuple[NumberedLine, ...]
    recorded_by: str


@frozen
class ConfirmService:
    """A request to confirm entries as somebody who did not record them (确认服务时长申请)."""

    numbers: tuple[int, ...]


@frozen
class ServiceConfirmed:
    """Entries are confirmed (服务时长已确认)."""

    numbers: tuple[int, ...]
    confirmed_by: str


@frozen
class DisputeService:
    """A request to enter that somebody says an entry is wrong (登记时长异议申请)."""

    number: int
    reason: str = field(repr=False)


@frozen
class ServiceDisputed:
    """An entry is disputed, and counts nothing until it is confirmed again or corrected (时长有异议)."""

    number: int


@frozen
class CorrectService:
    """A request to put another entry in the place of one; without `line` it is struck (更正服务时长申请)."""

    number: int
    reason: str = field(repr=False)
    line: ServiceLine | None = None


@frozen
class ServiceCorrected:
    """An entry was corrected or struck; the old one stays on record (服务时长已更正)."""

    number: int
    by: NumberedLine | None
    corrected_by: str


@frozen
class RecordingFacts:
    """What is known when time is recorded (登记时长依据).

    `entries` are those that can matter: of the people who are named, or of the numbers that are; `last_number` is that of the last entry
    of the place.
    """

    volunteers: Mapping[str, Volunteer]
    entries: Mapping[int, ServiceEntry]
    now: datetime
    actor: str
    last_number: int

    def standing(self) -> tuple[ServiceLine, ...]:
        """Give the lines whose time is still claimed (占用时间的明细)."""
        return tuple(one.line for one in self.entries.values() if one.state.counts)


def rule_on_recording(
    request: RecordService, facts: RecordingFacts
) -> Granted[ServiceRecorded] | Refused:
    """Let time be recorded, all lines or none (登记服务时长审核).

    Grounds, in this order: no lines or too many, then of each line: who, what, from when to when, evidence, and time that is claimed
    already.
    """
    reasons = []
    if not 0 < len(request.lines) <= MOST_LINES:
        reasons.append(_reason("no_lines", f"须有1至{MOST_LINES}行", f"1 to {MOST_LINES} lines"))
    claimed = list(facts.standing())
    for line in request.lines:
        reasons += _of_line(line, facts)
        if any(line.overlaps(other) for other in claimed):
            reasons.append(_twice(line))
        claimed.append(line)
    if reasons:
        return Refused(tuple(dict.fromkeys(reasons)))
    first = facts.last_number + 1
    numbered = tuple(NumberedLine(first + n, line) for n, line in enumerate(request.lines))
    return Granted(ServiceRecorded(numbered, facts.actor))


def rule_on_confirming(
    request: ConfirmService, facts: RecordingFacts
) -> Granted[ServiceConfirmed] | Refused:
    """Let entries be confirmed, each by somebody who did not record it (确认服务时长审核)."""
    reasons = [*_unknown(request.numbers, facts)]
    for number in request.numbers:
        one = facts.entries.get(number)
        if one is None:
            continue
        if one.state not in {EntryState.RECORDED, EntryState.DISPUTED}:
            reasons.append(
                _reason("confirmed_already", f"第{number}条不能确认", f"entry {number} is settled")
            )
        if one.recorded_by == facts.actor:
            reasons.append(
                _reason(
                    "own_entry",
                    f"第{number}条由本人登记，须由他人确认",
                    f"entry {number} is confirmed by another person",
                )
            )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(ServiceConfirmed(request.numbers, facts.actor))


def rule_on_disputing(
    request: DisputeService, facts: RecordingFacts
) -> Granted[ServiceDisputed] | Refused:
    """Let it be entered that an entry is said to be wrong (登记时长异议审核)."""
    one = facts.entries.get(request.number)
    reasons = [*_unknown((request.number,), facts), *_without_words(request.reason)]
    if one is not None and one.state not in {EntryState.RECORDED, EntryState.CONFIRMED}:
        reasons.append(
            _reason("not_open_to_dispute", "该记录不能提出异议", "that entry cannot be disputed")
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(ServiceDisputed(request.number))


def rule_on_correcting(
    request: CorrectService, facts: RecordingFacts
) -> Granted[ServiceCorrected] | Refused:
    """Let an entry be corrected; the new one has to be confirmed like any other (更正服务时长审核)."""
    one = facts.entries.get(request.number)
    reasons = [*_unknown((request.number,), facts), *_without_words(request.reason)]
    if one is not None and not one.state.counts:
        reasons.append(
            _reason("replaced_already", "该记录已更正", "that entry was corrected already")
        )
    line = request.line
    if line is not None:
        reasons += _of_line(line, facts)
        others = (
            other.line
            for other in facts.entries.values()
            if other.state.counts and other.number != request.number
        )
        if any(line.overlaps(other) for other in others):
            reasons.append(_twice(line))
        if one is not None and line.volunteer != one.line.volunteer:
            reasons.append(
                _reason("another_person", "更正不得换人", "a correction is of the same person")
            )
    if reasons:
        return Refused(tuple(reasons))
    by = None if line is None else NumberedLine(facts.last_number + 1, line)
    return Granted(ServiceCorrected(request.number, by, facts.actor))


def _of_line(line: ServiceLine, facts: RecordingFacts) -> Iterator[Reason]:
    one = facts.volunteers.get(line.volunteer)
    if one is None or not one.serves_on(local_day(line.started_at)):
        yield _reason(
            "not_a_volunteer_then",
            f"{line.volunteer}当日不在志愿者名册",
            f"{line.volunteer} was not on the register that day",
        )
    if not 0 < len(line.activity.strip()) <= MAX_ACTIVITY:
        yield _reason("no_activity", "须写明服务内容", "say what was done")
    if line.started_at.tzinfo is None or line.ended_at.tzinfo is None:
        yield _reason("no_zone", "时刻须有时区", "a moment has a time zone")
        return
    length = line.ended_at - line.started_at
    if not MINUTE <= length <= LONGEST or length % MINUTE or line.ended_at > facts.now:
        yield _reason(
            "no_such_time",
            "起止时刻有误：须为整分钟，1分钟至16小时，且已结束",
            "whole minutes, from one to sixteen hours, and over by now",
        )
    if line.evidence and not is_sha256(line.evidence):
        yield _reason("no_digest", "凭证摘要有误", "evidence is a sha256")


def _unknown(numbers: tuple[int, ...], facts: RecordingFacts) -> Iterator[Reason]:
    missing = [number for number in numbers if number not in facts.entries]
    if missing or not numbers:
        names = "、".join(map(str, missing)) or "无"
        yield _reason("no_entry", f"没有记录：{names}", f"there is no entry: {names}")


def _without_words(reason: str) -> tuple[Reason, ...]:
    if 0 < len(reason.strip()) <= MOST_WORDS:
        return ()
    return (_reason("no_reason", f"须写明理由，不超过{MOST_WORDS}字", "say why"),)


def _twice(line: ServiceLine) -> Reason:
    return _reason(
        "twice_at_once",
        f"{line.volunteer}的服务时间与已有记录重叠",
        f"the time of {line.volunteer} is claimed already",
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"rostering.{code}", zh, en, RECORDED_BY_LAW)
