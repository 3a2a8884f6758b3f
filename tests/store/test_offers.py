"""Offers and what was said to them in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.mediation.offers import store
from gongtong.mediation.offers.binding import CloseOffer, OfferClosed
from gongtong.mediation.offers.offer import MakeOffer, ReviseOffer
from gongtong.mediation.offers.stances import RecordStances, Stance, StanceLine
from gongtong.mediation.parties.consent import HowGiven
from gongtong.mediation.parties.roster import LeaveGroup
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_offers import terms
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    TODAY,
    add_developer,
    add_group,
    label_number,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


@pytest.fixture
def stage(place: Stage) -> Stage:
    """A case with a developer and four households."""
    open_case(place, CASE)
    add_developer(place)
    add_group(place)
    place.run("mediation.make_offer", MakeOffer(CASE, terms(), DEVELOPER), key="offer")
    return place


def say(stage: Stage, stance: Stance, *numbers: int, version: int = 1, key: str = "sheet") -> None:
    lines = tuple(StanceLine(stance, TODAY, label_number(number)) for number in numbers)
    request = RecordStances(CASE, 1, version, OWNERS, lines, HowGiven.ON_PAPER)
    stage.run("mediation.record_stances", request, key=key)


def test_a_version_begins_without_any_stance(stage: Stage) -> None:
    """A counter refuses the version that it answers, and its maker stands by it."""
    say(stage, Stance.ACCEPT, 1, 2)
    counter = ReviseOffer(CASE, 1, 1, terms(pays_fen=200_00), OWNERS, is_counter=True)
    stage.run("mediation.revise_offer", counter, key="counter")
    with stage.work() as work:
        desk = work.mediation.offers
        first, second = desk.offers(CASE)
        assert (second.version, second.replaces, second.counters) == (2, 1, True)
        assert [one.line.stance for one in desk.stances(first)] == [
            Stance.COUNTER,
            Stance.ACCEPT,
            Stance.ACCEPT,
        ]
        assert desk.stances(second) == ()
        standing = desk.standing(CASE)
        assert standing is not None
        assert standing.version == 2
        assert standing.accepted_by == frozenset()


def test_what_held_at_the_close_is_kept(stage: Stage) -> None:
    """Whoever leaves the group later is bound still; words and amounts are not in the record."""
    say(stage, Stance.ACCEPT, 1, 2)
    stage.run("mediation.close_offer", CloseOffer(CASE, 1, 1), key="close")
    leave = LeaveGroup(CASE, OWNERS, TODAY, (label_number(1),))
    stage.run("mediation.leave_group", leave, key="leave")
    with stage.work() as work:
        desk = work.mediation.offers
        report = desk.who_is_bound(CASE)
        assert report is not None
        assert report.of(OWNERS).households == (label_number(1), label_number(2))
        standing = desk.standing(CASE)
        assert standing is not None
        assert not standing.is_open
        (told,) = desk.public_view(CASE).tallies
        assert (told.accepted, told.silent, told.households) == (2, 2, 4)
        bodies = str([event.body for event in work.pending_events(consumer="t")])
        assert terms().text not in bodies
        assert "27428" not in bodies


def test_an_offer_is_closed_once(stage: Stage) -> None:
    """Two who close it at once: the second learns of the first."""
    stage.run("mediation.close_offer", CloseOffer(CASE, 1, 1), key="close")
    with stage.work() as work, pytest.raises(ConcurrentChangeError):
        store.save_closing(work.unit, OfferClosed(CASE, 1, 1, ()), None)


def test_a_case_without_offers_has_none(place: Stage) -> None:
    """Nothing stands, nobody is bound, and there is nothing to publish."""
    number = open_case(place, "2025-002")
    with place.work() as work:
        desk = work.mediation.offers
        assert desk.standing(number) is None
        assert desk.who_is_bound(number) is None
        assert desk.offers("") == ()
        with pytest.raises(UnknownReferenceError):
            desk.public_view(number)


def test_another_offer_follows_one_that_was_closed(stage: Stage) -> None:
    """It is number two, and the first stays as it was."""
    stage.run("mediation.close_offer", CloseOffer(CASE, 1, 1), key="close")
    request = MakeOffer(CASE, evolve(terms(), amounts=()))
    stage.run("mediation.make_offer", request, key="second")
    with stage.work() as work:
        assert [(one.number, one.version) for one in work.mediation.offers.offers(CASE)] == [
            (1, 1),
            (2, 1),
        ]
