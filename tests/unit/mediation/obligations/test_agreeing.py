"""What is wrong with obligations as they are agreed."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.obligations.agreeing import AgreeingFacts, reasons_of_duties
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Duty, Instalment, Side
from gongtong.testing.disputes import TODAY
from gongtong.testing.duties import DEVELOPER, act, pay, seed_graph

FACTS = AgreeingFacts(("developer", "owners", "company"), TODAY)


def codes(*duties: Duty, facts: AgreeingFacts = FACTS) -> list[str]:
    found = reasons_of_duties(duties, facts)
    return [one.code.removeprefix("mediation.") for one in found]


def test_the_worked_case_is_in_order() -> None:
    """354 obligations without a ring."""
    graph = seed_graph()
    assert len(graph) == 354
    assert codes(*graph) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"debtor": Side("court")}, "obligation_sides"),
        ({"debtor": Side("owners"), "creditor": Side("owners")}, "obligation_sides"),
        ({"words": " "}, "obligation_words"),
        ({"amount_fen": 0}, "obligation_amount"),
        ({"amount_fen": None}, "obligation_amount"),
        ({"instalments": (Instalment(274_28, Term(3)),)}, "instalments_do_not_add_up"),
        (
            {"instalments": (Instalment(274_29, Term(3)), Instalment(0, Term(4)))},
            "instalments_do_not_add_up",
        ),
        ({"within": None}, "obligation_day"),
        ({"on": TODAY}, "obligation_day"),
        ({"within": Term(3, TimeUnit.HOUR)}, "obligation_day"),
        ({"within": None, "on": date(2025, 6, 9)}, "obligation_day_past"),
        ({"long_stop": TODAY}, "obligation_long_stop"),
        ({"cure": Term(3, TimeUnit.HOUR)}, "obligation_cure"),
        ({"waits_for": (AnyOf((9,)),)}, "obligation_condition"),
        ({"waits_for": (AnyOf(),)}, "obligation_condition"),
        ({"waits_for": (AnyOf(events=(" ",)),)}, "obligation_condition"),
    ],
)
def test_each_fault_has_its_ground(changed: dict[str, Any], code: str) -> None:
    """One payment, changed in one place; unchanged it is in order."""
    assert codes(pay(1)) == []
    assert codes(evolve(pay(1), **changed)) == [code]


def test_instalments_add_up_to_the_fen() -> None:
    """274.28 and a fen are 274.29."""
    parts = (Instalment(274_28, on=date(2025, 7, 1)), Instalment(1, on=date(2025, 8, 1)))
    assert codes(evolve(pay(1), within=None, instalments=parts)) == []
    assert codes(evolve(pay(1), within=None, instalments=parts[::-1])) == ["obligation_day_past"]


def test_numbers_are_their_own() -> None:
    """Neither twice, nor nothing, nor one that stands already, which may be waited for."""
    assert codes() == ["obligations_missing"]
    assert codes(act(1), act(1)) == ["obligation_numbers"]
    assert codes(act(0)) == ["obligation_numbers"]
    others = evolve(FACTS, others=(1,))
    assert codes(act(1), facts=others) == ["obligation_numbers"]
    assert codes(act(2, AnyOf((1,))), facts=others) == []


def test_a_ring_is_refused_with_its_way() -> None:
    """Whoever reads it sees where to cut."""
    ring = (act(1, AnyOf((2,))), pay(2, AnyOf((1,))))
    (reason,) = reasons_of_duties(ring, FACTS)
    assert reason.code == "mediation.obligations_in_a_ring"
    assert "1→2→1" in reason.zh
    assert Side("developer") == DEVELOPER
