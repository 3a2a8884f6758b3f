"""Under the budget, at it, and over it."""

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.ledger.budgets.budget_checks import (
    DEFAULT_BUDGET_RULE,
    BudgetPosition,
    BudgetRule,
    OverBudget,
    reasons_of_budget,
)

POSITION = BudgetPosition(2025, "sanitation", "5101", 100_000, 60_000, 40_000)
BARRED = BudgetRule(over=OverBudget.BARRED)


@pytest.mark.parametrize("over", list(OverBudget))
@pytest.mark.parametrize(
    ("amount_fen", "is_over"), [(39_999, False), (40_000, False), (40_001, True)]
)
def test_a_line_is_exceeded_by_the_first_fen_beyond_it(
    amount_fen: int, is_over: bool, over: OverBudget
) -> None:
    """One fen under and exactly at it nothing happens; one fen over takes what the place decided."""
    position = evolve(POSITION, amount_fen=amount_fen)
    assert position.outcome(BudgetRule(over=over)) is (over if is_over else OverBudget.ALLOWED)


@pytest.mark.parametrize(
    ("percent", "fen", "most_fen"),
    [
        (None, None, 40_000),
        (20, None, 60_000),
        (None, 10_000, 50_000),
        (20, 10_000, 50_000),
        (5, 10_000, 45_000),
        (0, None, 40_000),
    ],
)
def test_a_tolerance_is_used_up_to_its_last_fen(
    percent: int | None, fen: int | None, most_fen: int
) -> None:
    """Twenty in a hundred or 100 yuan, whichever is less; at it is within, one fen more is not."""
    rule = BudgetRule(over=OverBudget.BARRED, tolerance_percent=percent, tolerance_fen=fen)
    for amount_fen, outcome in [
        (most_fen - 1, OverBudget.ALLOWED),
        (most_fen, OverBudget.ALLOWED),
        (most_fen + 1, OverBudget.BARRED),
    ]:
        assert evolve(POSITION, amount_fen=amount_fen).outcome(rule) is outcome


def test_a_part_of_a_fen_of_tolerance_is_not_rounded_up() -> None:
    """Twenty in a hundred of 3 fen are three fifths of a fen: no whole fen may be spent of it."""
    position = evolve(POSITION, budgeted_fen=3, used_fen=3, amount_fen=1)
    rule = BudgetRule(over=OverBudget.BARRED, tolerance_percent=20)
    assert position.outcome(rule) is OverBudget.BARRED
    assert evolve(position, budgeted_fen=5, used_fen=5).outcome(rule) is OverBudget.ALLOWED


@pytest.mark.parametrize("without", list(OverBudget))
def test_what_no_line_plans_has_a_rule_of_its_own(without: OverBudget) -> None:
    """Whatever the amount."""
    rule = BudgetRule(without_line=without)
    assert evolve(POSITION, budgeted_fen=None).outcome(rule) is without


def test_what_is_barred_is_refused_and_says_by_how_much() -> None:
    """With the code of a line exceeded, or of a line that is not there."""
    (over,) = reasons_of_budget(evolve(POSITION, amount_fen=40_123), BARRED)
    assert (over.code, dict(over.params)["over_fen"]) == ("ledger.over_budget", "123")
    assert over.source == BARRED.source
    without = BudgetRule(without_line=OverBudget.BARRED)
    (missing,) = reasons_of_budget(evolve(POSITION, budgeted_fen=None), without)
    assert missing.code == "ledger.not_in_budget"


def test_nothing_else_is_refused() -> None:
    """At the line, with a milder rule, or where the budget was not looked up."""
    assert list(reasons_of_budget(POSITION, BARRED)) == []
    over = evolve(POSITION, amount_fen=40_001)
    assert list(reasons_of_budget(over, DEFAULT_BUDGET_RULE)) == []
    assert list(reasons_of_budget(None, BARRED)) == []


def test_the_rule_can_be_a_house_rule() -> None:
    """It is data, and every outcome has its words."""
    assert from_json(to_json(BARRED), BudgetRule) == BARRED
    assert len({one.zh for one in OverBudget}) == len(OverBudget)
