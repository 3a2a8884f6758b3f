"""The desk of reports: what the books say, on any day and as it was known at any moment (报表服务)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from attrs import evolve

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.periods import local_day, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.store import load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.folding import (
    MonthlyFlow,
    TrialBalance,
    flows_of,
    trial_balance_of,
)
from gongtong.ledger.books.balances.store import load_trial_balance
from gongtong.ledger.books.chart import RECEIVABLE
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.books.store import list_entries, load_chart
from gongtong.ledger.budgets.budget_lines import budget_lines
from gongtong.ledger.budgets.store import list_budgets
from gongtong.ledger.reports import store
from gongtong.ledger.reports.account_page import AccountPage, account_page_of
from gongtong.ledger.reports.arrears.ageing import (
    DEFAULT_BUCKETS,
    AgeBuckets,
    Ageing,
    OtherDebt,
    age,
)
from gongtong.ledger.reports.arrears.store import list_open_charges
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
            return load_trial_balance(self._unit)
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

    def ageing(self, as_of: AsOf = NOW, buckets: AgeBuckets = DEFAULT_BUCKETS) -> Ageing:
        """Give what every dwelling owes, by how long it has been due; today, unless a day is asked for (欠费账龄表).

        With what stands besides charges it adds up to the receivable account. Raises
        `UnknownReferenceError` for a dwelling that is in no register of that day or today.
        """
        on = as_of.through or self._unit.today
        charges = list_open_charges(self._unit, evolve(as_of, through=on))
        held = store.list_dwelling_balances_as_of(self._unit, evolve(as_of, through=on), RECEIVABLE)
        rest: Counter[UUID] = Counter()
        for balance in held:
            rest[balance.dwelling_id] += balance.amount_fen
        for charge in charges:
            rest[charge.dwelling_id] -= charge.open_fen
        labels = {charge.dwelling_id: charge.label for charge in charges}
        others = self._others({who: fen for who, fen in rest.items() if fen}, labels, on)
        return age(charges, on, buckets, others=others)

    def budget_comparison(self, year: int, known_at: datetime | None = None) -> BudgetComparison:
        """Give the year's budget in force beside what the books say (预算执行表).

        Asked as known at a moment, it is the version that was adopted by that day.
        """
        known = [
            budget
            for budget in list_budgets(self._unit, year)
            if known_at is None or budget.adopted_on <= local_day(known_at)
        ]
        planned = [
            PlannedAmount(line.fund, line.expense_account, line.amount_fen)
            for line in budget_lines(known)
        ]
        return self.compare_budget(planned, Window(year_span(year), known_at))

    def compare_budget(self, planned: Iterable[PlannedAmount], window: Window) -> BudgetComparison:
        """Set a plan beside what the books say (预算执行表)."""
        actual = store.list_results(self._unit, window)
        return budget_comparison_of(window.span, planned, actual, load_chart(self._unit))

    def journal(self, window: Window) -> tuple[Entry, ...]:
        """Give the entries of a span in the order of days and numbers (序时账)."""
        found = [one for one in list_entries(self._unit, window.span) if window.counts(one)]
        return tuple(sorted(found, key=lambda one: (one.effective_on, one.year, one.number)))

    def _others(
        self, rest: Mapping[UUID, int], labels: Mapping[UUID, DwellingLabel], on: date
    ) -> list[OtherDebt]:
        if not rest.keys() - labels.keys():
            return [OtherDebt(who, labels[who], fen) for who, fen in rest.items()]
        today = {one.id: one.label for one in load_register(self._unit, self._unit.today).dwellings}
        then = {one.id: one.label for one in load_register(self._unit, on).dwellings}
        known = {**today, **then, **labels}
        unknown = next((who for who in rest if who not in known), None)
        if unknown is not None:
            raise UnknownReferenceError("dwelling", unknown)
        return [OtherDebt(who, known[who], fen) for who, fen in rest.items()]
