"""What each fund has, what it owes, and what is its own (资产负债表)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from gongtong.ledger.books.accounts import Account, AccountKind, Chart
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.reports.as_of import AsOf


@frozen
class SheetLine:
    """One account on the balance sheet, positive on its own side, in fen (资产负债表行)."""

    account: Account
    amount_fen: int


@frozen
class FundSheet:
    """Both sides of one fund, in fen; they are equal, because every entry balances in its fund (资金资产负债).

    `surplus_fen` is what this and earlier years brought and nobody has carried to net assets yet.
    """

    fund: str
    assets: tuple[SheetLine, ...]
    liabilities: tuple[SheetLine, ...]
    net_assets: tuple[SheetLine, ...]
    surplus_fen: int

    @property
    def assets_fen(self) -> int:
        """What the fund has (资产合计)."""
        return sum(line.amount_fen for line in self.assets)

    @property
    def liabilities_fen(self) -> int:
        """What the fund owes (负债合计)."""
        return sum(line.amount_fen for line in self.liabilities)

    @property
    def net_assets_fen(self) -> int:
        """What is the fund's own, with the surplus (净资产合计)."""
        return sum(line.amount_fen for line in self.net_assets) + self.surplus_fen

    @property
    def is_balanced(self) -> bool:
        """Whether what it has is what it owes and owns (两边相等)."""
        return self.assets_fen == self.liabilities_fen + self.net_assets_fen


@frozen
class BalanceSheet:
    """The sides of every fund at one moment (资产负债表)."""

    as_of: AsOf
    funds: tuple[FundSheet, ...]


def balance_sheet_of(as_of: AsOf, balances: Iterable[AccountBalance], chart: Chart) -> BalanceSheet:
    """Sort balances onto the sides of their funds, in the order of the chart (编制资产负债表)."""
    accounts = {account.code: account for account in chart.accounts}
    held: dict[str, list[AccountBalance]] = {fund.code: [] for fund in chart.funds}
    for balance in balances:
        held[balance.fund].append(balance)
    return BalanceSheet(
        as_of,
        tuple(_fund_sheet(fund, those, accounts) for fund, those in held.items() if those),
    )


def _fund_sheet(
    fund: str, balances: list[AccountBalance], accounts: dict[str, Account]
) -> FundSheet:
    def side(kind: AccountKind) -> tuple[SheetLine, ...]:
        sign = 1 if kind is AccountKind.ASSET else -1
        return tuple(
            SheetLine(accounts[held.account], sign * held.amount_fen)
            for held in sorted(balances, key=lambda held: held.account)
            if accounts[held.account].kind is kind
        )

    return FundSheet(
        fund,
        side(AccountKind.ASSET),
        side(AccountKind.LIABILITY),
        side(AccountKind.NET_ASSETS),
        -sum(held.amount_fen for held in balances if accounts[held.account].kind.is_nominal),
    )
