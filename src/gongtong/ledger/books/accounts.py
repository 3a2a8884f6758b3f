"""Accounts, funds and the chart that lists them (会计科目)."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from attrs import frozen

_ACCOUNT_CODE: Final = re.compile(r"[0-9]{4}(\.[0-9a-z]+)*", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_FUND_CODE: Final = re.compile(r"[a-z][0-9a-z]*(-[0-9a-z]+)*", re.ASCII)


class AccountKind(StrEnum):
    """The five elements of non-profit books (会计要素)."""

    ASSET = "asset"
    LIABILITY = "liability"
    NET_ASSETS = "net_assets"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def is_nominal(self) -> bool:
        """Whether the year's end empties accounts of this kind (损益类科目)."""
        return self in {AccountKind.INCOME, AccountKind.EXPENSE}


@frozen
class Account:
    """One account of the books (会计科目).

    ``per_dwelling`` accounts are kept household by household; ``holds_money`` accounts are what a cashier
    pays from. An account that may not be negative, such as the cash box, refuses the entry that would
    overdraw it. An account whose statements are imported names the account it ``clears_through``: the
    import moves what was paid there, and the vouchers take it from there.
    """

    code: str
    zh: str
    en: str
    kind: AccountKind
    per_dwelling: bool = False
    holds_money: bool = False
    may_be_negative: bool = True
    clears_through: str | None = None


@frozen
class Fund:
    """Money with a purpose of its own, in one currency, in which every entry balances (资金).

    `currency` is an ISO 4217 code; amounts of the fund are whole minor units of it. Money of a
    `restricted` fund may serve its purpose alone (专款专用): it leaves the fund only by a transfer
    that was ruled on.
    """

    code: str
    zh: str
    en: str
    currency: str = "CNY"
    restricted: bool = False


@frozen
class Chart:
    """The accounts and funds of one place's books (会计科目表)."""

    accounts: tuple[Account, ...]
    funds: tuple[Fund, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a chart that could not be kept or exported (科目表检查)."""
        problems = [*chart_problems(self.accounts, self.funds)]
        if problems:
            raise ValueError("unusable chart of accounts: " + "; ".join(problems))

    @property
    def net_assets(self) -> Account:
        """The account that takes the year's surplus: the first of its kind (净资产科目)."""
        return next(account for account in self.accounts if account.kind is AccountKind.NET_ASSETS)


def chart_problems(accounts: tuple[Account, ...], funds: tuple[Fund, ...]) -> Iterable[str]:
    """Name everything for which a chart could not be kept or exported (科目表问题)."""
    codes = [account.code for account in accounts]
    fund_codes = [fund.code for fund in funds]
    yield from (f"account code {code!r}" for code in codes if not _ACCOUNT_CODE.fullmatch(code))
    yield from (f"fund code {code!r}" for code in fund_codes if not _FUND_CODE.fullmatch(code))
    yield from (
        f"currency {fund.currency!r} of fund {fund.code!r}"
        for fund in funds
        if not _CURRENCY.fullmatch(fund.currency)
    )
    for listed in (codes, fund_codes):
        yield from (
            f"{code!r} listed twice" for code, times in sorted(Counter(listed).items()) if times > 1
        )
    known = frozenset(codes)
    yield from (
        f"{account.code} clears through {account.clears_through!r}, which is no account"
        for account in accounts
        if account.clears_through is not None and account.clears_through not in known
    )
    if not any(account.kind is AccountKind.NET_ASSETS for account in accounts):
        yield "no net assets account"
    if not funds:
        yield "no fund"
