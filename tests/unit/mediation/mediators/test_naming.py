"""Naming mediators for a case."""

from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.mediators.naming import (
    AnswerMediator,
    NamedBy,
    NameMediators,
    NamingFacts,
    NamingOnFile,
    ReplaceMediator,
    ReplacementReason,
    rule_on_answer,
    rule_on_naming,
    rule_on_replacement,
)
from gongtong.testing.disputes import CASE, TODAY

BARE = NamingFacts(CASE, TODAY, ("developer", "owners"))
SEAT = NamingOnFile(1, "u-li", NamedBy.COMMITTEE, TODAY)
NAMED = evolve(BARE, namings=(SEAT,))
UNFIT = Reason("mediation.not_adult", "未成年", "a minor", Source("test"))
LEAVES = ReplaceMediator(CASE.number, "u-li", ReplacementReason.PARTY_OBJECTS, "u-wang", "不接受")


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def named(facts: NamingFacts = BARE, **change: Any) -> list[str]:
    request = evolve(NameMediators(CASE.number, ("u-li",)), **change)
    return codes(rule_on_naming(request, facts))


def test_one_or_several_are_named() -> None:
    """By the committee, or chosen by parties, who have accepted them by that."""
    request = NameMediators(CASE.number, ("u-li", "u-wang"), NamedBy.PARTIES, ("owners",))
    ruling = rule_on_naming(request, BARE)
    assert isinstance(ruling, Granted)
    assert [(one.seat, one.person, one.accepted_by) for one in ruling.event.seats] == [
        (1, "u-li", ("owners",)),
        (2, "u-wang", ("owners",)),
    ]


def test_what_speaks_against_a_naming() -> None:
    """Nobody, twice, chosen by nobody, by a stranger, named already, unfit, an ended case."""
    assert named(persons=()) == ["mediators_listed"]
    assert named(persons=("u-li", "u-li")) == ["mediators_listed"]
    assert named(named_by=NamedBy.PARTIES) == ["chosen_by"]
    assert named(named_by=NamedBy.PARTIES, chosen_by=("x",)) == ["party_unknown"]
    assert named(NAMED) == ["named_already"]
    assert named(evolve(BARE, objections={"u-li": (UNFIT,)})) == ["not_adult"]
    assert named(evolve(BARE, case=evolve(CASE, is_ended=True))) == ["case_ended"]


def test_a_party_answers_and_may_change_its_mind() -> None:
    """Saying the same again is nothing new."""
    yes = AnswerMediator(CASE.number, "u-li", "owners", accepts=True)
    assert isinstance(rule_on_answer(yes, NAMED), Granted)
    accepted = evolve(NAMED, namings=(evolve(SEAT, accepted_by=frozenset(("owners",))),))
    assert codes(rule_on_answer(yes, accepted)) == ["answered_already"]
    assert isinstance(rule_on_answer(evolve(yes, accepts=False), accepted), Granted)
    assert codes(rule_on_answer(evolve(yes, party="x"), BARE)) == [
        "mediator_not_named",
        "party_unknown",
    ]


def test_a_mediator_is_replaced_for_a_reason() -> None:
    """The old seat is kept, the new one is counted on."""
    ruling = rule_on_replacement(LEAVES, NAMED)
    assert isinstance(ruling, Granted)
    assert ruling.event.successor is not None
    assert (ruling.event.seat, ruling.event.successor.seat) == (1, 2)
    assert codes(rule_on_replacement(evolve(LEAVES, words=" "), NAMED)) == ["replacement_reason"]
    left = evolve(NAMED, namings=(evolve(SEAT, ended_on=TODAY),))
    assert codes(rule_on_replacement(LEAVES, left)) == ["mediator_not_named"]
    alone = rule_on_replacement(evolve(LEAVES, successor=None), NAMED)
    assert isinstance(alone, Granted)
    assert alone.event.successor is None
