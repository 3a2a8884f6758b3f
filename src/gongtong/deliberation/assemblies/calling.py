"""Calling a meeting, settling its agenda and giving notice of it (召集会议)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.deadlines import latest_day_before
from gongtong.deliberation.assemblies.kinds import MeetingBasis, MeetingKind, NoticeRule
from gongtong.deliberation.assemblies.meetings import (
    MAX_MEETING_NUMBER,
    AgendaItem,
    MeetingFacts,
    digest_of_agenda,
    meeting_reason,
    reasons_against_step,
)
from gongtong.deliberation.entitled import reasons_without_office


@frozen
class Petition:
    """How many of how many asked that a meeting be called (会议提议).

    The committee counts both and answers for the figures; they stand in the record.
    """

    basis: MeetingBasis
    petitioners: int
    total: int


@frozen
class CallMeeting:
    """A request to call a meeting, of the committee's own accord or because it was demanded (召集会议申请)."""

    number: str
    kind: str
    title: str
    planned_for: date
    items: tuple[AgendaItem, ...] = ()
    petition: Petition | None = None


@frozen
class MeetingCalled:
    """A meeting is called; on demand it must be held (已召集会议)."""

    number: str
    kind: str
    planned_for: date
    agenda_digest: str
    called_by: str
    called_on: date
    petition: Petition | None = None


@frozen
class CallFacts:
    """What is known when a meeting is called (召集会议依据)."""

    kind: MeetingKind
    held: tuple[Office, ...]
    actor: str
    today: date
    is_known: bool = False


@frozen
class SettleAgenda:
    """A request to make these the items of the agenda, in place of those before (议程申请)."""

    number: str
    items: tuple[AgendaItem, ...]


@frozen
class AgendaSettled:
    """The agenda is settled; it stands until notice is given (已定议程)."""

    number: str
    items: int
    agenda_digest: str


@frozen
class GiveNotice:
    """A request to give notice of a meeting; from then on its agenda is locked (会议通知申请).

    `basis` is the way in which the quorum is counted, `entitled` how many are counted, and
    `representatives` how many of a body are representatives. `special` says in words which special
    circumstances make the notice shorter.
    """

    number: str
    held_on: date
    basis: MeetingBasis | None = None
    entitled: int = 0
    representatives: int = 0
    special: str = ""


@frozen
class MeetingNoticed:
    """Notice of a meeting is given, with this agenda and no other (已通知会议)."""

    number: str
    held_on: date
    noticed_on: date
    agenda_digest: str
    basis: MeetingBasis | None
    entitled: int
    is_shortened: bool


def must_be_called(kind: MeetingKind, petition: Petition) -> bool:
    """Say whether a petition obliges the committee to call such a meeting (是否应当召集)."""
    rule = kind.demand_by(petition.basis)
    return rule is not None and rule.bound.is_met_by(petition.petitioners, petition.total)


def latest_notice_day(held_on: date, notice: NoticeRule) -> date:
    """Give the last day on which notice is in time; both ends excluded (最迟通知日)."""
    return latest_day_before(held_on, notice.days) if notice.days else held_on


def rule_on_call(request: CallMeeting, facts: CallFacts) -> Granted[MeetingCalled] | Refused:
    """Let a meeting be called by whom the kind names (召集会议审核).

    Grounds, in this order: the office, the number, a day that is past, the items, the petition.
    """
    reasons = (
        *reasons_without_office(
            facts.held,
            facts.kind.called_by,
            facts.kind.call_source,
            act=(f"召集{facts.kind.zh}", f"call a {facts.kind.code}"),
        ),
        *_reasons_of_call(request, facts),
        *_reasons_of_items(request.items),
        *_reasons_of_petition(request, facts.kind),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        MeetingCalled(
            request.number,
            request.kind,
            request.planned_for,
            digest_of_agenda(request.items),
            facts.actor,
            facts.today,
            request.petition,
        )
    )


def rule_on_agenda(request: SettleAgenda, facts: MeetingFacts) -> Granted[AgendaSettled] | Refused:
    """Let the agenda be settled while no notice is given (议程审核).

    Grounds, in this order: the office, the lock, the items.
    """
    kind, meeting = facts.kind, facts.meeting
    reasons = [
        *reasons_without_office(
            facts.held, kind.called_by, kind.call_source, act=("确定议程", "settle an agenda")
        )
    ]
    if meeting.state != "planned":
        reasons.append(
            meeting_reason(
                "agenda_locked",
                f"会议{meeting.number}已通知，议程不再增改",
                f"notice of meeting {meeting.number} is given: its agenda is locked",
            )
        )
    reasons += _reasons_of_items(request.items)
    if reasons:
        return Refused(tuple(reasons))
    digest = digest_of_agenda(request.items)
    return Granted(AgendaSettled(request.number, len(request.items), digest))


