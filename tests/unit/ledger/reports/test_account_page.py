"""The page of one account."""

from datetime import date
from uuid import UUID

from gongtong.core.periods import month_span
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.reports.account_page import account_page_of
from gongtong.ledger.reports.folds import AccountMove

BANK = next(account for account in DEFAULT_CHART.accounts if account.code == "1002")


def test_the_balance_runs_from_what_stood_there() -> None:
    """Debits add, credits take away, and the last balance is the closing one."""
    moves = [
        AccountMove(UUID(int=4), 2025, 4, date(2025, 2, 7), "存现", 900, 0, ("1001",)),
        AccountMove(UUID(int=5), 2025, 5, date(2025, 2, 8), "清洁", 0, 1_120, ("5101",)),
    ]
    page = account_page_of(BANK, "sanitation", month_span(2025, 2), opening_fen=100, moves=moves)
    assert [(line.entry, line.balance_fen) for line in page.lines] == [
        ("2025-0004", 1_000),
        ("2025-0005", -120),
    ]
    assert (page.debit_fen, page.credit_fen, page.closing_fen) == (900, 1_120, -120)


def test_a_page_without_entries_keeps_its_balance() -> None:
    """Where nothing happened, what stood there stands there."""
    page = account_page_of(BANK, "sanitation", month_span(2025, 2), opening_fen=7, moves=[])
    assert (page.lines, page.closing_fen) == ((), 7)
