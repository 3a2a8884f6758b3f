"""A canvass: which households are asked."""

from typing import Any

from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.canvassing.campaigns import (
    OpenCanvass,
    OpeningFacts,
    households_of,
    rule_on_canvass,
)

LABELS = (DwellingLabel(1, 1, 102), DwellingLabel(1, 1, 101))
FACTS = OpeningFacts(taken=False, register=LABELS, held=(Office.CHAIR,), actor="u-chair")
SPRING = OpenCanvass("spring", "春季走访")


def codes(facts: OpeningFacts = FACTS, **change: Any) -> list[str]:
    told = rule_on_canvass(evolve(SPRING, **change), facts)
    found = told.codes if isinstance(told, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def test_without_households_all_of_the_register_are_meant() -> None:
    """In the order of their labels."""
    assert households_of(SPRING, FACTS) == tuple(sorted(LABELS))
    told = rule_on_canvass(evolve(SPRING, households=LABELS[:1]), FACTS)
    assert isinstance(told, Granted)
    assert told.event.households == 1


def test_what_cannot_be_is_refused() -> None:
    """No office, a code that is taken, no title, strangers, an empty register."""
    assert codes(evolve(FACTS, held=(), taken=True), title=" ") == [
        "office_required",
        "canvass_exists",
        "canvass_name",
    ]
    assert codes(households=(DwellingLabel(9, 9, 909),)) == ["canvass_strangers"]
    assert codes(evolve(FACTS, register=())) == ["canvass_empty"]
