"""Offers: what one says, for how long, and what is wrong with it."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.offers.offer import (
    MakeOffer,
    MoneyFlow,
    OfferAmount,
    OfferFacts,
    OfferTerms,
    ReviseOffer,
    owed,
    rule_on_offer,
    rule_on_revision,
)
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, TOMORROW, home
from gongtong.testing.offers import OFFER, TWO_PAY

TERMS = OfferTerms("逐户交付产权证", TWO_PAY, until=date(2025, 6, 30))
PARTIES = (OWNERS.code, COMPANY.code)
NOTHING_YET = OfferFacts(CASE, PARTIES, None, lambda: WorkCalendar(lambda _: None), TODAY)
STANDING = evolve(NOTHING_YET, newest=OFFER)
ANSWER = ReviseOffer(CASE.number, 1, 1, TERMS, OWNERS.code, is_counter=True)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def offered(facts: OfferFacts = NOTHING_YET, **change: Any) -> list[str]:
    return codes(rule_on_offer(MakeOffer(CASE.number, evolve(TERMS, **change)), facts))


def test_an_offer_is_kept_under_digests() -> None:
    """Neither the words nor the amounts are in the event."""
    ruling = rule_on_offer(MakeOffer(CASE.number, TERMS, COMPANY.code), NOTHING_YET)
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.number, event.version, event.by) == (1, 1, "developer")
    assert event.stands == DueDate(date(2025, 6, 30))
    assert TERMS.text not in str(event)
    assert "27429" not in str(event)
    assert (event.text_digest, event.amounts_digest) == (TERMS.text_digest, TERMS.amounts_digest)
    assert "27429" not in repr(TERMS)


def test_a_second_offer_waits_for_the_first() -> None:
    """Until it is closed or over; then it has the next number."""
    assert offered(STANDING) == ["offer_still_open"]
    over = evolve(OFFER, stands=DueDate(date(2025, 6, 9)))
    ruling = rule_on_offer(MakeOffer(CASE.number, TERMS), evolve(STANDING, newest=over))
    assert isinstance(ruling, Granted)
    assert (ruling.event.number, ruling.event.version, ruling.event.by) == (2, 1, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "  "}, "offer_without_words"),
        ({"amounts": (evolve(TWO_PAY[0], amount_fen=0),)}, "offer_amount"),
        ({"amounts": (TWO_PAY[0], TWO_PAY[0])}, "offer_amount_twice"),
        ({"amounts": (evolve(TWO_PAY[0], party="court"),)}, "offer_names_stranger"),
        ({"until": date(2025, 6, 9)}, "offer_validity"),
        ({"stands_for": Term(3)}, "offer_validity"),
        ({"until": None, "stands_for": Term(3, TimeUnit.HOUR)}, "offer_validity"),
    ],
)
def test_terms_are_checked(change: dict[str, Any], code: str) -> None:
    """Each fault has its ground; one fen and the same day are enough."""
    assert offered(**change) == [code]
    assert offered(amounts=(evolve(TWO_PAY[0], amount_fen=1),), until=TODAY) == []


def test_every_ground_is_told_at_once() -> None:
    """An ended case, and everything wrong with the terms."""
    ended = evolve(NOTHING_YET, case=evolve(CASE, is_ended=True))
    wrong = (evolve(TWO_PAY[0], amount_fen=-1, party="court"),)
    assert offered(ended, text="", amounts=wrong) == [
        "case_ended",
        "offer_names_stranger",
        "offer_without_words",
        "offer_amount",
    ]


def test_a_term_is_counted_by_the_calendar() -> None:
    """Three working days from Tuesday 10 June end on Friday; the year is not published here."""
    terms = OfferTerms("分期", stands_for=Term(3, TimeUnit.WORKING_DAY))
    ruling = rule_on_offer(MakeOffer(CASE.number, terms), NOTHING_YET)
    assert isinstance(ruling, Granted)
    assert ruling.event.stands == DueDate(date(2025, 6, 13), provisional=True)


def test_a_counter_is_a_version_that_answers_one() -> None:
    """It comes from a party that the offer was made to."""
    ruling = rule_on_revision(ANSWER, STANDING)
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.version, event.replaces, event.counters) == (2, 1, True)
    for by in (None, COMPANY.code):
        assert codes(rule_on_revision(evolve(ANSWER, by=by), STANDING)) == ["counter_by_nobody"]
    mended = rule_on_revision(evolve(ANSWER, by=COMPANY.code, is_counter=False), STANDING)
    assert isinstance(mended, Granted)
    assert not mended.event.counters


def test_only_the_newest_version_is_revised() -> None:
    """An older one, a closed one, and a counter to one that is over are refused."""
    assert codes(rule_on_revision(evolve(ANSWER, version=2), STANDING)) == ["offer_superseded"]
    assert codes(rule_on_revision(ANSWER, NOTHING_YET)) == ["offer_superseded"]
    closed = evolve(STANDING, newest=evolve(OFFER, closed_on=TODAY))
    assert codes(rule_on_revision(ANSWER, closed)) == ["offer_closed"]
    over = evolve(STANDING, newest=evolve(OFFER, stands=DueDate(date(2025, 6, 9))))
    assert codes(rule_on_revision(ANSWER, over)) == ["offer_expired"]


def test_an_offer_stands_through_its_last_day() -> None:
    """On it, and not on the next; nor before it was made."""
    until_today = evolve(OFFER, stands=DueDate(TODAY))
    assert until_today.is_open_on(TODAY)
    assert not until_today.is_open_on(TOMORROW)
    assert not OFFER.is_open_on(date(2025, 6, 1))


def test_what_is_owed_adds_up_by_household() -> None:
    """Only amounts of the party in that direction count."""
    amounts = (*TWO_PAY, OfferAmount(OWNERS.code, MoneyFlow.RECEIVES, 5))
    assert owed(amounts, OWNERS.code, MoneyFlow.PAYS) == {home(1): 274_29, home(2): 274_28}
    assert owed(amounts, OWNERS.code, MoneyFlow.RECEIVES) == {None: 5}
    assert owed(amounts, COMPANY.code, MoneyFlow.PAYS) == {}
