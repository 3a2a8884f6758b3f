"""What happens in the room: who is there, whether they are enough, and what they decide (开会)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from attrs import frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.assemblies.kinds import MeetingKind
from gongtong.deliberation.assemblies.meetings import (
    AgendaItemOnFile,
    ItemOutcome,
    MeetingFacts,
    MeetingOnFile,
    Show,
    meeting_reason,
    reasons_against_step,
    state_after,
)
from gongtong.deliberation.entitled import reasons_without_office


@frozen
class Attendee:
    """Somebody who is counted as present; `holder` is there for him if he is not himself (到会人).

    Both are ids: of a person, or the label of a household where households are counted.
    """

    voter: str
    holder: str = ""


@frozen
class RecordAttendance:
    """A request to record who came, all at once, and to open the meeting if they are enough (签到登记申请)."""

    number: str
    attendees: tuple[Attendee, ...]


@frozen
class AttendanceRecorded:
    """Who came is on record by digest; without a quorum the meeting is called anew (已登记签到)."""

    number: str
    sitting: int
    present: int
    by_proxy: int
    has_quorum: bool
    state: str
    roll_digest: str


@frozen
class DecideItem:
    """A request to record the hands on an item of the agenda (议题表决申请)."""

    number: str
    item: int
    show: Show


@frozen
class ItemDecided:
    """An item was decided, or advice was given on it (已表决议题)."""

    number: str
    item: int
    outcome: ItemOutcome
    show: Show
    present: int


@frozen
class CloseMeeting:
    """A request to close a meeting (散会申请)."""

    number: str


@frozen
class MeetingClosed:
    """A meeting is over; what it did not reach stays undecided (已散会)."""

    number: str
    decided: int
    left_undecided: int


def has_quorum(kind: MeetingKind, meeting: MeetingOnFile, present: int) -> bool:
    """Say whether so many are enough; without a rule whoever comes is (是否达到法定人数)."""
    rule = None if meeting.basis is None else kind.quorum_over(meeting.basis)
    if rule is None:
        return present > 0 and not kind.quorum
    return rule.bound.is_met_by(present, meeting.entitled)


def outcome_of(kind: MeetingKind, show: Show, present: int) -> ItemOutcome:
    """Decide by the share of those present, abstentions among them; advice stays advice (判定结果)."""
    if not kind.decides:
        return ItemOutcome.ADVICE
    is_met = kind.majority.bound.is_met_by(show.in_favour, present)
    return ItemOutcome.PASSED if is_met else ItemOutcome.FAILED


def rule_on_attendance(
    request: RecordAttendance, facts: MeetingFacts
) -> Granted[AttendanceRecorded] | Refused:
    """Let attendance be recorded on the day, each counted once, within the rule on proxies (签到审核).

    Grounds, in this order: the office, the state, another day, somebody twice, too many, proxies.
    """
    meeting = facts.meeting
    reasons = [*reasons_against_step(facts, "open")]
    if facts.today != meeting.planned_for:
        reasons.append(
            meeting_reason(
                "not_the_day",
                f"会议定于{meeting.planned_for}召开",
                f"the meeting is held on {meeting.planned_for}",
            )
        )
    reasons += _reasons_of_roll(request, facts)
    if reasons:
        return Refused(tuple(reasons))
    present = len(request.attendees)
    enough = has_quorum(facts.kind, meeting, present)
    return Granted(
        AttendanceRecorded(
            number=request.number,
            sitting=meeting.sitting + 1,
            present=present,
            by_proxy=sum(1 for one in request.attendees if one.holder),
            has_quorum=enough,
            state=state_after(meeting, "open" if enough else "miss_quorum"),
            roll_digest=sha256(canonical(to_json(list(request.attendees)))).hexdigest(),
        )
    )


def rule_on_decision(request: DecideItem, facts: MeetingFacts) -> Granted[ItemDecided] | Refused:
    """Let an item of the agenda be decided once, by those present (议题表决审核).

    Grounds, in this order: the office, the state, nothing on the agenda, decided already, the
    counts, a matter of weight that was not studied first.
    """
    kind, meeting = facts.kind, facts.meeting
    item = meeting.item(request.item)
    reasons = (
        *reasons_without_office(
            facts.held, kind.called_by, kind.call_source, act=("登记表决", "record a decision")
        ),
        *_reasons_of_place(request, meeting),
        *_reasons_of_item(request, item),
        *_reasons_of_show(request, meeting),
        *_reasons_of_study(item, kind),
    )
    if reasons:
        return Refused(reasons)
    outcome = outcome_of(kind, request.show, meeting.present)
    return Granted(
        ItemDecided(request.number, request.item, outcome, request.show, meeting.present)
    )


def rule_on_close(request: CloseMeeting, facts: MeetingFacts) -> Granted[MeetingClosed] | Refused:
    """Let an open meeting be closed (散会审核)."""
    reasons = tuple(reasons_against_step(facts, "close"))
    if reasons:
        return Refused(reasons)
    items = facts.meeting.items
    decided = sum(1 for one in items if one.outcome is not None)
    return Granted(MeetingClosed(request.number, decided, len(items) - decided))


def _reasons_of_roll(request: RecordAttendance, facts: MeetingFacts) -> Iterator[Reason]:
    meeting, proxies = facts.meeting, facts.kind.proxies
    voters = Counter(one.voter for one in request.attendees)
    twice = sorted(voter for voter, count in voters.items() if count > 1)
    if twice:
        yield meeting_reason(
            "attendee_twice",
            "同一人或同一户只计一次",
            "whoever is counted is counted once",
            voters=",".join(twice),
        )
    if meeting.basis is not None and len(voters) > meeting.entitled:
        yield meeting_reason(
            "more_than_entitled",
            f"到会{len(voters)}，多于应到{meeting.entitled}",
            f"{len(voters)} came, though only {meeting.entitled} are counted",
        )
    held = Counter(one.holder for one in request.attendees if one.holder)
    over = sorted(holder for holder, count in held.items() if count > proxies.most)
    if over:
        yield meeting_reason(
            "too_many_proxies" if proxies.most else "no_proxies",
            f"{facts.kind.zh}一人最多受{proxies.most}人委托",
            f"one person is at a {facts.kind.code} for {proxies.most} others at the most",
            proxies.source,
            holders=",".join(over),
            most=proxies.most,
        )


def _reasons_of_place(request: DecideItem, meeting: MeetingOnFile) -> Iterator[Reason]:
    if meeting.state != "open":
        yield meeting_reason(
            "meeting_state",
            f"会议{request.number}不在进行中，不能表决",
            f"meeting {request.number} is {meeting.state}, not open",
            state=meeting.state,
        )


def _reasons_of_item(request: DecideItem, item: AgendaItemOnFile | None) -> Iterator[Reason]:
    if item is None:
        yield meeting_reason(
            "outside_agenda",
            f"第{request.item}项不在议程之内，不能表决",
            f"item {request.item} is not on the agenda: nothing is decided on it",
            item=request.item,
        )
    elif item.outcome is not None:
        yield meeting_reason(
            "item_decided",
            f"第{request.item}项已有结果",
            f"item {request.item} is decided already",
            item=request.item,
        )


def _reasons_of_show(request: DecideItem, meeting: MeetingOnFile) -> Iterator[Reason]:
    show = request.show
    if min(show.in_favour, show.against, show.abstaining) < 0 or show.total > meeting.present:
        yield meeting_reason(
            "more_hands_than_people",
            f"表决{show.total}人，到会只有{meeting.present}人",
            f"{show.total} hands, and only {meeting.present} people",
            hands=show.total,
            present=meeting.present,
        )


def _reasons_of_study(item: AgendaItemOnFile | None, kind: MeetingKind) -> Iterator[Reason]:
    if item is None or not kind.decides or kind.prior_study is None:
        return
    if item.agenda.is_weighty and item.agenda.studied_on is None:
        yield meeting_reason(
            "not_studied_first",
            "重要事项应当先经社区党组织研究讨论",
            "a matter of weight is first studied by the community's Party organisation",
            kind.prior_study,
            item=item.agenda.item,
        )
