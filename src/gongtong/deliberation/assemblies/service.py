"""Meetings of residents, their kinds as data (会议服务)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.offices import Office
from gongtong.core.registry.store import load_office_holders
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.deliberation.assemblies import annulment, calling, minutes, sitting, store
from gongtong.deliberation.assemblies.kinds import MeetingKind, kinds_together
from gongtong.deliberation.assemblies.meetings import MeetingFacts, MeetingOnFile, state_after
from gongtong.deliberation.assemblies.policies import CONSULTATIONS, MEETING_KINDS


def _held(unit: UnitOfWork) -> tuple[Office, ...]:
    return load_office_holders(unit).offices_of(unit.actor.id, unit.today)


def _kinds(unit: UnitOfWork, on: date) -> Mapping[str, MeetingKind]:
    added = (kinds() for kinds in unit.guards(MEETING_KINDS, on=on))
    return kinds_together(added, unit.decide(CONSULTATIONS, on=on))


def _kind(unit: UnitOfWork, code: str, on: date) -> MeetingKind:
    kinds = _kinds(unit, on)
    if code not in kinds:
        raise UnknownReferenceError("kind of meeting", code)
    return kinds[code]


def _facts(unit: UnitOfWork, number: str, *, on: date | None = None) -> MeetingFacts:
    """Gather what is known; the kind is that of the day for which the meeting is planned."""
    meeting = store.load_meeting(unit, number)
    kind = _kind(unit, meeting.kind, on or meeting.planned_for)
    return MeetingFacts(meeting, kind, _held(unit), unit.actor.id, unit.today)


def _on_call(
    unit: UnitOfWork, request: calling.CallMeeting
) -> Granted[calling.MeetingCalled] | Refused:
    kind = _kind(unit, request.kind, unit.today)
    known = store.is_known(unit, request.number)
    facts = calling.CallFacts(kind, _held(unit), unit.actor.id, unit.today, known)
    return calling.rule_on_call(request, facts)


def _on_annulment(
    request: annulment.AnnulMeeting, facts: MeetingFacts, unit: UnitOfWork
) -> Granted[annulment.MeetingAnnulled] | Refused:
    higher = store.load_meeting(unit, request.by_meeting) if request.by_meeting else None
    return annulment.rule_on_annulment(request, facts, higher=higher)


def _on_signature(
    request: minutes.SignMinutes, facts: MeetingFacts, unit: UnitOfWork
) -> Granted[minutes.MinutesSigned] | Refused:
    present = store.was_present(unit, facts.meeting, unit.actor.id)
    return minutes.rule_on_signature(request, facts, was_present=present)


def _call(unit: UnitOfWork, request: calling.CallMeeting) -> calling.MeetingCalled:
    event = unit.granted(_on_call(unit, request))
    store.insert_meeting(unit, request, event)
    unit.record(event)
    return event


def _settle(unit: UnitOfWork, request: calling.SettleAgenda) -> calling.AgendaSettled:
    facts = _facts(unit, request.number)
    event = unit.granted(calling.rule_on_agenda(request, facts))
    store.replace_items(unit, request.number, request.items)
    store.update_meeting(unit, request.number, facts.meeting.version)
    unit.record(event)
    return event


def _notice(unit: UnitOfWork, request: calling.GiveNotice) -> calling.MeetingNoticed:
    facts = _facts(unit, request.number, on=request.held_on)
    event = unit.granted(calling.rule_on_notice(request, facts))
    store.update_meeting(
        unit,
        request.number,
        facts.meeting.version,
        state=state_after(facts.meeting, "give_notice"),
        planned_for=event.held_on,
        basis=event.basis,
        entitled=event.entitled,
        noticed_on=event.noticed_on,
        special=request.special or None,
    )
    unit.record(event)
    return event


def _attend(unit: UnitOfWork, request: sitting.RecordAttendance) -> sitting.AttendanceRecorded:
    facts = _facts(unit, request.number)
    event = unit.granted(sitting.rule_on_attendance(request, facts))
    store.insert_attendance(unit, request, event.sitting)
    store.update_meeting(
        unit,
        request.number,
        facts.meeting.version,
        state=event.state,
        sitting=event.sitting,
        present=event.present,
    )
    unit.record(event)
    return event


def _decide(unit: UnitOfWork, request: sitting.DecideItem) -> sitting.ItemDecided:
    facts = _facts(unit, request.number)
    event = unit.granted(sitting.rule_on_decision(request, facts))
    store.save_decision(unit, event)
    store.update_meeting(unit, request.number, facts.meeting.version)
    unit.record(event)
    return event


def _close(unit: UnitOfWork, request: sitting.CloseMeeting) -> sitting.MeetingClosed:
    facts = _facts(unit, request.number)
    event = unit.granted(sitting.rule_on_close(request, facts))
    state = state_after(facts.meeting, "close")
    store.update_meeting(unit, request.number, facts.meeting.version, state=state)
    unit.record(event)
    return event


def _keep(unit: UnitOfWork, request: minutes.KeepMinutes) -> minutes.MinutesKept:
    facts = _facts(unit, request.number)
    event = unit.granted(minutes.rule_on_minutes(request, facts))
    store.insert_minutes(unit, request, event)
    state = state_after(facts.meeting, "keep_minutes")
    store.update_meeting(unit, request.number, facts.meeting.version, state=state)
    unit.record(event)
    return event


def _sign(unit: UnitOfWork, request: minutes.SignMinutes) -> minutes.MinutesSigned:
    facts = _facts(unit, request.number)
    event = unit.granted(_on_signature(request, facts, unit))
    store.insert_signature(unit, request.number, event.signed_by)
    store.update_meeting(unit, request.number, facts.meeting.version)
    unit.record(event)
    return event


def _publish(unit: UnitOfWork, request: minutes.PublishMinutes) -> minutes.MinutesPublished:
    facts = _facts(unit, request.number)
    event = unit.granted(minutes.rule_on_publication(request, facts))
    store.update_meeting(
        unit,
        request.number,
        facts.meeting.version,
        state=state_after(facts.meeting, "publish"),
        shown_at=request.place,
        shown_from=event.shown_from,
    )
    unit.record(event)
    return event


def _take_down(unit: UnitOfWork, request: minutes.TakeDownMinutes) -> minutes.MinutesTakenDown:
    facts = _facts(unit, request.number)
    event = unit.granted(minutes.rule_on_taking_down(request, facts))
    store.update_meeting(
        unit,
        request.number,
        facts.meeting.version,
        state=state_after(facts.meeting, "take_down"),
        taken_down_on=event.taken_down_on,
    )
    unit.record(event)
    return event


def _annul(unit: UnitOfWork, request: annulment.AnnulMeeting) -> annulment.MeetingAnnulled:
    facts = _facts(unit, request.number)
    event = unit.granted(_on_annulment(request, facts, unit))
    state = state_after(facts.meeting, "annul")
    store.save_annulment(unit, event, state, facts.meeting.version)
    unit.record(event)
    return event


CALL_MEETING: Final = Command(
    "deliberation.call_meeting", calling.CallMeeting, calling.MeetingCalled, _call, zh="召集会议"
)
SETTLE_AGENDA: Final = Command(
    "deliberation.settle_agenda",
    calling.SettleAgenda,
    calling.AgendaSettled,
    _settle,
    zh="确定议程",
)
GIVE_NOTICE: Final = Command(
    "deliberation.give_notice", calling.GiveNotice, calling.MeetingNoticed, _notice, zh="通知会议"
)
RECORD_ATTENDANCE: Final = Command(
    "deliberation.record_attendance",
    sitting.RecordAttendance,
    sitting.AttendanceRecorded,
    _attend,
    zh="登记签到",
)
DECIDE_ITEM: Final = Command(
    "deliberation.decide_item", sitting.DecideItem, sitting.ItemDecided, _decide, zh="表决议题"
)
CLOSE_MEETING: Final = Command(
    "deliberation.close_meeting", sitting.CloseMeeting, sitting.MeetingClosed, _close, zh="散会"
)
KEEP_MINUTES: Final = Command(
    "deliberation.keep_minutes", minutes.KeepMinutes, minutes.MinutesKept, _keep, zh="形成会议记录"
)
SIGN_MINUTES: Final = Command(
    "deliberation.sign_minutes",
    minutes.SignMinutes,
    minutes.MinutesSigned,
    _sign,
    zh="签署会议记录",
)
PUBLISH_MINUTES: Final = Command(
    "deliberation.publish_minutes",
    minutes.PublishMinutes,
    minutes.MinutesPublished,
    _publish,
    zh="公布会议",
)
TAKE_DOWN_MINUTES: Final = Command(
    "deliberation.take_down_minutes",
    minutes.TakeDownMinutes,
    minutes.MinutesTakenDown,
    _take_down,
    zh="撤下会议公布",
)
ANNUL_MEETING: Final = Command(
    "deliberation.annul_meeting",
    annulment.AnnulMeeting,
    annulment.MeetingAnnulled,
    _annul,
    zh="撤销会议",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    CALL_MEETING,
    SETTLE_AGENDA,
    GIVE_NOTICE,
    RECORD_ATTENDANCE,
    DECIDE_ITEM,
    CLOSE_MEETING,
    KEEP_MINUTES,
    SIGN_MINUTES,
    PUBLISH_MINUTES,
    TAKE_DOWN_MINUTES,
    ANNUL_MEETING,
)


class AssemblyQuestions:
    """What can be asked about meetings without changing them (会议查询台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Read in one unit."""
        self._unit = unit

    def kinds(self, on: date | None = None) -> Mapping[str, MeetingKind]:
        """Give the kinds of meeting that hold on a day, by their codes (会议类别一览)."""
        return _kinds(self._unit, on or self._unit.today)

    def meeting(self, number: str) -> MeetingOnFile:
        """Give a meeting with its agenda and where it stands (查询会议)."""
        return store.load_meeting(self._unit, number)

    def numbers(self, *, state: str | None = None) -> tuple[str, ...]:
        """List the numbers of the meetings, by their days (会议清单)."""
        return store.list_meetings(self._unit, state=state)

    def attendees(self, number: str) -> tuple[sitting.Attendee, ...]:
        """Give who came to the last sitting, for the committee's eyes (到会名单)."""
        meeting = store.load_meeting(self._unit, number)
        return store.list_attendees(self._unit, number, meeting.sitting)

    def minutes_text(self, number: str) -> str:
        """Give the words of the minutes (会议记录全文)."""
        return store.load_minutes(self._unit, number)

    def may_call(self, request: calling.CallMeeting) -> Granted[calling.MeetingCalled] | Refused:
        """Rule on a call without writing it (能否召集)."""
        return _on_call(self._unit, request)

    def may_give_notice(
        self, request: calling.GiveNotice
    ) -> Granted[calling.MeetingNoticed] | Refused:
        """Rule on a notice without giving it (能否通知)."""
        facts = _facts(self._unit, request.number, on=request.held_on)
        return calling.rule_on_notice(request, facts)

    def may_decide_item(
        self, request: sitting.DecideItem
    ) -> Granted[sitting.ItemDecided] | Refused:
        """Rule on a decision without recording it (能否表决)."""
        return sitting.rule_on_decision(request, _facts(self._unit, request.number))

    def may_publish_minutes(
        self, request: minutes.PublishMinutes
    ) -> Granted[minutes.MinutesPublished] | Refused:
        """Rule on publication without doing it (能否公布)."""
        return minutes.rule_on_publication(request, _facts(self._unit, request.number))

    def may_annul_meeting(
        self, request: annulment.AnnulMeeting
    ) -> Granted[annulment.MeetingAnnulled] | Refused:
        """Rule on an annulment without doing it (能否撤销会议)."""
        return _on_annulment(request, _facts(self._unit, request.number), self._unit)


class Assemblies:
    """Meetings of residents, their kinds as data (会议台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit; `ask` reads and tries out."""
        self._unit = unit
        self.ask = AssemblyQuestions(unit)

    def call_meeting(self, request: calling.CallMeeting, *, key: str) -> calling.MeetingCalled:
        """Call a meeting, of the committee's own accord or on demand (召集会议)."""
        return self._unit.run(CALL_MEETING, request, key=key)

    def settle_agenda(self, request: calling.SettleAgenda, *, key: str) -> calling.AgendaSettled:
        """Settle the agenda, until notice locks it (确定议程)."""
        return self._unit.run(SETTLE_AGENDA, request, key=key)

    def give_notice(self, request: calling.GiveNotice, *, key: str) -> calling.MeetingNoticed:
        """Give notice of a meeting in time (通知会议)."""
        return self._unit.run(GIVE_NOTICE, request, key=key)

    def record_attendance(
        self, request: sitting.RecordAttendance, *, key: str
    ) -> sitting.AttendanceRecorded:
        """Record who came, and open the meeting if they are enough (登记签到)."""
        return self._unit.run(RECORD_ATTENDANCE, request, key=key)

    def decide_item(self, request: sitting.DecideItem, *, key: str) -> sitting.ItemDecided:
        """Record the hands on an item of the agenda (表决议题)."""
        return self._unit.run(DECIDE_ITEM, request, key=key)

    def close_meeting(self, request: sitting.CloseMeeting, *, key: str) -> sitting.MeetingClosed:
        """Close a meeting (散会)."""
        return self._unit.run(CLOSE_MEETING, request, key=key)

    def keep_minutes(self, request: minutes.KeepMinutes, *, key: str) -> minutes.MinutesKept:
        """Keep the minutes; the record holds their digest (形成会议记录)."""
        return self._unit.run(KEEP_MINUTES, request, key=key)

    def sign_minutes(self, request: minutes.SignMinutes, *, key: str) -> minutes.MinutesSigned:
        """Sign the minutes as somebody who was there (签署会议记录)."""
        return self._unit.run(SIGN_MINUTES, request, key=key)

    def publish_minutes(
        self, request: minutes.PublishMinutes, *, key: str
    ) -> minutes.MinutesPublished:
        """Put the outcome on show (公布会议)."""
        return self._unit.run(PUBLISH_MINUTES, request, key=key)

    def take_down_minutes(
        self, request: minutes.TakeDownMinutes, *, key: str
    ) -> minutes.MinutesTakenDown:
        """Take the outcome down after its days (撤下会议公布)."""
        return self._unit.run(TAKE_DOWN_MINUTES, request, key=key)

    def annul_meeting(
        self, request: annulment.AnnulMeeting, *, key: str
    ) -> annulment.MeetingAnnulled:
        """Call a meeting off, or make void what it decided (撤销会议)."""
        return self._unit.run(ANNUL_MEETING, request, key=key)
