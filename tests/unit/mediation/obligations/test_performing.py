"""Performing, and another person who sees it."""

from datetime import date
from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Obligation, Verifier
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.performing import (
    KeptPerformance,
    Perform,
    PerformanceLine,
    PerformingFacts,
    Verify,
    performed,
    rule_on_performing,
    rule_on_verifying,
    verified,
)
from gongtong.testing.disputes import CASE, TODAY, TOMORROW
from gongtong.testing.duties import PLAIN_WEEK, act, due, in_force, pay

PAPER = "0f" * 32
DONE = PerformanceLine(1, TODAY, PAPER)
PAID = PerformanceLine(1, TODAY, PAPER, 274_29)


def facts(*obligations: Obligation, actor: str = "u-worker", **kept: Any) -> PerformingFacts:
    return PerformingFacts(
        {one.number: one for one in obligations},
        kept.get("waiting", {}),
        {},
        actor,
        TODAY,
        lambda: PLAIN_WEEK,
    )


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def perform(one: Obligation, line: PerformanceLine) -> list[str]:
    return codes(rule_on_performing(Perform(CASE.number, (line,)), facts(one)))


def test_a_performance_is_entered_with_its_evidence() -> None:
    """And waits then for whoever sees it; after its day it is late."""
    ruling = rule_on_performing(Perform(CASE.number, (DONE,)), facts(due(act(1))))
    assert isinstance(ruling, Granted)
    assert ruling.event.by == "u-worker"
    after = performed(due(act(1)), DONE)
    assert (after.state, after.is_late) == (S.EVIDENCE_IN, False)
    assert performed(due(act(1), date(2025, 6, 9)), DONE).is_late


def test_what_cannot_have_been_performed_is_refused() -> None:
    """Without evidence, in the future, before it was due to begin, and what waits still."""
    assert perform(due(act(1)), evolve(DONE, evidence="g" * 64)) == ["evidence_missing"]
    assert perform(due(act(1)), evolve(DONE, on=TOMORROW)) == ["performed_on"]
    assert perform(due(act(1)), evolve(DONE, on=date(2025, 6, 9))) == ["performed_on"]
    assert perform(in_force(act(1)), DONE) == ["machines.event_impossible"]
    assert perform(due(act(1), in_force_on=None), DONE) == ["agreement_not_in_force"]


def test_no_fen_more_than_is_owed_is_taken() -> None:
    """Exactly what is open, less, but neither more nor nothing; an act has no amount."""
    half_paid = due(pay(1), paid_fen=174_29)
    assert perform(half_paid, evolve(PAID, amount_fen=100_00)) == []
    assert perform(half_paid, evolve(PAID, amount_fen=99_99)) == []
    for amount_fen in (100_01, 0, None):
        assert perform(half_paid, evolve(PAID, amount_fen=amount_fen)) == ["amount_not_owed"]
    assert perform(due(act(1)), PAID) == ["amount_not_owed"]


def test_all_lines_or_none() -> None:
    """An unknown number, and one twice, refuse the whole list."""
    request = Perform(CASE.number, (DONE, evolve(DONE, number=2)))
    assert codes(rule_on_performing(request, facts(due(act(1))))) == ["obligation_unknown"]
    twice = Perform(CASE.number, (DONE, DONE))
    assert codes(rule_on_performing(twice, facts(due(act(1))))) == ["obligations_named"]
    assert codes(rule_on_performing(Perform(CASE.number, ()), facts())) == ["obligations_named"]


WAITING = {1: KeptPerformance(DONE, 1, "u-worker")}
SEEN = Verify(CASE.number, (1,), Verifier.CREDITOR)


def test_what_was_seen_unlocks_what_waits() -> None:
    """The certificate is there, and the payment is due within thirty days."""
    certificate = due(act(1), state=S.EVIDENCE_IN)
    payment = in_force(pay(2, AnyOf((1,))))
    known = facts(certificate, payment, actor="u-owner", waiting=WAITING)
    ruling = rule_on_verifying(SEEN, known)
    assert isinstance(ruling, Granted)
    assert (ruling.event.fulfilled, ruling.event.in_part) == ((1,), ())
    (unlocked,) = ruling.event.unlocked
    assert (unlocked.number, unlocked.schedule[0].due.on) == (2, date(2025, 7, 10))


def test_nobody_verifies_what_it_entered_itself() -> None:
    """And nobody whom the agreement does not name."""
    certificate = due(act(1), state=S.EVIDENCE_IN)
    same = facts(certificate, actor="u-worker", waiting=WAITING)
    assert codes(rule_on_verifying(SEEN, same)) == ["verified_by_the_same"]
    other = evolve(SEEN, verifier=Verifier.MEDIATOR)
    assert codes(rule_on_verifying(other, same)) == ["verifier_differs", "verified_by_the_same"]


def test_a_part_payment_leaves_the_rest_due() -> None:
    """A fen short is a part, the last fen makes it whole."""
    for before_fen, amount_fen, state in ((0, 274_28, S.DUE), (274_28, 1, S.FULFILLED)):
        line = evolve(PAID, amount_fen=amount_fen)
        one = due(pay(1), state=S.EVIDENCE_IN, paid_fen=before_fen)
        known = facts(one, actor="u-owner", waiting={1: KeptPerformance(line, 1, "u-worker")})
        after = verified(one, SEEN, known)
        assert isinstance(after, Obligation)
        assert (after.state, after.paid_fen) == (state, before_fen + amount_fen)


def test_a_no_has_a_reason_and_pays_nothing() -> None:
    """It is to be performed again, and nothing is unlocked."""
    one = due(pay(1), state=S.EVIDENCE_IN)
    known = facts(one, actor="u-owner", waiting={1: KeptPerformance(PAID, 1, "u-worker")})
    no = evolve(SEEN, accepts=False)
    assert codes(rule_on_verifying(no, known)) == ["reason_missing"]
    ruling = rule_on_verifying(evolve(no, reason="金额不符"), known)
    assert isinstance(ruling, Granted)
    assert (ruling.event.rejected, ruling.event.in_part, ruling.event.unlocked) == ((1,), (), ())
    assert "金额不符" not in str(ruling.event)
    after = verified(one, evolve(no, reason="金额不符"), known)
    assert isinstance(after, Obligation)
    assert (after.state, after.paid_fen) == (S.DUE, 0)


def test_what_nobody_performed_is_not_seen() -> None:
    """And a reason has its length."""
    assert codes(rule_on_verifying(SEEN, facts(due(act(1))))) == ["machines.event_impossible"]
    long = evolve(SEEN, reason="长" * 2001)
    assert "reason_too_long" in codes(rule_on_verifying(long, facts(due(act(1)))))
