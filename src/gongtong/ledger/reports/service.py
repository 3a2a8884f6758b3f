"""The desk of reports: what the books say, on any day and as it was known at any moment (报表服务)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.folding import (
    MonthlyFlow,
    TrialBalance,
    flows_of,
    trial_balance_of,
)
from gongtong.ledger.books.store import load_chart
from gongtong.ledger.reports import store
from gongtong.ledger.reports.account_page import AccountPage, account_page_of
from gongtong.ledger.reports.as_of import NOW, AsOf, Window
from gongtong.ledger.reports.balance_sheet import BalanceSheet, balance_sheet_of
from gongtong.ledger.reports.budget_comparison import (
    BudgetComparison,
    PlannedAmount,
    budget_comparison_of,
)
from gongtong.ledger.reports.cash_flow import CashFlow, cash_flow_of
from gongtong.ledger.reports.household import HouseholdStatement, household_statement_of
from gongtong.ledger.reports.income_and_spending import IncomeAndSpending, income_and_spending_of


class LedgerReports:
    """The desk of reports; nothing here writes (报表台).

    Every report is exact at any past day, and can be had as it was known at any past moment.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        """Read in one unit."""
        self._unit = unit

    def trial_balance(self, as_of: AsOf = NOW) -> TrialBalance:
        """Give all balances as debits and credits (试算平衡表)."""
        if as_of.is_now:
            return store.load_trial_balance(self._unit)
        balances = store.list_balances_as_of(self._unit, as_of)
        return trial_balance_of(balances, load_chart(self._unit))

    def balance_sheet(self, as_of: AsOf = NOW) -> BalanceSheet:
        """Give what each fund has, owes and owns (资产负债表)."""
        balances = store.list_balances_as_of(self._unit, as_of)
        return balance_sheet_of(as_of, balances, load_chart(self._unit))

    def income_and_spending(self, window: Window) -> IncomeAndSpending:
        """Give what the funds took in and spent, beside the span before (收支表)."""
        now = store.list_results(self._unit, window)
        before = store.list_results(self._unit, window.before)
        return income_and_spending_of(window, now, before, load_chart(self._unit))

    def monthly_flows(self, window: Window) -> tuple[MonthlyFlow, ...]:
        """Give income and spending by month, fund and account (月度收支)."""
        return flows_of(store.list_daily_results(self._unit, window))

    def cash_flow(self, window: Window) -> CashFlow:
        """Give where each fund's money came from and went (现金流量表)."""
        opening = store.list_balances_as_of(self._unit, window.opening)
        moves = store.list_money_moves(self._unit, window)
        return cash_flow_of(window.span, opening, moves, load_chart(self._unit))

    def account_page(self, account: str, fund: str, window: Window) -> AccountPage:
        """Give every entry on an account in a fund; raises `UnknownReferenceError` (明细账)."""
        chart = load_chart(self._unit)
        known = next((one for one in chart.accounts if one.code == account), None)
        if known is None:
            raise UnknownReferenceError("account", account)
        if fund not in {one.code for one in chart.funds}:
            raise UnknownReferenceError("fund", fund)
        opening_fen = store.load_account_balance(self._unit, window.opening, account, fund)
        moves = store.list_account_moves(self._unit, window, account, fund)
        return account_page_of(known, fund, window.span, opening_fen=opening_fen, moves=moves)

    def household_statement(self, dwelling_id: UUID, window: Window) -> HouseholdStatement:
        """Give what a household owed, what happened, and how it stands (住户对账单)."""
        opening = store.list_balances_of_dwelling(self._unit, window.opening, dwelling_id)
        postings = store.list_postings_of_dwelling(self._unit, window, dwelling_id)
        return household_statement_of(dwelling_id, window.span, opening, postings)

    def compare_budget(self, planned: Iterable[PlannedAmount], window: Window) -> BudgetComparison:
        """Set a plan beside what the books say (预算执行表)."""
        actual = store.list_results(self._unit, window)
        return budget_comparison_of(window.span, planned, actual, load_chart(self._unit))
