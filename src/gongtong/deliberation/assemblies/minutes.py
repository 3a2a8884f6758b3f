"""Minutes of a meeting: kept, signed, made public and taken down (会议记录)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.deadlines import first_day_after
from gongtong.deliberation.assemblies.kinds import ShowRule
from gongtong.deliberation.assemblies.meetings import (
    MeetingFacts,
    meeting_reason,
    reasons_against_step,
)


@frozen
class KeepMinutes:
    """A request to keep these words as the minutes of a meeting (会议记录申请)."""

    number: str
    text: str


@frozen
class MinutesKept:
    """The minutes are kept, and stand in the record by their digest (已形成记录)."""

    number: str
    digest: str
    kept_by: str


@frozen
class SignMinutes:
    """A request to sign the minutes that have this digest (签署记录申请)."""

    number: str
    digest: str


@frozen
class MinutesSigned:
    """Somebody who was there signed the minutes (已签署记录)."""

    number: str
    digest: str
    signed_by: str
    signatures: int


@frozen
class PublishMinutes:
    """A request to put the outcome of a meeting on show (公布会议申请)."""

    number: str
    place: str = "居务公开栏"


@frozen
class MinutesPublished:
    """The outcome is on show from this day, and may be taken down on that (已公布会议)."""

    number: str
    digest: str
    shown_from: date
    may_come_down_on: date


@frozen
class TakeDownMinutes:
    """A request to take the outcome down again (撤下公布申请)."""

    number: str


@frozen
class MinutesTakenDown:
    """The outcome was on show for its days (已撤下公布)."""

    number: str
    taken_down_on: date


def first_day_down(shown_from: date, show: ShowRule) -> date:
    """Give the first day on which the outcome may come down (最早撤下日).

    >>> first_day_down(date(2026, 9, 25), ShowRule(15))
    datetime.date(2026, 10, 11)
    """
    return first_day_after(shown_from, show.days)


def rule_on_minutes(request: KeepMinutes, facts: MeetingFacts) -> Granted[MinutesKept] | Refused:
    """Let the minutes of a closed meeting be kept once (会议记录审核).

    Grounds, in this order: the office, the state, no words.
    """
    reasons = [*reasons_against_step(facts, "keep_minutes")]
    if not request.text.strip():
        reasons.append(meeting_reason("minutes_empty", "会议记录没有内容", "the minutes are empty"))
    if reasons:
        return Refused(tuple(reasons))
    digest = sha256(request.text.encode()).hexdigest()
    return Granted(MinutesKept(request.number, digest, facts.actor))


def rule_on_signature(
    request: SignMinutes, facts: MeetingFacts, *, was_present: bool
) -> Granted[MinutesSigned] | Refused:
    """Let somebody who was there sign the minutes as they are, once (签署记录审核).

    Grounds, in this order: the state, other words, absence, a second signature.
    """
    reasons = tuple(_reasons_of_signature(request, facts, was_present=was_present))
    if reasons:
        return Refused(reasons)
    count = len(facts.meeting.signed_by) + 1
    return Granted(MinutesSigned(request.number, request.digest, facts.actor, count))


def rule_on_publication(
    request: PublishMinutes, facts: MeetingFacts
) -> Granted[MinutesPublished] | Refused:
    """Let signed minutes be made public (公布会议审核).

    Grounds, in this order: the office, the state, no place, too few signatures.
    """
    meeting = facts.meeting
    reasons = [*reasons_against_step(facts, "publish")]
    if not request.place.strip():
        reasons.append(meeting_reason("no_place", "须写明公布地点", "say where it is on show"))
    missing = facts.kind.signatures - len(meeting.signed_by)
    if missing > 0:
        reasons.append(
            meeting_reason(
                "minutes_unsigned",
                f"会议记录还差{missing}人签名",
                f"the minutes want {missing} more signatures",
                missing=missing,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    down = first_day_down(facts.today, facts.kind.show)
    return Granted(MinutesPublished(request.number, meeting.minutes_digest, facts.today, down))


def rule_on_taking_down(
    request: TakeDownMinutes, facts: MeetingFacts
) -> Granted[MinutesTakenDown] | Refused:
    """Let the outcome come down after its days, and not before (撤下公布审核).

    Grounds, in this order: the office, the state, too few days.
    """
    meeting, show = facts.meeting, facts.kind.show
    reasons = [*reasons_against_step(facts, "take_down")]
    if meeting.shown_from is not None:
        first = first_day_down(meeting.shown_from, show)
        if facts.today < first:
            reasons.append(
                meeting_reason(
                    "shown_too_short",
                    f"公布不得少于{show.days}日，{first}起可撤下",
                    f"it is on show for {show.days} days, and may come down on {first}",
                    show.source,
                    days=show.days,
                    first=first,
                )
            )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(MinutesTakenDown(request.number, facts.today))


def _reasons_of_signature(
    request: SignMinutes, facts: MeetingFacts, *, was_present: bool
) -> Iterator[Reason]:
    meeting = facts.meeting
    if meeting.state != "minuted":
        yield meeting_reason(
            "meeting_state",
            f"会议{meeting.number}没有待签的记录",
            f"meeting {meeting.number} is {meeting.state}: there are no minutes to sign",
            state=meeting.state,
        )
    elif request.digest != meeting.minutes_digest:
        yield meeting_reason(
            "other_minutes", "签署的不是现存的会议记录", "these are not the minutes that are kept"
        )
    if not was_present:
        yield meeting_reason(
            "was_not_present", "只有到会人可以签署", "only those who were there sign the minutes"
        )
    if facts.actor in meeting.signed_by:
        yield meeting_reason("signed_already", "已经签署", "they have signed already")
