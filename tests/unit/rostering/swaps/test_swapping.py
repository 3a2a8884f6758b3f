"""A shift is handed on by the word of both, and by nobody else's."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.rosters.publishing import PublishedRoster, roster_of
from gongtong.rostering.swaps.swapping import (
    MAX_SWAP_REASON,
    AnswerSwap,
    OfferSwap,
    Swap,
    SwapState,
    rule_on_answering,
    rule_on_offering,
    swapped,
)
from gongtong.testing.examples.attendance import AFTERWARDS
from gongtong.testing.examples.rosters import CHEN, FACTS, SATURDAY, SUN, WEEKEND
from gongtong.testing.examples.swaps import OFFER
from gongtong.testing.examples.volunteers import LIU

HELD = PublishedRoster(WEEKEND.code, FACTS, 3, roster_of(WEEKEND.teams), "0" * 64, date(2025, 6, 1))
OPEN = Swap(7, OFFER.roster, OFFER.shift, OFFER.giver, OFFER.taker, SwapState.OFFERED, AFTERWARDS)


def _codes(ruling: object) -> list[str]:
    if not isinstance(ruling, Refused):
        return []
    return [one.code.removeprefix("rostering.") for one in ruling.reasons]


def _offered(request: OfferSwap, *offers: Swap) -> list[str]:
    return _codes(rule_on_offering(request, HELD, offers, last=7, by="u"))


def test_the_taker_takes_the_giver_s_place_and_the_reason_says_so() -> None:
    """Everybody else stays."""
    change = swapped(HELD, OFFER)
    assert dict(change.teams)[SATURDAY.code] == (LIU.code, SUN.code)
    assert change.reason == f"换班：{SATURDAY.code}由{CHEN.code}转{SUN.code}；家里有事"
    assert swapped(HELD, evolve(OFFER, reason=" ")).reason.endswith(SUN.code)


def test_an_offer_needs_a_giver_in_the_shift_and_a_taker_who_is_not() -> None:
    """And no other offer of the same shift by the same person that waits for an answer."""
    assert _offered(OFFER) == []
    assert _offered(OFFER, evolve(OPEN, giver=LIU.code)) == []
    assert _offered(OFFER, OPEN) == ["offered_already"]
    wrong = evolve(OFFER, giver=SUN.code, taker=LIU.code, reason="话" * (MAX_SWAP_REASON + 1))
    assert _offered(wrong) == ["giver_not_in_it", "taker_in_it", "too_many_words"]
    assert _offered(evolve(OFFER, reason="话" * MAX_SWAP_REASON)) == []


def _answered(answer: SwapState, who: str, swap: Swap = OPEN) -> list[str]:
    return _codes(rule_on_answering(AnswerSwap(7, answer, who), swap, HELD, by="u"))


@pytest.mark.parametrize(
    ("answer", "his"),
    [
        pytest.param(SwapState.ACCEPTED, SUN.code, id="the taker accepts"),
        pytest.param(SwapState.DECLINED, SUN.code, id="the taker declines"),
        pytest.param(SwapState.WITHDRAWN, CHEN.code, id="the giver withdraws"),
    ],
)
def test_nobody_answers_for_another(answer: SwapState, his: str) -> None:
    """志愿服务条例 第25条: nobody is assigned by force."""
    for who in (LIU.code, CHEN.code, SUN.code):
        assert _answered(answer, who) == ([] if who == his else ["not_his_word"])


def test_an_offer_is_answered_once_and_with_an_answer() -> None:
    """To leave it offered is none."""
    accepted = evolve(OPEN, state=SwapState.ACCEPTED)
    assert _answered(SwapState.DECLINED, SUN.code, accepted) == ["answered_already"]
    assert _answered(SwapState.OFFERED, SUN.code) == ["no_answer"]


def test_what_changed_since_the_offer_stops_an_acceptance_and_nothing_else() -> None:
    """The giver is no longer in the shift; declining is still possible."""
    moved = evolve(OPEN, giver=SUN.code, taker=CHEN.code)
    assert _answered(SwapState.ACCEPTED, CHEN.code, moved) == ["giver_not_in_it", "taker_in_it"]
    assert _answered(SwapState.DECLINED, CHEN.code, moved) == []


def test_only_an_acceptance_makes_a_new_version() -> None:
    """The fourth, where the third is up."""
    for answer, version in ((SwapState.ACCEPTED, 4), (SwapState.DECLINED, None)):
        ruling = rule_on_answering(AnswerSwap(7, answer, SUN.code), OPEN, HELD, by="u")
        assert isinstance(ruling, Granted)
        assert ruling.event.version == version
