"""Reports as tables, with the words and names of the place (报表输出服务)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongtong.core.register import Register
from gongtong.core.registry.store import load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.store import load_chart
from gongtong.ledger.exchange.sheets.sheets import Sheet
from gongtong.ledger.reports.arrears.ageing import DEFAULT_BUCKETS, AgeBuckets
from gongtong.ledger.reports.as_of import NOW, AsOf, Window
from gongtong.ledger.reports.printing.book_sheets import (
    account_page_sheet,
    balance_sheet_sheet,
    budget_sheet,
    cash_flow_sheet,
    income_and_spending_sheet,
    journal_sheet,
    trial_balance_sheet,
)
from gongtong.ledger.reports.printing.household_sheets import ageing_sheet, statement_sheet
from gongtong.ledger.reports.printing.words import NamesShown, Wording
from gongtong.ledger.reports.service import LedgerReports


class ReportSheets:
    """Every report as a table for `write_csv` and `write_workbook`; names are masked unless asked for in full (报表输出台)."""

    def __init__(self, unit: UnitOfWork, *, names: NamesShown = NamesShown.MASKED) -> None:
        """Read in one unit."""
        self._unit = unit
        self._names = names
        self._reports = LedgerReports(unit)

    def in_full(self) -> ReportSheets:
        """Give the same tables with names in full, for who may see them (显示全名)."""
        return ReportSheets(self._unit, names=NamesShown.IN_FULL)

    def journal(self, window: Window) -> Sheet:
        """Give the journal of a span (序时账表)."""
        return journal_sheet(self._reports.journal(window), self._wording())

    def trial_balance(self, as_of: AsOf = NOW) -> Sheet:
        """Give the trial balance (试算平衡表输出)."""
        return trial_balance_sheet(self._reports.trial_balance(as_of), self._wording(), as_of)

    def account_page(self, account: str, fund: str, window: Window) -> Sheet:
        """Give the page of an account; raises `UnknownReferenceError` (明细账表)."""
        page = self._reports.account_page(account, fund, window)
        return account_page_sheet(page, self._wording())

    def income_and_spending(self, window: Window) -> Sheet:
        """Give income and spending beside the span before (收支表输出)."""
        return income_and_spending_sheet(self._reports.income_and_spending(window), self._wording())

    def cash_flow(self, window: Window) -> Sheet:
        """Give where the money came from and went (现金流量表输出)."""
        return cash_flow_sheet(self._reports.cash_flow(window), self._wording())

    def balance_sheet(self, as_of: AsOf = NOW) -> Sheet:
        """Give what each fund has, owes and owns (资产负债表输出)."""
        return balance_sheet_sheet(self._reports.balance_sheet(as_of), self._wording())

    def budget(self, year: int, known_at: datetime | None = None) -> Sheet:
        """Give the year's budget beside what happened (预算执行表输出)."""
        return budget_sheet(self._reports.budget_comparison(year, known_at), self._wording())

    def ageing(self, as_of: AsOf = NOW, buckets: AgeBuckets = DEFAULT_BUCKETS) -> Sheet:
        """Give arrears by age (欠费账龄表输出)."""
        ageing = self._reports.ageing(as_of, buckets)
        owners = {one.id: one.party.name for one in self._register().dwellings}
        return ageing_sheet(ageing, owners, self._wording())

    def household_statement(self, dwelling_id: UUID, window: Window) -> Sheet:
        """Give the account of one household; raises `UnknownReferenceError` (住户对账单输出)."""
        dwelling = self._register().dwelling(dwelling_id)
        statement = self._reports.household_statement(dwelling_id, window)
        return statement_sheet(statement, dwelling.label, dwelling.party.name, self._wording())

    def of_span(self, window: Window) -> tuple[Sheet, ...]:
        """Give all reports of a span for one workbook, but for single accounts and households (全套报表)."""
        year = window.span.start.year
        return (
            self.journal(window),
            self.trial_balance(window.closing),
            self.income_and_spending(window),
            self.cash_flow(window),
            self.balance_sheet(window.closing),
            self.ageing(window.closing),
            self.budget(year, window.known_at),
        )

    def _register(self) -> Register:
        return load_register(self._unit, self._unit.today)

    def _wording(self) -> Wording:
        people = (
            {owner.name for party in self._register().parties for owner in party.members}
            if self._names is NamesShown.MASKED
            else set()
        )
        place, chart = self._unit.place.name_zh, load_chart(self._unit)
        return Wording(place, chart, self._names, people)
