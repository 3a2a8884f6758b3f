"""A meeting in the database, from the call to the day on which its outcome comes down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.assemblies import store
from gongtong.deliberation.assemblies.annulment import AnnulMeeting, AnnulmentGround
from gongtong.deliberation.assemblies.calling import SettleAgenda
from gongtong.deliberation.assemblies.meetings import AgendaItem, ItemOutcome, Show
from gongtong.deliberation.assemblies.minutes import PublishMinutes, SignMinutes, TakeDownMinutes
from gongtong.deliberation.assemblies.sitting import Attendee, DecideItem, RecordAttendance
from gongtong.testing.examples.assemblies import (
    CALL,
    CALLING,
    DECISION,
    DOWN,
    MEETING_DAY,
    MINUTES,
    NOTICE,
    NUMBER,
    SHOWN,
    digest_of_minutes,
    signed,
    up_to,
)
from gongtong.testing.examples.people import CHAIR

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def test_from_the_call_to_the_end_of_its_publication(place: Stage) -> None:
    """Three of four households come, two say yes, two sign, and it is on show for fifteen days."""
    signed(place)
    with place.work(CHAIR, now=SHOWN) as work:
        desk = work.deliberation.assemblies
        assert isinstance(desk.ask.may_publish_minutes(PublishMinutes(NUMBER)), Granted)
        shown = desk.publish_minutes(PublishMinutes(NUMBER), key="show")
    assert shown.may_come_down_on == date(2026, 4, 8)
    with place.work(CHAIR, now=DOWN - timedelta(days=1)) as work:
        with pytest.raises(RefusedError) as early:
            work.deliberation.assemblies.take_down_minutes(TakeDownMinutes(NUMBER), key="early")
        assert early.value.codes == ("deliberation.shown_too_short",)
    with place.work(CHAIR, now=DOWN) as work:
        work.deliberation.assemblies.take_down_minutes(TakeDownMinutes(NUMBER), key="down")
        ask = work.deliberation.assemblies.ask
        held = ask.meeting(NUMBER)
        assert (held.state, held.present, held.signed_by) == (
            "closed",
            3,
            ("u-bookkeeper", "u-cashier"),
        )
        item = held.item(1)
        assert item is not None
        assert (item.outcome, item.show) == (ItemOutcome.PASSED, Show(2, 1))
        assert item.agenda == CALL.items[0]
        assert ask.minutes_text(NUMBER) == MINUTES.text
        assert len(ask.attendees(NUMBER)) == 3
        assert ask.numbers() == (NUMBER,)
        assert ask.numbers(state="open") == ()
        assert work.broken_event() is None


def test_the_record_holds_digests_and_no_words(place: Stage) -> None:
    """Neither the title of an item nor the words of the minutes stand in an event."""
    signed(place)
    with place.work() as work:
        bodies = str([event.body for event in work.pending_events(consumer="test")])
    assert digest_of_minutes(place) in bodies
    assert CALL.items[0].title not in bodies
    assert MINUTES.text not in bodies


def test_the_agenda_is_settled_until_the_notice_locks_it(place: Stage) -> None:
    """A second item comes in before it, none after it; what is not on it is not decided."""
    up_to(place, "give_notice")
    two = SettleAgenda(NUMBER, (*CALL.items, AgendaItem(2, "增设晾衣架", is_weighty=False)))
    with place.work(CHAIR, now=CALLING) as work:
        desk = work.deliberation.assemblies
        desk.settle_agenda(two, key="two")
        assert isinstance(desk.ask.may_give_notice(NOTICE), Granted)
        desk.give_notice(NOTICE, key="notice")
        with pytest.raises(RefusedError) as locked:
            desk.settle_agenda(two, key="late")
        assert locked.value.codes == ("deliberation.agenda_locked",)
    roll = RecordAttendance(NUMBER, tuple(Attendee(voter) for voter in "abc"))
    with place.work(CHAIR, now=MEETING_DAY) as work:
        desk = work.deliberation.assemblies
        desk.record_attendance(roll, key="roll")
        outside = desk.ask.may_decide_item(evolve(DECISION, item=3))
        assert isinstance(outside, Refused)
        assert outside.codes == ("deliberation.outside_agenda",)
        second = desk.decide_item(DecideItem(NUMBER, 2, Show(1, 2)), key="second")
    assert second.outcome is ItemOutcome.FAILED


def test_without_a_quorum_a_meeting_is_called_anew(place: Stage) -> None:
    """Two of four are not more than half: it is planned again, and told again."""
    up_to(place, "record_attendance")
    two = RecordAttendance(NUMBER, (Attendee("a"), Attendee("b")))
    with place.work(CHAIR, now=MEETING_DAY) as work:
        missed = work.deliberation.assemblies.record_attendance(two, key="too few")
        assert (missed.has_quorum, missed.state) == (False, "planned")
    later = MEETING_DAY + timedelta(days=14)
    with place.work(CHAIR, now=MEETING_DAY) as work:
        again = evolve(NOTICE, held_on=later.date())
        work.deliberation.assemblies.give_notice(again, key="again")
    with place.work(CHAIR, now=later) as work:
        three = evolve(two, attendees=(*two.attendees, Attendee("c")))
        event = work.deliberation.assemblies.record_attendance(three, key="enough")
    assert (event.sitting, event.has_quorum) == (2, True)


def test_who_was_not_there_does_not_sign(place: Stage) -> None:
    """A supervisor who stayed away is refused."""
    up_to(place, "")
    order = SignMinutes(NUMBER, digest_of_minutes(place))
    with place.work("u-supervisor", now=MEETING_DAY) as work:
        with pytest.raises(RefusedError) as absent:
            work.deliberation.assemblies.sign_minutes(order, key="sign")
        assert absent.value.codes == ("deliberation.was_not_present",)


def test_a_meeting_that_a_court_annuls_is_void_and_readable(place: Stage) -> None:
    """What it decided is still there to read."""
    signed(place)
    order = AnnulMeeting(NUMBER, AnnulmentGround.COURT, "ab" * 32)
    with place.work(CHAIR, now=SHOWN) as work:
        desk = work.deliberation.assemblies
        assert isinstance(desk.ask.may_annul_meeting(order), Granted)
        assert desk.annul_meeting(order, key="annul").was == "minuted"
        void = desk.ask.meeting(NUMBER)
    assert void.state == "void"
    assert void.item(1) is not None


def test_what_is_not_there_and_what_changed_meanwhile(place: Stage) -> None:
    """An unknown meeting or kind is an error of the caller; a number is used once."""
    up_to(place, "give_notice")
    with place.work(CHAIR, now=CALLING) as work:
        ask = work.deliberation.assemblies.ask
        for number in ("2026-9", "", "x" * 33):
            with pytest.raises(UnknownReferenceError):
                ask.meeting(number)
        with pytest.raises(UnknownReferenceError):
            ask.minutes_text(NUMBER)
        with pytest.raises(UnknownReferenceError):
            ask.may_call(evolve(CALL, kind="tea_party"))
        used = ask.may_call(CALL)
        assert isinstance(used, Refused)
        assert used.codes == ("deliberation.meeting_number",)
        with pytest.raises(ConcurrentChangeError):
            store.update_meeting(work.unit, NUMBER, 7, state="void")
        assert "residents_meeting" in ask.kinds()
