"""A year's budget and its versions."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import Mandate, Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.budgets.budget_lines import (
    AdoptBudget,
    Budget,
    BudgetFacts,
    BudgetLine,
    budget_lines,
    in_force,
    rule_on_budget,
)

CLEANING = BudgetLine("sanitation", "5101", 1_200_000)
REPAIRS = BudgetLine("sanitation", "5102", 300_000)
MANDATE = Mandate("居民会议决定", date(2024, 12, 20))
ASKED = AdoptBudget(2025, (REPAIRS, CLEANING), MANDATE)
FACTS = BudgetFacts(
    actor="chair",
    held=(Office.CHAIR,),
    today=date(2025, 1, 5),
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    funds={"sanitation"},
)


def adopted(request: AdoptBudget = ASKED, facts: BudgetFacts = FACTS) -> Budget:
    ruling = rule_on_budget(request, facts)
    assert isinstance(ruling, Granted)
    return ruling.event.budget


def codes(request: AdoptBudget = ASKED, facts: BudgetFacts = FACTS) -> list[str]:
    ruling = rule_on_budget(request, facts)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_the_first_version_has_number_one_and_its_lines_in_order() -> None:
    """By fund and account, with who adopted it and when."""
    budget = adopted()
    assert (budget.version, budget.lines) == (1, (CLEANING, REPAIRS))
    assert (budget.adopted_by, budget.adopted_on) == ("chair", date(2025, 1, 5))
    assert budget.amount_of("sanitation", "5101") == 1_200_000
    assert budget.amount_of("common", "5101") is None


def test_a_later_version_replaces_the_earlier_as_a_whole() -> None:
    """The highest number holds, whatever the order in which they are given."""
    first = adopted()
    second = adopted(evolve(ASKED, lines=(CLEANING,)), evolve(FACTS, versions=(first,)))
    assert second.version == 2
    assert in_force((second, first)) == second
    assert budget_lines((second, first)) == (CLEANING,)
    assert budget_lines(()) == ()


def test_every_ground_comes_at_once() -> None:
    """Who, what is missing, and line by line."""
    bad = AdoptBudget(
        0,
        (
            BudgetLine("parking", "4301", -1),
            CLEANING,
            CLEANING,
        ),
        Mandate("决定", date(2025, 1, 6)),
    )
    assert codes(bad, evolve(FACTS, held=(Office.KEEPER_OF_MONEY,))) == [
        "ledger.office_required",
        "ledger.budget_year",
        "ledger.budget_not_decided",
        "ledger.budget_amount",
        "ledger.fund_unknown",
        "ledger.not_an_expense_account",
        "ledger.budget_line_twice",
    ]
    assert codes(evolve(ASKED, lines=())) == ["ledger.budget_empty"]


@pytest.mark.parametrize(
    ("amount_fen", "refused"),
    [(-1, True), (0, False), (10**15, False), (10**15 + 1, True), (True, True)],
)
def test_an_amount_is_whole_fen_and_not_below_nothing(amount_fen: int, refused: bool) -> None:
    """Nothing at all may be planned; more than ten trillion yuan may not."""
    line = evolve(CLEANING, amount_fen=amount_fen)
    assert codes(evolve(ASKED, lines=(line,))) == (["ledger.budget_amount"] if refused else [])


@pytest.mark.parametrize(("day", "refused"), [(19, True), (20, False), (21, False)])
def test_a_decision_does_not_replace_a_younger_one(day: int, refused: bool) -> None:
    """One of the same day may: it was written down later."""
    request = evolve(ASKED, mandate=Mandate("决定", date(2024, 12, day)))
    facts = evolve(FACTS, versions=(adopted(),))
    assert codes(request, facts) == (["ledger.budget_superseded"] if refused else [])


@pytest.mark.parametrize(("day", "refused"), [(4, False), (5, False), (6, True)])
def test_a_decision_was_taken_before_it_is_adopted(day: int, refused: bool) -> None:
    """Today's is old enough."""
    request = evolve(ASKED, mandate=Mandate("决定", date(2025, 1, day)))
    assert codes(request) == (["ledger.budget_not_decided"] if refused else [])
