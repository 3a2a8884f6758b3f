"""Cases and their parties in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.rulings import Refused
from gongtong.core.shares import AtLeast
from gongtong.mediation.cases import store as case_store
from gongtong.mediation.cases.cases import Risk
from gongtong.mediation.cases.risk import SetRisk
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    HowGiven,
    RecordConsents,
    StopMediation,
    WithdrawConsent,
)
from gongtong.mediation.parties.contact import ContactOutcome, ContactWay, LogContact, TellRights
from gongtong.mediation.parties.group_rules import or_nobody
from gongtong.mediation.parties.mandates import RevokeMandate, SettlementLimits
from gongtong.mediation.parties.participants import (
    InviteParticipant,
    ParticipantRole,
    PartyConsent,
)
from gongtong.mediation.parties.roster import JoinGroup, LeaveGroup
from gongtong.testing.examples.mediation_cases import LEAKING_PIPE, open_case
from gongtong.testing.examples.mediation_parties import (
    CASE,
    NEIGHBOUR,
    OWNERS,
    TODAY,
    add_developer,
    add_group,
    add_neighbour,
    households,
    label_number,
    mandate_for,
)

if TYPE_CHECKING:
    from gongtong.mediation.parties.standing import PartyStanding
    from gongtong.testing.stage import Stage

YES = ConsentStance.CONSENT


@pytest.fixture
def stage(place: Stage) -> Stage:
    """A case that was opened."""
    open_case(place, CASE)
    return place


def standings(stage: Stage) -> dict[str, PartyStanding]:
    with stage.work() as work:
        return {one.code: one for one in work.mediation.parties.standings(CASE)}


def consent(stage: Stage, *numbers: int, stance: ConsentStance = YES, key: str = "sheet") -> None:
    lines = tuple(ConsentLine(stance, TODAY, label_number(number)) for number in numbers)
    request = RecordConsents(CASE, OWNERS, lines, HowGiven.ON_PAPER)
    stage.run("mediation.record_consents", request, key=key)


def test_a_case_is_on_file_with_its_words_and_its_definition(stage: Stage) -> None:
    """The words are in the table and not in the record; a number is used once."""
    with stage.work() as work:
        desk = work.mediation.cases
        case = desk.case(CASE)
        assert (case.state, case.version) == ("draft", 1)
        assert desk.words(CASE) == (LEAKING_PIPE.subject, LEAKING_PIPE.description)
        assert case_store.load_definition(work.unit, case.definition) == desk.definition_in_force()
        assert desk.cases() == (case,)
        again = desk.may_open_case(LEAKING_PIPE)
        assert isinstance(again, Refused)
        assert again.codes == ("mediation.case_number_taken",)
        assert LEAKING_PIPE.subject not in str(
            [event.body for event in work.pending_events(consumer="t")]
        )
        for number in ("2025-999", "", "x" * 33):
            with pytest.raises(UnknownReferenceError):
                desk.case(number)
        with pytest.raises(UnknownReferenceError):
            case_store.load_definition(work.unit, "00" * 32)


def test_risk_is_judged_again_and_again(stage: Stage) -> None:
    """The history is kept, and the duty to tell ends when somebody was told."""
    with stage.work() as work:
        desk = work.mediation.cases
        desk.set_risk(SetRisk(CASE, Risk.RED, "扬言动手", must_report=True), key="red")
        assert desk.case(CASE).must_report
        told = SetRisk(CASE, Risk.YELLOW, "已劝离", must_report=True, reported_to="派出所")
        desk.set_risk(told, key="told")
        case = desk.case(CASE)
        assert (case.must_report, case.risk, case.version) == (False, Risk.YELLOW, 3)
        assert [one.risk for one in desk.risks(CASE)] == [Risk.RED, Risk.YELLOW]
        with pytest.raises(ConcurrentChangeError):
            case_store.update_case(work.unit, CASE, 1, state="closed")


def test_a_group_consents_by_its_rule(stage: Stage) -> None:
    """Three of four are three quarters; a withdrawal takes them below it again."""
    add_group(stage, 4, rule=or_nobody(AtLeast(3, 4)))
    consent(stage, 1, 2)
    assert not standings(stage)[OWNERS].has_consented
    consent(stage, 3, key="third")
    assert standings(stage)[OWNERS].has_consented
    order = WithdrawConsent(CASE, OWNERS, TODAY, HowGiven.BY_PHONE, (label_number(1),))
    stage.run("mediation.withdraw_consent", order, key="withdrawn")
    assert not standings(stage)[OWNERS].has_consented
    consent(stage, 2, stance=ConsentStance.REFUSE, key="refused")
    assert standings(stage)[OWNERS].has_refused


def test_latecomers_and_leavers_count_from_and_to_their_day(stage: Stage) -> None:
    """A newcomer has to agree too; whoever left is not waited for."""
    add_group(stage, 2, rule=or_nobody(AtLeast(1, 1)))
    consent(stage, 1, 2)
    assert standings(stage)[OWNERS].has_consented
    stage.run("mediation.join_group", JoinGroup(CASE, OWNERS, TODAY, households(1, 9)), key="late")
    assert not standings(stage)[OWNERS].has_consented
    gone = LeaveGroup(CASE, OWNERS, TODAY, (label_number(9),))
    stage.run("mediation.leave_group", gone, key="gone")
    assert standings(stage)[OWNERS].has_consented
    with stage.work() as work:
        roster = work.mediation.parties.groups.roster(CASE, OWNERS)
        assert [one.left_on for one in roster] == [None, None, TODAY]


def test_a_thousand_households_are_entered_and_leave(stage: Stage) -> None:
    """In few statements; every one of them is read back."""
    add_group(stage, 1000)
    every = tuple(label_number(number) for number in range(1, 1001))
    stage.run("mediation.leave_group", LeaveGroup(CASE, OWNERS, TODAY, every), key="all")
    with stage.work() as work:
        roster = work.mediation.parties.groups.roster(CASE, OWNERS)
    assert len(roster) == 1000
    assert {one.left_on for one in roster} == {TODAY}


def test_representatives_speak_while_their_mandates_hold(stage: Stage) -> None:
    """Two make a group able to negotiate; with one revoked it is not; limits are read back."""
    add_group(stage)
    limits = SettlementLimits(pays_at_most_fen=300_00)
    signed = (label_number(1), label_number(2))
    stage.run("mediation.give_mandate", mandate_for("u-chen", signed, limits=limits), key="one")
    assert not standings(stage)[OWNERS].may_negotiate
    stage.run("mediation.give_mandate", mandate_for("u-li", signed), key="two")
    assert standings(stage)[OWNERS].may_settle
    stage.run("mediation.revoke_mandate", RevokeMandate(CASE, OWNERS, 2, TODAY), key="revoked")
    assert not standings(stage)[OWNERS].may_negotiate
    with stage.work() as work:
        first, second = work.mediation.parties.groups.mandates(CASE, OWNERS)
    assert (first.limits, first.signed_by) == (limits, frozenset(signed))
    assert second.revoked_on == TODAY


def test_attempts_and_rights_and_participants(stage: Stage) -> None:
    """All of it is read back, and stands in the standing of the party."""
    add_developer(stage)
    add_neighbour(stage)
    contact = LogContact(CASE, NEIGHBOUR, TODAY, ContactWay.PHONE, ContactOutcome.ABSENT)
    stage.run("mediation.log_contact", contact, key="call")
    stage.run("mediation.log_contact", contact, key="call again")
    told = TellRights(CASE, NEIGHBOUR, TODAY, HowGiven.IN_PERSON)
    stage.run("mediation.tell_rights", told, key="told")
    standing = standings(stage)[NEIGHBOUR]
    assert (standing.contact_attempts, standing.knows_its_rights) == (2, True)
    agreed = tuple(PartyConsent(code, TODAY) for code in ("developer", NEIGHBOUR))
    invited = InviteParticipant(CASE, ParticipantRole.EXPERT, "李工", TODAY, agreed)
    with stage.work() as work:
        desk = work.mediation.parties
        missing = desk.may_invite_participant(evolve(invited, consents=agreed[:1]))
        assert isinstance(missing, Refused)
        desk.invite_participant(invited, key="invited")
        (participant,) = desk.participants(CASE)
        assert participant.agreed_by == ("developer", NEIGHBOUR)
        assert [one.code for one in desk.parties(CASE)] == ["developer", NEIGHBOUR]


def test_a_stop_ends_the_consent_of_a_person(stage: Stage) -> None:
    """And is a refusal until something else is said."""
    add_neighbour(stage)
    yes = RecordConsents(CASE, NEIGHBOUR, (ConsentLine(YES, TODAY),), HowGiven.IN_PERSON)
    stage.run("mediation.record_consents", yes, key="yes")
    assert standings(stage)[NEIGHBOUR].has_consented
    stop = StopMediation(CASE, NEIGHBOUR, TODAY, HowGiven.IN_PERSON)
    stage.run("mediation.stop_mediation", stop, key="stop")
    assert standings(stage)[NEIGHBOUR].has_refused
    with pytest.raises(UnknownReferenceError):
        stage.run("mediation.stop_mediation", evolve(stop, party="nobody"), key="nobody")
