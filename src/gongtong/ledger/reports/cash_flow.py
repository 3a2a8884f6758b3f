"""Where each fund's money came from and went in a span of days (现金流量表)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.reports.folds import MoneyMove


@frozen
class FundCashFlow:
    """The money of one fund: what there was, came in, went out, and is left, in fen (资金现金流量)."""

    fund: str
    opening_fen: int
    moves: tuple[MoneyMove, ...]

    @property
    def received_fen(self) -> int:
        """All that came in (收入合计)."""
        return sum(move.received_fen for move in self.moves)

    @property
    def paid_fen(self) -> int:
        """All that went out (支出合计)."""
        return sum(move.paid_fen for move in self.moves)

    @property
    def closing_fen(self) -> int:
        """What is left at the end of the last day (期末资金)."""
        return self.opening_fen + self.received_fen - self.paid_fen


@frozen
class CashFlow:
    """The money of every fund over a span of days (现金流量表)."""

    span: Span
    funds: tuple[FundCashFlow, ...]


def cash_flow_of(
    span: Span, opening: Iterable[AccountBalance], moves: Iterable[MoneyMove], chart: Chart
) -> CashFlow:
    """Put together what each fund held at first and what moved since (编制现金流量表).

    Funds that neither held nor moved anything are left out; the others stand in the order of the chart.
    """
    holding = {account.code for account in chart.accounts if account.holds_money}
    held = dict.fromkeys((fund.code for fund in chart.funds), 0)
    for balance in opening:
        if balance.account in holding:
            held[balance.fund] += balance.amount_fen
    moved: dict[str, list[MoneyMove]] = {fund: [] for fund in held}
    for move in moves:
        moved[move.fund].append(move)
    return CashFlow(
        span,
        tuple(
            FundCashFlow(fund, held[fund], tuple(moved[fund]))
            for fund in held
            if held[fund] or moved[fund]
        ),
    )
