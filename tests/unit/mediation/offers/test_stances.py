"""What is said to a version, by whom, and when it counts."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.offers.stances import (
    RecordStances,
    Stance,
    StanceLine,
    answers_to_offer,
    current_stances,
    rule_on_stances,
    unwilling,
)
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    HowGiven,
    KeptConsent,
)
from gongtong.mediation.parties.group_rules import Answer
from gongtong.mediation.parties.party import ActingBasis, ActsFor
from gongtong.mediation.parties.roster import members_on
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, TOMORROW, home, members
from gongtong.testing.offers import OFFER, said, stance_facts

YES, NO = Stance.ACCEPT, Stance.REFUSE
REQUEST = RecordStances(
    CASE.number, 1, 1, OWNERS.code, (StanceLine(YES, TODAY, home(1)),), HowGiven.ON_PAPER
)


def refused(facts: Any = None, **change: Any) -> list[str]:
    ruling = rule_on_stances(evolve(REQUEST, **change), facts or stance_facts())
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_a_sheet_is_entered_as_it_came() -> None:
    """It has the next number, and no mandates."""
    facts = evolve(stance_facts(), kept=said(NO, 1, sheet=4))
    ruling = rule_on_stances(REQUEST, facts)
    assert isinstance(ruling, Granted)
    assert (ruling.event.sheet, ruling.event.lines, ruling.event.mandates) == (5, REQUEST.lines, ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (StanceLine(Stance.COUNTER, TODAY, home(1)), "counter_is_a_version"),
        (StanceLine(YES, TOMORROW, home(1)), "day_to_come"),
        (StanceLine(YES, date(2025, 6, 1), home(1)), "stance_before_offer"),
        (StanceLine(YES, TODAY, home(9)), "household_not_in_group"),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: StanceLine, code: str) -> None:
    """Each kind has its ground; the day on which the offer was made is in time."""
    assert refused(lines=(line,)) == [code]
    assert refused(lines=(StanceLine(NO, OFFER.made_on, home(1)),)) == []


def test_a_sheet_without_lines_says_nothing() -> None:
    """And one to another version, of an ended case, tells both grounds more."""
    assert refused(lines=()) == ["nothing_said"]
    ended = evolve(stance_facts(), case=evolve(CASE, is_ended=True))
    assert refused(ended, version=2, lines=()) == [
        "case_ended",
        "nothing_said",
        "offer_superseded",
    ]


def test_nobody_speaks_from_before_it_joined() -> None:
    """A latecomer's word counts from the day it came in."""
    late = evolve(stance_facts(), memberships=members(2, joined_on=TODAY))
    assert refused(late, lines=(StanceLine(YES, date(2025, 6, 9), home(1)),)) == [
        "said_before_joining"
    ]


def test_who_refuses_to_be_mediated_cannot_accept() -> None:
    """It may refuse, though, and consent first."""
    no = KeptConsent(ConsentLine(ConsentStance.REFUSE, TODAY, home(1)), 1)
    facts = evolve(stance_facts(), consents=(no,))
    assert refused(facts) == ["refuses_mediation"]
    assert refused(facts, lines=(StanceLine(NO, TODAY, home(1)),)) == []
    yes = KeptConsent(ConsentLine(ConsentStance.CONSENT, TODAY, home(1)), 2)
    assert unwilling((no, yes)) == frozenset()


def test_an_agent_of_a_company_needs_a_mandate() -> None:
    """Its legal representative does not."""
    line = (StanceLine(YES, TODAY),)
    chief = stance_facts(COMPANY)
    assert refused(chief, party=COMPANY.code, lines=line) == []
    agent = evolve(COMPANY, acts_for=ActsFor("钱工", ActingBasis.AGENT))
    assert refused(stance_facts(agent), party=COMPANY.code, lines=line) == ["agent_needs_mandate"]


def test_the_last_own_word_counts() -> None:
    """Whatever a representative says later, a household's own word stands above it."""
    kept = (*said(YES, 1, by_mandate=True, sheet=3), *said(NO, 1, sheet=1), *said(YES, 2, sheet=2))
    current = current_stances(kept, OWNERS.code)
    assert current[home(1)].line.stance is NO
    assert current_stances(kept, COMPANY.code) == {}
    told = answers_to_offer(members_on(members(3), TODAY), kept, OWNERS.code)
    assert list(told.values()) == [Answer.REFUSES, Answer.AGREES, None]
    assert Stance.COUNTER.answer is Answer.REFUSES
