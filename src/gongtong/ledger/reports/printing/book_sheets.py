"""The books as tables: journal, trial balance, account pages, income and spending, sheets of funds (账簿表格)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from gongtong.core.periods import Span
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.balances.folding import TrialBalance
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.exchange.sheets.sheets import CellKind, Column, Sheet, SheetRow
from gongtong.ledger.reports.account_page import AccountPage
from gongtong.ledger.reports.as_of import NOW, AsOf
from gongtong.ledger.reports.balance_sheet import BalanceSheet, FundSheet
from gongtong.ledger.reports.budget_comparison import BudgetComparison
from gongtong.ledger.reports.cash_flow import CashFlow, FundCashFlow
from gongtong.ledger.reports.income_and_spending import IncomeAndSpending
from gongtong.ledger.reports.printing.words import Wording, kind_zh

_ENTRY: Final = Column("凭证号", width=12)
_DAY: Final = Column("日期", CellKind.DAY, 12)
_TEXT: Final = Column("摘要", width=40)
_ACCOUNT: Final = Column("科目", width=22)
_FUND: Final = Column("资金", width=14)


def _money(heading: str, *, is_summed: bool = True) -> Column:
    return Column(heading, CellKind.FEN, 18, is_summed)


def _in_one_currency(
    columns: Iterable[Column], funds: Iterable[str], wording: Wording
) -> tuple[Column, ...]:
    """Leave out the totals where amounts are in several currencies."""
    if wording.adds_up(funds):
        return tuple(columns)
    return tuple(evolve(column, is_summed=False) for column in columns)


def _about(wording: Wording, what: str, when: str) -> tuple[str, ...]:
    return (f"{wording.place_zh} {what}", f"{when}；金额单位：元")


def journal_sheet(entries: Iterable[Entry], wording: Wording) -> Sheet:
    """Set out the journal, one row for each posting (序时账表)."""
    posted = tuple(entries)
    rows: list[SheetRow] = [
        (
            entry.label,
            entry.effective_on,
            kind_zh(entry.kind),
            wording.text(entry.narration),
            wording.account(posting.account),
            wording.fund(posting.fund),
            max(posting.amount_fen, 0) or None,
            max(-posting.amount_fen, 0) or None,
            wording.text(posting.memo),
        )
        for entry in posted
        for posting in entry.postings
    ]
    funds = {posting.fund for entry in posted for posting in entry.postings}
    columns: tuple[Column, ...] = (
        _ENTRY,
        _DAY,
        Column("类别", width=12),
        _TEXT,
        _ACCOUNT,
        _FUND,
        _money("借方"),
        _money("贷方"),
        Column("备注", width=24),
    )
    about = _about(wording, "序时账", "按日期和凭证号排列")
    return Sheet("序时账", _in_one_currency(columns, funds, wording), rows, about)


def trial_balance_sheet(trial: TrialBalance, wording: Wording, as_of: AsOf = NOW) -> Sheet:
    """Set out the trial balance (试算平衡表输出)."""
    rows: list[SheetRow] = [
        (
            line.account.code,
            line.account.zh,
            wording.fund(line.fund),
            line.debit_fen or None,
            line.credit_fen or None,
        )
        for line in trial.lines
    ]
    columns: tuple[Column, ...] = (
        Column("科目编号"),
        Column("科目", width=20),
        _FUND,
        _money("借方余额"),
        _money("贷方余额"),
    )
    columns = _in_one_currency(columns, [line.fund for line in trial.lines], wording)
    return Sheet("试算平衡表", columns, rows, _about(wording, "试算平衡表", as_of.zh()))


def account_page_sheet(page: AccountPage, wording: Wording) -> Sheet:
    """Set out the page of an account in a fund (明细账表)."""
    balance = _money("余额（借方为正）", is_summed=False)
    first: SheetRow = (None, None, "期初余额", None, None, None, page.opening_fen)
    rows: list[SheetRow] = [
        (
            line.entry,
            line.effective_on,
            wording.text(line.narration),
            "、".join(wording.account(code) for code in line.counter_accounts),
            line.debit_fen or None,
            line.credit_fen or None,
            line.balance_fen,
        )
        for line in page.lines
    ]
    columns: tuple[Column, ...] = (
        _ENTRY,
        _DAY,
        _TEXT,
        Column("对方科目", width=30),
        _money("借方"),
        _money("贷方"),
        balance,
    )
    name = f"{page.account.code} {page.account.zh}"
    what = f"明细账 {name}（{wording.fund(page.fund)}）"
    return Sheet(name, columns, (first, *rows), _about(wording, what, str(page.span)))


def income_and_spending_sheet(report: IncomeAndSpending, wording: Wording) -> Sheet:
    """Set out income and spending of the funds beside the span before (收支表输出).

    Spending stands as a negative amount here, so that each column adds up to the surplus.
    """
    rows: list[SheetRow] = []
    for line in report.lines:
        spent = line.account.kind is AccountKind.EXPENSE
        sign = -1 if spent else 1
        amounts = (sign * line.amount_fen, sign * line.before_fen, sign * line.change_fen)
        kind = "支出" if spent else "收入"
        rows.append((wording.fund(line.fund), kind, wording.account(line.account.code), *amounts))
    columns: tuple[Column, ...] = (
        _FUND,
        Column("收支", width=8),
        _ACCOUNT,
        _money("本期"),
        _money("上期"),
        _money("增减"),
    )
    when = f"本期{_days(report.span)}，上期{_days(report.before)}"
    columns = _in_one_currency(columns, [line.fund for line in report.lines], wording)
    return Sheet("收支表", columns, rows, _about(wording, "收支表（支出为负）", when))


def cash_flow_sheet(flow: CashFlow, wording: Wording) -> Sheet:
    """Set out what each fund held, received, paid and holds (现金流量表输出).

    Each fund begins with what it held; the column adds up to what all funds hold.
    """
    rows = [row for fund in flow.funds for row in _cash_rows(fund, wording)]
    columns: tuple[Column, ...] = (
        _FUND,
        Column("项目", width=16),
        _money("收入"),
        _money("支出"),
        _money("结存变动"),
    )
    columns = _in_one_currency(columns, [fund.fund for fund in flow.funds], wording)
    return Sheet("现金流量表", columns, rows, _about(wording, "现金流量表", _days(flow.span)))


def _cash_rows(fund: FundCashFlow, wording: Wording) -> Iterable[SheetRow]:
    name = wording.fund(fund.fund)
    yield name, "期初结存", None, None, fund.opening_fen
    for move in fund.moves:
        received, paid = move.received_fen, move.paid_fen
        yield name, kind_zh(move.kind), received or None, paid or None, received - paid


def balance_sheet_sheet(sheet: BalanceSheet, wording: Wording) -> Sheet:
    """Set out what each fund has, owes and owns; both columns come to the same (资产负债表输出)."""
    rows = [row for fund in sheet.funds for row in _sides(fund, wording)]
    columns: tuple[Column, ...] = (
        _FUND,
        Column("类别", width=10),
        _ACCOUNT,
        _money("资产"),
        _money("负债和净资产"),
    )
    columns = _in_one_currency(columns, [fund.fund for fund in sheet.funds], wording)
    return Sheet("资产负债表", columns, rows, _about(wording, "资产负债表", sheet.as_of.zh()))


def _sides(fund: FundSheet, wording: Wording) -> Iterable[SheetRow]:
    name = wording.fund(fund.fund)
    for line in fund.assets:
        yield name, "资产", wording.account(line.account.code), line.amount_fen, None
    for kind, lines in (("负债", fund.liabilities), ("净资产", fund.net_assets)):
        for line in lines:
            yield name, kind, wording.account(line.account.code), None, line.amount_fen
    if fund.surplus_fen:
        yield name, "净资产", "未结转结余", None, fund.surplus_fen


def budget_sheet(comparison: BudgetComparison, wording: Wording) -> Sheet:
    """Set out the budget beside what happened (预算执行表输出)."""
    rows: list[SheetRow] = [
        (
            wording.fund(line.fund),
            "收入" if line.account.kind is AccountKind.INCOME else "支出",
            wording.account(line.account.code),
            line.planned_fen,
            line.actual_fen,
            line.variance_fen,
            "" if line.used is None else _percent(line.used.numerator, line.used.denominator),
        )
        for line in comparison.lines
    ]
    columns: tuple[Column, ...] = (
        _FUND,
        Column("收支", width=8),
        _ACCOUNT,
        _money("预算", is_summed=False),
        _money("实际", is_summed=False),
        _money("差异（有利为正）"),
        Column("执行率", width=10),
    )
    when = _days(comparison.span)
    columns = _in_one_currency(columns, [line.fund for line in comparison.lines], wording)
    return Sheet("预算执行表", columns, rows, _about(wording, "预算执行表", when))


def _percent(part: int, whole: int) -> str:
    tenths = 1000 * part // whole
    return f"{tenths // 10}.{tenths % 10}%"


def _days(span: Span) -> str:
    return str(span)
