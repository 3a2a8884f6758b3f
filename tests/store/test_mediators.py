"""Mediators in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.mediators import store
from gongtong.mediation.mediators.complaints import (
    ComplainOfMediator,
    ComplaintOutcome,
    DecideComplaint,
    MisconductGround,
)
from gongtong.mediation.mediators.conflicts import (
    ConflictKind,
    DiscloseConflict,
    NoteConflict,
    WaiveConflict,
)
from gongtong.mediation.mediators.naming import (
    AnswerMediator,
    NameMediators,
    ReplaceMediator,
    ReplacementReason,
)
from gongtong.mediation.mediators.register import Ties
from gongtong.mediation.mediators.service import mediator_standings
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_mediators import (
    ENTRY,
    MEDIATOR,
    SUCCESSOR,
    add_mediators,
)
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    NEIGHBOUR,
    add_developer,
    add_neighbour,
)

if TYPE_CHECKING:
    from gongtong.mediation.mediators.standing import MediatorStanding
    from gongtong.testing.stage import Stage


@pytest.fixture
def stage(place: Stage) -> Stage:
    """A case with two parties, and two mediators on the register."""
    open_case(place, CASE)
    add_developer(place)
    add_neighbour(place)
    add_mediators(place)
    return place


def standings(stage: Stage) -> tuple[MediatorStanding, ...]:
    with stage.work() as work:
        return mediator_standings(work.unit, CASE)


def test_a_party_accepts_a_mediator_and_changes_its_mind(stage: Stage) -> None:
    """What it said last counts."""
    stage.run("mediation.name_mediators", NameMediators(CASE, (MEDIATOR,)), key="name")
    for turn, accepts in enumerate((True, False, True)):
        answer = AnswerMediator(CASE, MEDIATOR, DEVELOPER, accepts=accepts)
        stage.run("mediation.answer_mediator", answer, key=f"answer/{turn}")
        (one,) = standings(stage)
        assert (DEVELOPER in one.accepted_by) is accepts


def test_staff_of_a_party_is_found_told_and_waived(stage: Stage) -> None:
    """Until both parties have waived it something speaks against the person."""
    tied = evolve(ENTRY, ties=Ties(works_for=("武汉宏达公司",)))
    stage.run("mediation.register_mediator", tied, key="tied")
    stage.run("mediation.name_mediators", NameMediators(CASE, (MEDIATOR,)), key="name")

    def told() -> list[str]:
        return [reason.code for reason in standings(stage)[0].objections]

    assert told() == ["mediation.conflict_not_disclosed"]
    kind = ConflictKind.WORKS_FOR_PARTY
    note = NoteConflict(CASE, MEDIATOR, kind, DEVELOPER, is_disclosed=False)
    stage.run("mediation.note_conflict", note, key="note")
    stage.run("mediation.disclose_conflict", DiscloseConflict(CASE, MEDIATOR, 1), key="tell")
    for party in (DEVELOPER, NEIGHBOUR):
        assert told() == ["mediation.conflict_not_waived"]
        waiver = WaiveConflict(CASE, MEDIATOR, 1, party)
        stage.run("mediation.waive_conflict", waiver, key=f"waive/{party}")
    assert told() == []


def test_a_replaced_mediator_keeps_the_seat_in_the_record(stage: Stage) -> None:
    """And the successor has to be accepted anew."""
    chosen = NameMediators(CASE, (MEDIATOR,))
    stage.run("mediation.name_mediators", chosen, key="name")
    leaves = ReplaceMediator(CASE, MEDIATOR, ReplacementReason.UNAVAILABLE, SUCCESSOR, "出差")
    with stage.work() as work:
        desk = work.mediation.mediators
        assert isinstance(desk.may_replace(leaves), Granted)
        event = desk.replace_mediator(leaves, key="replace")
        assert [one.is_active for one in desk.namings(CASE)] == [False, True]
        again = desk.may_name(NameMediators(CASE, (SUCCESSOR,)))
        assert isinstance(again, Refused)
        assert desk.namings("") == ()
        with pytest.raises(ConcurrentChangeError):
            store.end_naming(work.unit, event, "")
        with pytest.raises(UnknownReferenceError):
            desk.may_name(NameMediators(CASE, ("u-nobody",)))
    assert [one.is_active for one in standings(stage)] == [False, True]


def test_who_was_removed_is_named_no_more(stage: Stage) -> None:
    """A complaint is decided once, and its words stay in the table."""
    stage.run("mediation.name_mediators", NameMediators(CASE, (MEDIATOR,)), key="name")
    ground = MisconductGround.TOOK_BENEFITS
    complaint = ComplainOfMediator(CASE, MEDIATOR, DEVELOPER, ground, "收受礼品")
    stage.run("mediation.complain_of_mediator", complaint, key="complain")
    decision = DecideComplaint(1, ComplaintOutcome.REMOVED, is_serious=True, decided_by="居民会议")
    stage.run("mediation.decide_complaint", decision, key="decide")
    assert [one.code for one in standings(stage)[0].objections] == [
        "mediation.mediator_not_serving"
    ]
    with stage.work() as work:
        desk = work.mediation.mediators
        assert desk.complaints()[0].outcome is ComplaintOutcome.REMOVED
        assert [one.person for one in desk.register()] == [MEDIATOR, SUCCESSOR]
        bodies = str([event.body for event in work.pending_events(consumer="t")])
        assert "收受礼品" not in bodies
        assert "李调解" not in bodies
    with stage.work() as work, pytest.raises(RefusedError):
        work.mediation.mediators.decide_complaint(decision, key="again")
    with stage.work() as work, pytest.raises(UnknownReferenceError):
        store.load_complaint(work.unit, 9)
