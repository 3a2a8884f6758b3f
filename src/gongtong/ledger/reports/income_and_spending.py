"""Income and spending of each fund in a span of days, beside the span before (收支表)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.ledger.books.accounts import Account, AccountKind, Chart
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.reports.as_of import Window


@frozen
class FlowLine:
    """Income or spending in one account of a fund, in both spans, in fen (收支表行).

    Income is a credit in the books and stands here as a positive amount.
    """

    fund: str
    account: Account
    amount_fen: int
    before_fen: int

    @property
    def change_fen(self) -> int:
        """How much more than in the span before (增减额)."""
        return self.amount_fen - self.before_fen


@frozen
class FundResult:
    """What a fund took in and spent in both spans, in fen (资金收支结余)."""

    fund: str
    income_fen: int
    spending_fen: int
    income_before_fen: int
    spending_before_fen: int

    @property
    def surplus_fen(self) -> int:
        """Income less spending (本期结余)."""
        return self.income_fen - self.spending_fen

    @property
    def surplus_before_fen(self) -> int:
        """Income less spending of the span before (上期结余)."""
        return self.income_before_fen - self.spending_before_fen


@frozen
class IncomeAndSpending:
    """What the funds took in and spent, account by account (收支表)."""

    span: Span
    before: Span
    lines: tuple[FlowLine, ...]

    @property
    def results(self) -> tuple[FundResult, ...]:
        """The sums of each fund (各资金结余)."""
        return tuple(
            _result(fund, [line for line in self.lines if line.fund == fund])
            for fund in dict.fromkeys(line.fund for line in self.lines)
        )


def income_and_spending_of(
    window: Window, now: Iterable[AccountBalance], before: Iterable[AccountBalance], chart: Chart
) -> IncomeAndSpending:
    """Set the sums of two spans side by side, by fund, then income, then spending (编制收支表)."""
    accounts = {account.code: account for account in chart.accounts}
    here = {(held.fund, held.account): held.amount_fen for held in now}
    there = {(held.fund, held.account): held.amount_fen for held in before}
    lines = [
        FlowLine(
            fund,
            accounts[code],
            _shown(accounts[code], here.get((fund, code), 0)),
            _shown(accounts[code], there.get((fund, code), 0)),
        )
        for fund, code in {*here, *there}
    ]
    return IncomeAndSpending(window.span, window.before.span, tuple(sorted(lines, key=_place)))


def _shown(account: Account, amount_fen: int) -> int:
    return -amount_fen if account.kind is AccountKind.INCOME else amount_fen


def _place(line: FlowLine) -> tuple[str, bool, str]:
    return line.fund, line.account.kind is AccountKind.EXPENSE, line.account.code


def _result(fund: str, lines: list[FlowLine]) -> FundResult:
    income = [line for line in lines if line.account.kind is AccountKind.INCOME]
    spending = [line for line in lines if line.account.kind is AccountKind.EXPENSE]
    return FundResult(
        fund,
        sum(line.amount_fen for line in income),
        sum(line.amount_fen for line in spending),
        sum(line.before_fen for line in income),
        sum(line.before_fen for line in spending),
    )
