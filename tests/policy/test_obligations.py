"""The worked case: 175 certificates, each of which unlocks what its household owes."""

from collections import Counter
from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import DutyKind, Obligation, share_out
from gongtong.mediation.obligations.graph import cycle_in, waiting_of, what_is_due
from gongtong.mediation.obligations.lapsing import (
    DeclareBreach,
    LapsingFacts,
    let_time_pass,
    rule_on_breach,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.unlocking import unlock, with_unlocked
from gongtong.testing.disputes import CASE, TODAY, home
from gongtong.testing.duties import (
    ARREARS_FEN,
    CERTIFICATES,
    PLAIN_WEEK,
    act,
    due,
    in_force,
    seed_graph,
)

LAW = "人民调解法"


def begun() -> tuple[Obligation, ...]:
    """Give the obligations on the day on which the agreement takes effect."""
    graph = tuple(in_force(duty) for duty in seed_graph())
    return with_unlocked(graph, unlock(graph, {}, TODAY, PLAIN_WEEK), TODAY)


@pytest.mark.policy(source="house", clause="mediation.equal_shares")
def test_48_000_yuan_over_175_households() -> None:
    """By equal shares 100 pay 274.29 and 75 pay 274.28: every fen is placed."""
    shares = share_out(ARREARS_FEN, [home(number) for number in range(1, CERTIFICATES + 1)])
    assert Counter(shares.values()) == {274_29: 100, 274_28: 75}
    assert sum(shares.values()) == ARREARS_FEN


@pytest.mark.policy(source="house", clause="mediation.obligations")
def test_176_of_354_obligations_are_due_at_the_start() -> None:
    """The certificates, and the decision about the company; 178 wait for something, and nothing in a ring."""
    graph = seed_graph()
    assert len(graph) == 354
    assert cycle_in(waiting_of(graph)) == ()
    report = what_is_due(begun(), {}, TODAY)
    assert (len(report.due), len(report.waiting), report.hopeless) == (176, 178, ())
    assert report.amount_fen == 0


@pytest.mark.policy(source="house", clause="mediation.obligations")
def test_after_88_certificates_24_137_14_yuan_are_due() -> None:
    """Every second household has its certificate: 88 payments are due, and 87 are conditional still."""
    done = {4 * place + 1 for place in range(88)}
    seen = tuple(evolve(one, state=S.FULFILLED) if one.number in done else one for one in begun())
    now = with_unlocked(seen, unlock(seen, {}, TODAY, PLAIN_WEEK), TODAY)
    report = what_is_due(now, {}, TODAY)
    payments = [line for line in report.due if line.amount_fen is not None]
    assert (len(payments), report.amount_fen) == (88, 2_413_714)
    kinds = {one.number: one.duty.kind for one in now}
    assert sum(kinds[number] is DutyKind.MONEY for number in report.waiting) == 87


@pytest.mark.policy(source=LAW, clause="第31条")
def test_the_committee_urges_before_anybody_is_said_to_be_in_breach() -> None:
    """督促当事人履行约定的义务: time alone makes an obligation overdue, and nobody a breaker of his word."""
    late = due(act(1), date(2025, 6, 9))
    passed = let_time_pass(CASE.number, LapsingFacts({1: late}, {}, TODAY, lambda: PLAIN_WEEK))
    assert passed.overdue == (1,)
    overdue = evolve(late, state=S.OVERDUE)
    year_later = LapsingFacts({1: overdue}, {}, date(2026, 6, 9), lambda: PLAIN_WEEK)
    told = rule_on_breach(DeclareBreach(CASE.number, 1), year_later)
    assert isinstance(told, Refused)
    assert told.reasons[0].source.article == "第31条"


@pytest.mark.policy(source="house", clause="mediation.long_stop")
@pytest.mark.parametrize(("day", "ended"), [(9, ()), (10, ()), (11, (1,))])
def test_what_waits_too_long_ends(day: int, ended: tuple[int, ...]) -> None:
    """The last day itself, 10 June, is in time."""
    waits = in_force(act(1, AnyOf(events=("handover",)), long_stop=TODAY))
    facts = LapsingFacts({1: waits}, {}, date(2025, 6, day), lambda: PLAIN_WEEK)
    assert let_time_pass(CASE.number, facts).cancelled == ended
    assert not isinstance(rule_on_breach(DeclareBreach(CASE.number, 1), facts), Granted)
