"""Which households are behind a topic."""

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.topics.support import (
    MergedSupport,
    SignTopic,
    TopicSupport,
    rule_on_signature,
)
from gongtong.deliberation.topics.topics import Turn

HOME, OTHER = DwellingLabel(1, 1, 101), DwellingLabel(2, 1, 102)


def codes(request: SignTopic, *, is_known: bool = True, last: Turn = Turn.LEAVE) -> tuple[str, ...]:
    told = rule_on_signature(request, is_known=is_known, last=(last, 1), actor="u-clerk")
    return told.codes if isinstance(told, Refused) else ()


def test_a_household_counts_once_however_often_it_spoke() -> None:
    """By an opinion and a signature, in two topics that were merged; each keeps its own."""
    light = TopicSupport("light", frozenset((HOME,)), frozenset((HOME, OTHER)))
    lamps = TopicSupport("lamps", frozenset((OTHER,)), frozenset())
    both = MergedSupport("light", (light, lamps))
    assert both.households == {HOME, OTHER}
    assert lamps.households == {OTHER}


def test_a_signature_is_given_and_taken_back() -> None:
    """Taking it back says why; a dwelling that there is not signs nothing."""
    sign = SignTopic("light", HOME)
    told = rule_on_signature(sign, is_known=True, last=(Turn.LEAVE, 2), actor="u-clerk")
    assert isinstance(told, Granted)
    assert told.event.turn_number == 3
    assert codes(sign, last=Turn.JOIN) == ("deliberation.signed_already",)
    assert codes(sign, is_known=False) == ("deliberation.unknown_dwelling",)
    back = evolve(sign, turn=Turn.LEAVE)
    assert codes(back, last=Turn.JOIN) == ("deliberation.reason_missing",)
    assert codes(evolve(back, reason="改变主意")) == ("deliberation.not_signed",)
