"""What was planned beside what happened."""

from fractions import Fraction

from gongtong.core.periods import year_span
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.reports.budget_comparison import PlannedAmount, budget_comparison_of

FUND = "sanitation"


def test_less_spent_and_more_taken_in_are_both_good() -> None:
    """The variance is positive where it went better than planned, whichever side it is on."""
    comparison = budget_comparison_of(
        year_span(2025),
        [PlannedAmount(FUND, "4301", 1_000), PlannedAmount(FUND, "5101", 800)],
        [AccountBalance("4301", FUND, -1_100), AccountBalance("5101", FUND, 900)],
        DEFAULT_CHART,
    )
    income, cleaning = comparison.lines
    assert (income.actual_fen, income.variance_fen, income.used) == (1_100, 100, Fraction(11, 10))
    assert (cleaning.actual_fen, cleaning.variance_fen) == (900, -100)


def test_what_nobody_planned_is_seen() -> None:
    """Spending without a plan has a line; a plan without spending too; plans of one account add up."""
    comparison = budget_comparison_of(
        year_span(2025),
        [PlannedAmount(FUND, "5102", 300), PlannedAmount(FUND, "5102", 200)],
        [AccountBalance("5101", FUND, 1)],
        DEFAULT_CHART,
    )
    assert [
        (line.account.code, line.planned_fen, line.actual_fen, line.used)
        for line in comparison.lines
    ] == [("5101", 0, 1, None), ("5102", 500, 0, Fraction(0))]
