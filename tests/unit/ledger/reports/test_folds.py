"""Reports added up entry by entry."""

from datetime import date
from uuid import UUID

from gongtong.core.periods import between, month_span
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.balances.folding import AccountBalance, MonthlyFlow
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Entry, EntryKind
from gongtong.ledger.books.periods import Period
from gongtong.ledger.reports.as_of import AsOf, Window
from gongtong.ledger.reports.folds import (
    AccountMove,
    MoneyMove,
    fold_account_moves,
    fold_as_of,
    fold_dwelling_postings,
    fold_money_moves,
    fold_monthly_flows,
    fold_results,
)

QUARTER = Window(between("2025-01-01", "2025-04-01"))
Year = tuple[Entry, ...]


def test_balances_stop_at_the_day(year: Year) -> None:
    """At the end of January nothing of February is there."""
    assert fold_as_of(year, AsOf(date(2025, 1, 31))).accounts == (
        AccountBalance("1001", "sanitation", 1_000_00),
        AccountBalance("1122", "sanitation", 600_00),
        AccountBalance("3101", "sanitation", -1_000_00),
        AccountBalance("4301", "sanitation", -600_00),
    )


def test_results_leave_out_what_carries_the_year_on(year: Year) -> None:
    """The closing entry empties the accounts, and the report still says what was taken in and spent."""
    assert fold_results(year, QUARTER, DEFAULT_CHART) == (
        AccountBalance("4301", "sanitation", -600_00),
        AccountBalance("4304", "common-income", -80_00),
        AccountBalance("5101", "sanitation", 120_00),
    )


def test_monthly_flows_are_results_by_month(year: Year) -> None:
    """Income stands in the month it is effective in, as a positive amount."""
    flows = fold_monthly_flows(year, Window(month_span(2025, 3)), DEFAULT_CHART)
    march = Period(2025, 3)
    assert flows == (
        MonthlyFlow(march, "common-income", "4304", AccountKind.INCOME, 80_00),
        MonthlyFlow(march, "sanitation", "5101", AccountKind.EXPENSE, 120_00),
    )


def test_cash_taken_to_the_bank_is_neither_received_nor_paid(year: Year) -> None:
    """Only what changes the fund's money as a whole is a move of it."""
    assert fold_money_moves(year, QUARTER, DEFAULT_CHART) == (
        MoneyMove("common-income", EntryKind.MANUAL, 80_00, 0),
        MoneyMove("sanitation", EntryKind.OPENING, 1_000_00, 0),
        MoneyMove("sanitation", EntryKind.RECEIPT, 350_00, 0),
        MoneyMove("sanitation", EntryKind.SPENDING, 0, 120_00),
    )


def test_an_entry_is_one_move_of_an_account(year: Year) -> None:
    """Two households charged in one entry are one debit on the page of the receivable."""
    moves = fold_account_moves(year, QUARTER, "1122", "sanitation")
    assert moves == (
        AccountMove(UUID(int=2), 2025, 2, date(2025, 1, 2), "第2笔", 600_00, 0, ("4301",)),
        AccountMove(
            UUID(int=3), 2025, 3, date(2025, 2, 6), "第3笔", 0, 300_00, ("1012.wechat", "2203")
        ),
    )
    assert fold_account_moves(year, QUARTER, "1122", "common-income") == ()


def test_postings_of_a_dwelling_come_by_day(year: Year) -> None:
    """A household's lines come in the order of days, whatever order the entries are given in."""
    found = fold_dwelling_postings(tuple(reversed(year)), QUARTER, UUID(int=101))
    assert [(one.number, one.account, one.amount_fen) for one in found] == [
        (2, "1122", 300_00),
        (3, "1122", -300_00),
        (3, "2203", -50_00),
    ]
