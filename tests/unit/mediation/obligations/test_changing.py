"""Giving up an obligation, and putting others in its place."""

from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.obligations.changing import (
    ChangingFacts,
    Dependents,
    Substitute,
    Waive,
    falling_away,
    rule_on_substituting,
    rule_on_waiving,
    substituted,
)
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.testing.disputes import CASE, TODAY
from gongtong.testing.duties import DEVELOPER, PLAIN_WEEK, act, due, in_force, pay

PAPER = "0f" * 32
CERTIFICATE = due(act(1))
PAYMENT = in_force(pay(2, AnyOf((1,))))
LAST = in_force(act(3, AnyOf((2,))))
WAIVER = Waive(CASE.number, 1, CERTIFICATE.duty.creditor, Dependents.UNLOCK, PAPER)
CHANGE = Substitute(CASE.number, 1, (act(4, words="补偿"),), ("developer", "owners"), PAPER)
FACTS = ChangingFacts(
    ("developer", "owners"),
    {1: CERTIFICATE, 2: PAYMENT, 3: LAST},
    {},
    TODAY,
    lambda: PLAIN_WEEK,
)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def waived(**change: Any) -> Any:
    return rule_on_waiving(evolve(WAIVER, **change), FACTS)


def changed(facts: ChangingFacts = FACTS, **change: Any) -> list[str]:
    return codes(rule_on_substituting(evolve(CHANGE, **change), facts))


def test_a_waiver_says_what_becomes_of_those_that_wait() -> None:
    """They are due now, or they fall away, and what waits for them too."""
    unlocks = waived()
    assert isinstance(unlocks, Granted)
    assert [one.number for one in unlocks.event.unlocked] == [2]
    assert unlocks.event.fell_away == ()
    away = waived(dependents=Dependents.FALL_AWAY)
    assert isinstance(away, Granted)
    assert (away.event.unlocked, away.event.fell_away) == ((), (2, 3))


def test_only_the_creditor_waives_and_on_paper() -> None:
    """What is over is not waived."""
    assert codes(waived(by=DEVELOPER)) == ["not_the_creditor"]
    assert codes(waived(document="g" * 64)) == ["change_without_paper"]
    assert codes(waived(number=9)) == ["obligation_unknown"]
    over = evolve(FACTS, obligations={1: evolve(CERTIFICATE, state=S.FULFILLED)})
    assert codes(rule_on_waiving(WAIVER, over)) == ["machines.event_impossible"]


def test_what_waits_for_one_that_was_replaced_waits_for_the_new_ones() -> None:
    """They bind from today on where the old one did."""
    ruling = rule_on_substituting(CHANGE, FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.replaced_by == (4,)
    assert [one.number for one in ruling.event.unlocked] == [4]
    now = substituted(FACTS.obligations, 1, CHANGE.duties, TODAY)
    assert (now[1].state, now[1].replaced_by, now[4].in_force_on) == (S.SUBSTITUTED, (4,), TODAY)
    draft = substituted({1: evolve(CERTIFICATE, in_force_on=None)}, 1, CHANGE.duties, TODAY)
    assert draft[4].in_force_on is None


def test_a_change_takes_both_sides_paper_and_new_numbers() -> None:
    """Each has its ground."""
    assert changed(agreed_by=("developer",)) == ["both_sides_agree"]
    assert changed(document="g" * 64) == ["change_without_paper"]
    assert changed(number=9) == ["obligation_unknown"]
    assert changed(duties=()) == ["obligations_missing"]
    assert changed(duties=(act(3),)) == ["obligation_numbers", "substitute_numbers"]


def test_a_change_closes_no_ring() -> None:
    """The new one may not wait for what waits for the old one."""
    assert changed(duties=(act(4, AnyOf((2,))),)) == ["obligations_in_a_ring"]
    own = (act(4, AnyOf((5,))), act(5, AnyOf((4,))))
    assert changed(duties=own) == ["obligations_in_a_ring"]
    again = evolve(FACTS, obligations=substituted(FACTS.obligations, 1, CHANGE.duties, TODAY))
    assert changed(again, number=4, duties=(act(5, AnyOf((2,))),)) == ["obligations_in_a_ring"]


def test_only_what_has_no_way_left_falls_away() -> None:
    """What may still come by an event stays."""
    gone = evolve(CERTIFICATE, state=S.CANCELLED)
    other = in_force(pay(2, AnyOf((1,), ("handover",))))
    assert falling_away({1: gone, 2: other}, {}, TODAY) == ()
    assert falling_away({1: gone, 2: PAYMENT, 3: LAST}, {}, TODAY) == (2, 3)
