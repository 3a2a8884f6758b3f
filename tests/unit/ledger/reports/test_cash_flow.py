"""What a fund's money was, came to and is."""

from gongtong.core.periods import month_span
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.reports.cash_flow import cash_flow_of
from gongtong.ledger.reports.folds import MoneyMove


def test_closing_money_is_opening_money_and_what_moved() -> None:
    """Money in all accounts that hold any counts together; a receivable is no money."""
    flow = cash_flow_of(
        month_span(2025, 2),
        [
            AccountBalance("1001", "sanitation", 100),
            AccountBalance("1002", "sanitation", 900),
            AccountBalance("1122", "sanitation", 5_000),
        ],
        [
            MoneyMove("sanitation", EntryKind.RECEIPT, 350, 0),
            MoneyMove("sanitation", EntryKind.SPENDING, 10, 120),
        ],
        DEFAULT_CHART,
    )
    (fund,) = flow.funds
    assert (fund.opening_fen, fund.received_fen, fund.paid_fen, fund.closing_fen) == (
        1_000,
        360,
        120,
        1_240,
    )


def test_funds_without_money_are_left_out() -> None:
    """A fund that held and moved nothing has no lines; one that only moved has."""
    moves = [MoneyMove("maintenance", EntryKind.TRANSFER, 5, 5)]
    flow = cash_flow_of(month_span(2025, 2), [], moves, DEFAULT_CHART)
    assert [(fund.fund, fund.closing_fen) for fund in flow.funds] == [("maintenance", 0)]
