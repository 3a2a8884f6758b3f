"""Agreements and their obligations in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.rulings import Refused
from gongtong.mediation.agreements import store
from gongtong.mediation.agreements.agreement import DraftAgreement
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.confirming import (
    AgreementEnd,
    ApplyForConfirmation,
    CourtRuling,
    EndAgreement,
    RecordRuling,
)
from gongtong.mediation.agreements.effect import OpenForSignature, TakeEffect
from gongtong.mediation.agreements.sealing import SealAgreement, SignAsMediator
from gongtong.mediation.agreements.signing import SignAgreement
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.obligations.changing import Dependents, Substitute, Waive
from gongtong.mediation.obligations.duty import Verifier
from gongtong.mediation.obligations.lapsing import (
    DeclareBreach,
    Demand,
    LetTimePass,
    NoteEvent,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.performing import Perform, PerformanceLine, Verify
from gongtong.testing.examples.mediation_agreements import (
    draft,
    duties,
    in_force,
    signatures,
    terms,
)
from gongtong.testing.examples.mediation_obligations import HANDOVER, REPAIR
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    PAPER,
    TODAY,
    label_number,
)

if TYPE_CHECKING:
    from gongtong.mediation.obligations.duty import Obligation
    from gongtong.testing.stage import Stage

AUGUST = datetime(2025, 8, 1, 1, 0, tzinfo=UTC)


def obligation(stage: Stage, number: int) -> Obligation:
    with stage.work() as work:
        return work.mediation.obligations.obligation(CASE, number)


def deliver(stage: Stage, *numbers: int, key: str = "deliver") -> None:
    lines = tuple(PerformanceLine(number, TODAY, PAPER) for number in numbers)
    stage.run("mediation.perform", Perform(CASE, lines), key=key, actor="u-worker")
    seen = Verify(CASE, numbers, Verifier.CREDITOR)
    stage.run("mediation.verify", seen, key=f"{key}/seen", actor="u-owner")


def test_a_draft_is_replaced_with_its_obligations(place: Stage) -> None:
    """The numbers may be used again; the old draft stays readable."""
    draft(place)
    again = DraftAgreement(CASE, AgreementForm.WRITTEN, terms(*duties(2)))
    place.run("mediation.draft_agreement", again, key="again")
    with place.work() as work:
        desk = work.mediation.agreements
        assert desk.agreement(CASE, 1).state is AgreementState.SUPERSEDED
        assert desk.agreement(CASE, 2).terms == again.terms
        assert len(work.mediation.obligations.obligations(CASE)) == 4
        assert work.mediation.obligations.due(CASE).due == ()
        with pytest.raises(UnknownReferenceError):
            desk.agreement(CASE, 3)
        with pytest.raises(UnknownReferenceError):
            desk.agreement("", 1)
        bodies = str([event.body for event in work.pending_events(consumer="t")])
        assert "逐户交证" not in bodies


def test_certificates_unlock_payments_one_by_one(place: Stage) -> None:
    """Two are delivered and seen: two payments of 274.28 are due thirty days later."""
    in_force(place)
    with place.work() as work:
        desk = work.mediation.obligations
        assert [line.number for line in desk.due(CASE).due] == [1, 3, 5, 7]
        assert desk.unlocks(CASE, 1, 3) == (2, 4)
    deliver(place, 1, 3)
    with place.work() as work:
        desk = work.mediation.obligations
        report = desk.due(CASE)
        assert [line.number for line in report.due] == [5, 7, 2, 4]
        assert (report.amount_fen, report.waiting) == (548_56, (6, 8))
        assert desk.obligation(CASE, 2).schedule[0].due.on == date(2025, 7, 10)
        assert [number for number, _ in desk.performances(CASE)] == [1, 3]
        with pytest.raises(UnknownReferenceError):
            desk.obligation(CASE, 99)


def test_a_payment_in_two_parts_is_whole_with_its_last_fen(place: Stage) -> None:
    """And no third one is taken."""
    in_force(place)
    deliver(place, 1)
    for turn, amount_fen in enumerate((274_27, 1)):
        line = PerformanceLine(2, TODAY, PAPER, amount_fen)
        place.run("mediation.perform", Perform(CASE, (line,)), key=f"pay/{turn}", actor="u-pays")
        seen = Verify(CASE, (2,), Verifier.CREDITOR)
        place.run("mediation.verify", seen, key=f"seen/{turn}", actor="u-developer")
    assert (obligation(place, 2).state, obligation(place, 2).paid_fen) == (S.FULFILLED, 274_28)
    again = Perform(CASE, (PerformanceLine(2, TODAY, PAPER, 1),))
    with place.work("u-pays") as work, pytest.raises(RefusedError) as refused:
        work.mediation.obligations.perform(again, key="again")
    assert "machines.event_impossible" in refused.value.codes


def test_what_was_rejected_is_performed_again(place: Stage) -> None:
    """Both performances are kept, with what was said of them."""
    in_force(place)
    line = Perform(CASE, (PerformanceLine(1, TODAY, PAPER),))
    place.run("mediation.perform", line, key="first", actor="u-worker")
    no = Verify(CASE, (1,), Verifier.CREDITOR, accepts=False, reason="证号不符")
    place.run("mediation.verify", no, key="no", actor="u-owner")
    deliver(place, 1)
    with place.work() as work:
        kept = work.mediation.obligations.performances(CASE)
        assert [(one.sequence, one.is_accepted) for _, one in kept] == [(1, False), (2, True)]


def test_days_that_go_by_make_overdue_and_a_demand_leads_to_a_breach(place: Stage) -> None:
    """And a late performance still ends it."""
    in_force(place, REPAIR, HANDOVER)
    with place.work(now=AUGUST) as work:
        desk = work.mediation.obligations
        assert desk.cases_with_something_due() == (CASE,)
        assert desk.let_time_pass(LetTimePass(CASE), key="time").overdue == (1,)
        assert desk.let_time_pass(LetTimePass(CASE), key="again").is_empty
        desk.demand(Demand(CASE, 1, PAPER), key="demand")
        with pytest.raises(RefusedError):
            desk.declare_breach(DeclareBreach(CASE, 1), key="early")
    september = datetime(2025, 9, 1, 1, 0, tzinfo=UTC)
    place.run("mediation.declare_breach", DeclareBreach(CASE, 1), key="breach", now=september)
    assert obligation(place, 1).state is S.BREACHED
    late = Perform(CASE, (PerformanceLine(1, date(2025, 8, 30), PAPER),))
    place.run("mediation.perform", late, key="late", actor="u-worker", now=september)
    seen = Verify(CASE, (1,), Verifier.CREDITOR)
    place.run("mediation.verify", seen, key="seen", actor="u-owner", now=september)
    assert (obligation(place, 1).state, obligation(place, 1).is_late) == (S.FULFILLED, True)


def test_an_event_unlocks_and_a_substitute_takes_a_place(place: Stage) -> None:
    """What was replaced is kept, and points to what replaced it."""
    in_force(place, REPAIR, HANDOVER)
    place.run("mediation.note_event", NoteEvent(CASE, "handover", TODAY, PAPER), key="event")
    assert obligation(place, 2).state is S.DUE
    other = evolve(REPAIR, number=3, words="换一台电梯")
    change = Substitute(CASE, 1, (other,), (DEVELOPER, OWNERS), PAPER)
    place.run("mediation.substitute", change, key="change")
    assert (obligation(place, 1).state, obligation(place, 1).replaced_by) == (S.SUBSTITUTED, (3,))
    assert (obligation(place, 3).state, obligation(place, 3).in_force_on) == (S.DUE, TODAY)


def test_a_waiver_lets_those_that_wait_fall_away(place: Stage) -> None:
    """As the creditor has said that they should."""
    in_force(place)
    waiver = Waive(CASE, 1, duties()[0].creditor, Dependents.FALL_AWAY, PAPER)
    place.run("mediation.waive", waiver, key="waive")
    assert [obligation(place, number).state for number in (1, 2)] == [S.WAIVED, S.CANCELLED]


def test_a_household_that_signs_late_is_bound_from_then_on(place: Stage) -> None:
    """Three of four have signed; what concerns the fourth begins with its fingerprint."""
    draft(place)
    place.run("mediation.open_for_signature", OpenForSignature(CASE, 1), key="open")
    place.run("mediation.sign_agreement", SignAgreement(CASE, 1, signatures(3)), key="sign")
    place.run("mediation.sign_as_mediator", SignAsMediator(CASE, 1, "u-m", TODAY), key="mediator")
    place.run("mediation.seal_agreement", SealAgreement(CASE, 1, TODAY, PAPER), key="seal")
    effect = place.run("mediation.take_effect", TakeEffect(CASE, 1), key="effect")
    assert effect.unsigned == (7, 8)
    assert obligation(place, 7).in_force_on is None
    last = SignAgreement(CASE, 1, signatures()[-1:])
    place.run("mediation.sign_agreement", last, key="late", now=AUGUST)
    assert obligation(place, 7).in_force_on == date(2025, 8, 1)
    assert label_number(4) == obligation(place, 7).duty.creditor.household


def test_a_court_confirms_and_the_obligations_go_on(place: Stage) -> None:
    """What a court sets aside ends them."""
    in_force(place)
    applies = ApplyForConfirmation(CASE, 1, (DEVELOPER, OWNERS), "区人民法院", TODAY, PAPER)
    place.run("mediation.apply_for_confirmation", applies, key="apply")
    ruled = RecordRuling(CASE, 1, CourtRuling.CONFIRMED, TODAY, PAPER)
    place.run("mediation.record_ruling", ruled, key="ruled")
    with place.work() as work:
        desk = work.mediation.agreements
        assert desk.agreement(CASE, 1).state is AgreementState.CONFIRMED
        last = desk.last_day_to_apply(CASE, 1)
        assert last is not None
        assert last.on == date(2025, 7, 10)
    void = evolve(ruled, ruling=CourtRuling.ANNULLED)
    place.run("mediation.record_ruling", void, key="void")
    assert {one.state for one in (obligation(place, n) for n in range(1, 9))} == {S.CANCELLED}


def test_a_draft_is_withdrawn_with_its_obligations(place: Stage) -> None:
    """One in force is varied by all of them only."""
    draft(place)
    gone = EndAgreement(CASE, 1, AgreementEnd.WITHDRAW)
    place.run("mediation.end_agreement", gone, key="gone")
    with place.work() as work:
        assert work.mediation.obligations.obligations(CASE) == ()
        told = work.mediation.agreements.may_take_effect(TakeEffect(CASE, 1))
        assert isinstance(told, Refused)
        seen = store.load_agreement(work.unit, CASE, 1)
        store.update_agreement(work.unit, seen, sealed_on=TODAY)
        with pytest.raises(ConcurrentChangeError):
            store.update_agreement(work.unit, seen, sealed_on=TODAY)