def rule_on_notice(request: GiveNotice, facts: MeetingFacts) -> Granted[MeetingNoticed] | Refused:
    """Let notice be given in time, of an agenda, to a counted body (会议通知审核).

    Grounds, in this order: the office, the state, no agenda, the way of counting, how many are
    counted, the share of representatives, the days.
    """
    items = tuple(one.agenda for one in facts.meeting.items)
    last = latest_notice_day(request.held_on, facts.kind.notice)
    is_short = facts.today > last
    reasons = [*reasons_against_step(facts, "give_notice")]
    if not items:
        reasons.append(
            meeting_reason("no_agenda", "会议没有议题，不能通知", "a meeting needs an agenda first")
        )
    reasons += _reasons_of_body(request, facts.kind)
    reasons += _reasons_of_days(request, facts, last)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        MeetingNoticed(
            request.number,
            request.held_on,
            facts.today,
            digest_of_agenda(items),
            request.basis,
            request.entitled,
            is_short,
        )
    )


def _reasons_of_call(request: CallMeeting, facts: CallFacts) -> Iterator[Reason]:
    if facts.is_known or not 0 < len(request.number.strip()) <= MAX_MEETING_NUMBER:
        yield meeting_reason(
            "meeting_number",
            f"会议编号{request.number}已用过，或不是1至{MAX_MEETING_NUMBER}字",
            f"{request.number!r} is used already, or has not 1 to {MAX_MEETING_NUMBER} characters",
        )
    if request.planned_for < facts.today:
        yield meeting_reason(
            "meeting_in_past",
            f"{request.planned_for}已过",
            f"{request.planned_for} is past",
        )


def _reasons_of_items(items: tuple[AgendaItem, ...]) -> Iterator[Reason]:
    numbers = [one.item for one in items]
    if numbers != list(range(1, len(items) + 1)) or any(not one.title.strip() for one in items):
        yield meeting_reason(
            "agenda_items",
            "议题须自1起连续编号，每项有题目",
            "items are numbered from 1 on without a gap, each with a title",
        )


def _reasons_of_petition(request: CallMeeting, kind: MeetingKind) -> Iterator[Reason]:
    petition = request.petition
    if petition is None:
        return
    rule = kind.demand_by(petition.basis)
    if rule is None:
        yield meeting_reason(
            "not_theirs_to_demand",
            f"{petition.basis.zh}不能提议召集{kind.zh}",
            f"{petition.basis.value} cannot demand a {kind.code}",
            kind.call_source,
            basis=petition.basis,
        )
        return
    if not 0 <= petition.petitioners <= petition.total:
        yield meeting_reason(
            "petition_counts",
            "提议人数不能多于总数",
            "no more can petition than there are",
            rule.source,
        )
    elif not must_be_called(kind, petition):
        short = rule.bound.shortfall(petition.petitioners, petition.total)
        yield meeting_reason(
            "petition_too_small",
            f"提议须有{rule.bound.zh()}的{petition.basis.zh}，还差{short}",
            f"a demand takes {rule.bound.en()} of the {petition.basis.value}: {short} are wanting",
            rule.source,
            petitioners=petition.petitioners,
            total=petition.total,
            shortfall=short,
        )


def _reasons_of_body(request: GiveNotice, kind: MeetingKind) -> Iterator[Reason]:
    if kind.quorum and (request.basis is None or kind.quorum_over(request.basis) is None):
        known = "、".join(rule.basis.zh for rule in kind.quorum)
        yield meeting_reason(
            "quorum_basis",
            f"{kind.zh}须按{known}计算到会人数",
            f"the quorum of a {kind.code} is counted over {[str(r.basis) for r in kind.quorum]}",
            kind.quorum[0].source,
        )
    elif kind.quorum and request.entitled < 1:
        yield meeting_reason(
            "nobody_entitled",
            "须写明应到人数",
            "the notice says how many are counted",
            kind.quorum[0].source,
        )
    share = kind.composition
    if share is not None and not _is_composed(request, kind):
        yield meeting_reason(
            "too_few_representatives",
            f"居民代表须占组成人员的{share.bound.zh()}",
            f"representatives are {share.bound.en()} of the body",
            share.source,
            representatives=request.representatives,
            body=request.entitled,
        )


def _is_composed(request: GiveNotice, kind: MeetingKind) -> bool:
    if kind.composition is None or not 0 <= request.representatives <= request.entitled:
        return False
    return kind.composition.bound.is_met_by(request.representatives, request.entitled)


def _reasons_of_days(request: GiveNotice, facts: MeetingFacts, last: date) -> Iterator[Reason]:
    rule = facts.kind.notice
    if request.held_on < facts.today:
        yield meeting_reason(
            "meeting_in_past", f"{request.held_on}已过", f"{request.held_on} is past"
        )
    elif facts.today > last and not (rule.may_be_shortened and request.special.strip()):
        yield meeting_reason(
            "notice_too_short",
            f"须提前{rule.days}日通知，最迟{last}",
            f"notice is given {rule.days} clear days before, on {last} at the latest",
            rule.source,
            days=rule.days,
            latest=last,
        )
