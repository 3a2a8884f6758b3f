"""What representatives accept for others."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.offers.by_mandate import AcceptByMandate, covered_by, rule_on_mandated
from gongtong.mediation.offers.offer import MoneyFlow, OfferAmount
from gongtong.mediation.offers.stances import Stance
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    HowGiven,
    KeptConsent,
)
from gongtong.mediation.parties.mandates import SettlementLimits
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, TOMORROW, home, members
from gongtong.testing.offers import OFFER, mandate, stance_facts

REQUEST = AcceptByMandate(CASE.number, 1, 1, OWNERS.code, (1,), TODAY, HowGiven.IN_PERSON)
CHEN = mandate(1, 1, 2, acts_alone=True)


def refused(*mandates: Any, **change: Any) -> list[str]:
    facts = change.pop("facts", stance_facts(OWNERS, *mandates))
    ruling = rule_on_mandated(evolve(REQUEST, **change), facts)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_those_who_signed_are_bound_and_no_others() -> None:
    """A third household that signed nothing is not spoken for."""
    ruling = rule_on_mandated(REQUEST, stance_facts(OWNERS, CHEN, count=3))
    assert isinstance(ruling, Granted)
    lines = ruling.event.lines
    assert [one.household for one in lines] == [home(1), home(2)]
    assert {one.stance for one in lines} == {Stance.ACCEPT}
    assert ruling.event.mandates == (1,)


def test_a_mandate_has_to_be_there_in_force_and_wide_enough() -> None:
    """Unknown, over, and without the power to settle are three grounds."""
    assert refused(CHEN, mandates=(2,)) == ["mandate_unknown"]
    assert refused(CHEN, mandates=()) == ["mandate_unknown"]
    narrow = evolve(CHEN, until=date(2025, 6, 9), may_settle=False)
    assert refused(narrow) == ["mandate_not_in_force", "may_not_settle"]
    assert refused(CHEN, given_on=TOMORROW) == ["day_to_come", "mandate_not_in_force"]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (SettlementLimits(pays_at_most_fen=274_28), "household_pays_above_limit"),
        (SettlementLimits(all_pay_at_most_fen=548_56), "all_pay_above_limit"),
        (SettlementLimits(receives_at_least_fen=11), "household_receives_below_limit"),
        (SettlementLimits(all_receive_at_least_fen=21), "all_receive_below_limit"),
    ],
)
def test_a_fen_beyond_a_limit_is_too_much(limits: SettlementLimits, code: str) -> None:
    """The dearest household, all together, and the same for what they receive."""
    gains = tuple(OfferAmount(OWNERS.code, MoneyFlow.RECEIVES, 10, home(n)) for n in (1, 2))
    facts = stance_facts(OWNERS, evolve(CHEN, limits=limits))
    facts = evolve(facts, newest=evolve(OFFER, amounts=(*OFFER.amounts, *gains)))
    assert refused(facts=facts) == [code]


def test_exactly_at_a_limit_is_enough() -> None:
    """274.29 a household, 548.57 for both."""
    limits = SettlementLimits(pays_at_most_fen=274_29, all_pay_at_most_fen=548_57)
    assert refused(evolve(CHEN, limits=limits)) == []


def test_several_act_together() -> None:
    """Two who were sent by one household both have to act, unless one of them acts alone."""
    chen, li = mandate(1, 1), mandate(2, 1)
    assert refused(chen, li) == ["representatives_act_together"]
    assert refused(chen, li, mandates=(1, 2)) == []
    assert refused(evolve(chen, acts_alone=True), li) == []
    assert refused(chen, mandate(2, 2)) == []


def test_a_mandate_of_those_who_left_binds_nobody() -> None:
    """Nor of those who refuse to be mediated, nor of a party that does itself."""
    facts = stance_facts(OWNERS, CHEN)
    gone = tuple(evolve(one, left_on=TODAY) for one in members(2))
    assert refused(facts=evolve(facts, memberships=gone)) == ["nobody_to_bind"]
    no = KeptConsent(ConsentLine(ConsentStance.REFUSE, TODAY, home(1)), 1)
    assert covered_by((CHEN,), evolve(facts, consents=(no,)), TODAY) == (home(2),)
    stop = KeptConsent(ConsentLine(ConsentStance.STOPPED, TODAY), 1)
    agent = evolve(mandate(1, acts_alone=True), signed_by=frozenset())
    company = stance_facts(COMPANY, agent)
    assert refused(facts=company, party=COMPANY.code) == []
    assert refused(facts=evolve(company, consents=(stop,)), party=COMPANY.code) == [
        "refuses_mediation"
    ]
