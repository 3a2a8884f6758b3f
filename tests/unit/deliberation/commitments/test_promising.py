"""Visits, evidence, verification, handing over, and the end of a campaign."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.commitments.commitments import (
    CampaignOnFile,
    CommitmentAnswer,
    HouseholdCommitment,
)
from gongtong.deliberation.commitments.promising import (
    AskHousehold,
    AskingFacts,
    CloseCommitments,
    CommitmentsClosed,
    HandOver,
    ShowDone,
    VerifyDone,
    rule_on_asking,
    rule_on_closing,
    rule_on_handover,
    rule_on_showing,
    rule_on_verifying,
)

HOME = DwellingLabel(1, 1, 101)
OPENED, UNTIL = date(2025, 6, 1), date(2025, 6, 30)
CAMPAIGN = CampaignOnFile("1", "拆除", UNTIL, "u-chair", "meeting/1", OPENED)
HOUSEHOLD = HouseholdCommitment(HOME, 1)
FACTS = AskingFacts(CAMPAIGN, (Office.CHAIR,), "u-a", date(2025, 6, 10), HOUSEHOLD)
VISIT = AskHousehold("1", HOME, date(2025, 6, 10), ("u-a", "u-b"), CommitmentAnswer.AGREES)
PHOTO, OTHER = "ab" * 32, "cd" * 32
SHOWN = evolve(FACTS, household=evolve(HOUSEHOLD, evidence_digest=PHOTO, evidence_by="u-a"))
DONE = evolve(HOUSEHOLD, verified_on=date(2025, 6, 9), verified_by="u-b")
OVER = evolve(FACTS, campaign=evolve(CAMPAIGN, closed_on=date(2025, 6, 9)))


def codes(ruling: Granted[Any] | Refused) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2025, 5, 31), False),
        (OPENED, True),
        (date(2025, 6, 10), True),
        (date(2025, 6, 11), False),
    ],
)
def test_a_visit_lies_between_the_opening_and_today(day: date, allowed: bool) -> None:
    """Both days included."""
    ruling = rule_on_asking(evolve(VISIT, visited_on=day), FACTS)
    assert codes(ruling) == ([] if allowed else ["visit_out_of_campaign"])


def test_visits_are_numbered_and_visitors_named_once() -> None:
    """The third visit is the third, whatever was answered."""
    ruling = rule_on_asking(VISIT, evolve(FACTS, household=evolve(HOUSEHOLD, visits=2)))
    assert isinstance(ruling, Granted)
    assert ruling.event.visit == 3
    for visitors in ((), ("u-a", "u-a")):
        assert codes(rule_on_asking(evolve(VISIT, visitors=visitors), FACTS)) == ["no_visitor"]


def test_nothing_is_added_to_what_is_over_or_to_whom_nobody_asked() -> None:
    """Both grounds are told at once."""
    nobody = evolve(OVER, household=None)
    assert codes(rule_on_asking(VISIT, nobody)) == ["campaign_closed", "household_not_asked"]
    shown = rule_on_showing(ShowDone("1", HOME, PHOTO), nobody)
    assert codes(shown) == ["campaign_closed", "household_not_asked"]


def test_evidence_has_a_digest_and_is_shown_until_it_is_verified() -> None:
    """A household that had not agreed may have done it all the same."""
    assert codes(rule_on_showing(ShowDone("1", HOME, PHOTO), FACTS)) == []
    assert codes(rule_on_showing(ShowDone("1", HOME, "x"), FACTS)) == ["evidence_digest"]
    done = evolve(FACTS, household=DONE)
    assert codes(rule_on_showing(ShowDone("1", HOME, PHOTO), done)) == ["done_already"]


def test_another_person_verifies_this_very_evidence() -> None:
    """Whoever brought it does not, and other evidence is none."""
    order = VerifyDone("1", HOME, PHOTO)
    assert codes(rule_on_verifying(order, evolve(SHOWN, actor="u-b"))) == []
    assert codes(rule_on_verifying(order, SHOWN)) == ["verified_by_another"]
    other = rule_on_verifying(evolve(order, evidence_digest=OTHER), evolve(SHOWN, actor="u-b"))
    assert codes(other) == ["no_such_evidence"]
    assert codes(rule_on_verifying(order, FACTS)) == ["no_such_evidence"]


@pytest.mark.parametrize(
    ("answer", "today", "allowed"),
    [
        (CommitmentAnswer.REFUSES, OPENED, True),
        (CommitmentAnswer.AGREES, UNTIL, False),
        (None, UNTIL, False),
        (None, date(2025, 7, 1), True),
    ],
)
def test_what_was_refused_or_is_late_goes_to_a_topic_or_a_case(
    answer: CommitmentAnswer | None, today: date, allowed: bool
) -> None:
    """The last day is the household's to its end."""
    facts = evolve(FACTS, today=today, household=evolve(HOUSEHOLD, answer=answer))
    ruling = rule_on_handover(HandOver("1", HOME, "topic/7"), facts)
    assert codes(ruling) == ([] if allowed else ["not_due_for_handover"])


def test_handing_over_takes_an_office_and_somebody_who_takes_it() -> None:
    """What is with somebody already, or done, is not handed over."""
    refused = evolve(HOUSEHOLD, answer=CommitmentAnswer.REFUSES)
    facts = evolve(FACTS, household=refused)
    assert codes(rule_on_handover(HandOver("1", HOME, "case/"), facts)) == ["no_taker"]
    assert codes(rule_on_handover(HandOver("1", HOME, "u-b"), facts)) == ["no_taker"]
    handed = evolve(facts, held=(), household=evolve(refused, handed_to="topic/7"))
    assert codes(rule_on_handover(HandOver("1", HOME, "case/1"), handed)) == [
        "office_required",
        "handed_already",
    ]
    done = evolve(facts, household=evolve(refused, verified_on=OPENED))
    assert codes(rule_on_handover(HandOver("1", HOME, "case/1"), done)) == ["done_already"]


def test_a_campaign_ends_when_nothing_is_left_lying() -> None:
    """One household that is neither done nor handed over holds it open."""
    handed = evolve(HOUSEHOLD, handed_to="topic/7")
    request = CloseCommitments("1")
    assert rule_on_closing(request, FACTS, [DONE, handed]) == Granted(CommitmentsClosed("1", 1, 1))
    assert codes(rule_on_closing(request, FACTS, [DONE, HOUSEHOLD])) == ["households_left"]
    assert codes(rule_on_closing(request, evolve(OVER, held=()), [HOUSEHOLD])) == [
        "office_required",
        "campaign_closed",
        "households_left",
    ]
