"""What was planned beside what happened (预算执行表)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.ledger.books.accounts import Account, AccountKind, Chart
from gongtong.ledger.books.balances.folding import AccountBalance


@frozen
class PlannedAmount:
    """What a budget gives an account of a fund for the span, positive, in fen (预算数)."""

    fund: str
    account: str
    amount_fen: int


@frozen
class ComparedPlan:
    """One account of a fund: planned, happened, and the difference, in fen (预算执行行)."""

    fund: str
    account: Account
    planned_fen: int
    actual_fen: int

    @property
    def variance_fen(self) -> int:
        """How much better than planned: less spent, or more taken in (预算差异)."""
        difference = self.planned_fen - self.actual_fen
        return -difference if self.account.kind is AccountKind.INCOME else difference

    @property
    def used(self) -> Fraction | None:
        """Which part of the plan has happened; nothing where nothing was planned (执行率)."""
        return Fraction(self.actual_fen, self.planned_fen) if self.planned_fen else None


@frozen
class BudgetComparison:
    """The plan of a span beside the books, by fund and account (预算执行表)."""

    span: Span
    lines: tuple[ComparedPlan, ...]


def budget_comparison_of(
    span: Span, planned: Iterable[PlannedAmount], actual: Iterable[AccountBalance], chart: Chart
) -> BudgetComparison:
    """Set the plan beside what happened, also where only one of them is there (编制预算执行表)."""
    accounts = {account.code: account for account in chart.accounts}
    wanted: dict[tuple[str, str], int] = {}
    for plan in planned:
        key = plan.fund, plan.account
        wanted[key] = wanted.get(key, 0) + plan.amount_fen
    happened = {(held.fund, held.account): held.amount_fen for held in actual}
    return BudgetComparison(
        span,
        tuple(
            ComparedPlan(
                fund,
                accounts[code],
                wanted.get((fund, code), 0),
                _shown(accounts[code], happened.get((fund, code), 0)),
            )
            for fund, code in sorted({*wanted, *happened})
        ),
    )


def _shown(account: Account, amount_fen: int) -> int:
    return -amount_fen if account.kind is AccountKind.INCOME else amount_fen
