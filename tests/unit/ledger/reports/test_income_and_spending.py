"""Income and spending of a fund beside the month before."""

from gongtong.core.periods import month_span
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.reports.as_of import Window
from gongtong.ledger.reports.income_and_spending import FundResult, income_and_spending_of


def test_income_is_positive_and_stands_before_spending() -> None:
    """A credit of 600 is an income of 600; an account of either month has a line in both."""
    report = income_and_spending_of(
        Window(month_span(2025, 2)),
        [
            AccountBalance("4301", "sanitation", -600_00),
            AccountBalance("5101", "sanitation", 50_00),
        ],
        [AccountBalance("5102", "sanitation", 70_00), AccountBalance("4301", "sanitation", -1)],
        DEFAULT_CHART,
    )
    assert [(line.account.code, line.amount_fen, line.before_fen) for line in report.lines] == [
        ("4301", 600_00, 1),
        ("5101", 50_00, 0),
        ("5102", 0, 70_00),
    ]
    assert report.lines[2].change_fen == -70_00
    assert (report.span, report.before) == (month_span(2025, 2), month_span(2025, 1))
    (result,) = report.results
    assert result == FundResult("sanitation", 600_00, 50_00, 1, 70_00)
    assert (result.surplus_fen, result.surplus_before_fen) == (550_00, -69_99)


def test_every_fund_has_its_own_result() -> None:
    """What one fund took in never pays for another."""
    report = income_and_spending_of(
        Window(month_span(2025, 2)),
        [AccountBalance("4304", "common-income", -5), AccountBalance("5101", "sanitation", 7)],
        [],
        DEFAULT_CHART,
    )
    assert [(one.fund, one.surplus_fen) for one in report.results] == [
        ("common-income", 5),
        ("sanitation", -7),
    ]
