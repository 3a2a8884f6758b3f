"""Examples of the commands of funds and of the chart (资金与科目命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.ledger.books.accounts import Account, AccountKind, Fund
from gongtong.ledger.books.chart import (
    ALIPAY_WALLET,
    BANK,
    CASH,
    COMMON_FUND,
    DEPOSIT_FUND,
    MAINTENANCE_FUND,
    NET_ASSETS,
    SANITATION,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.funds.chart_changes import (
    AddAccount,
    AddFund,
    CloseAccount,
    CloseFund,
)
from gongtong.ledger.books.funds.transfers import TransferBetweenFunds
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import BOOKKEEPER, SINCE

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

MAINTENANCE_FEN: Final = 5_000_000
"""What the bank holds of the maintenance fund when the books are opened: 50,000 yuan (期初维修资金)."""
_DAY: Final = date(2025, 6, 10)
_GYM: Final = Account("5110", "健身器材支出", "Exercise equipment", AccountKind.EXPENSE)


def fill_funds(stage: Stage) -> None:
    """Open the books with cash in one fund and bank money in a restricted one (两项资金期初数)."""
    open_books(stage)
    lines = (
        Posting(BANK, MAINTENANCE_FUND, MAINTENANCE_FEN),
        Posting(NET_ASSETS, MAINTENANCE_FUND, -MAINTENANCE_FEN),
    )
    with stage.work(BOOKKEEPER) as work:
        opening = Draft(EntryKind.OPENING, SINCE, "维修资金期初余额", lines)
        work.ledger.books.post_entry(opening, key="stage/maintenance")


def _transfer(stage: Stage) -> TransferBetweenFunds:
    fill_funds(stage)
    return TransferBetweenFunds(
        SANITATION, COMMON_FUND, 200_000, CASH, _DAY, "垫付公共区域用电", to_account=BANK
    )


def _restricted(stage: Stage) -> TransferBetweenFunds:
    fill_funds(stage)
    return TransferBetweenFunds(
        MAINTENANCE_FUND, COMMON_FUND, 300_000, BANK, _DAY, "退回多交款", decision="2025年第3号表决"
    )


def _account(stage: Stage) -> AddAccount:
    open_books(stage)
    return AddAccount(_GYM)


def _fund(stage: Stage) -> AddFund:
    open_books(stage)
    return AddFund(Fund("lift", "电梯更新资金", "Lift renewal fund", restricted=True))


def _account_to_close(stage: Stage) -> CloseAccount:
    open_books(stage)
    return CloseAccount(ALIPAY_WALLET, _DAY)


def _fund_to_close(stage: Stage) -> CloseFund:
    open_books(stage)
    return CloseFund(DEPOSIT_FUND, _DAY)


EXAMPLES: Final = (
    CommandExample(
        "ledger.transfer_between_funds",
        _transfer,
        refused=lambda request: evolve(request, amount_fen=OPENING_FEN + 1),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.transfer_between_funds",
        _restricted,
        refused=lambda request: evolve(request, decision=" "),
        actor=BOOKKEEPER,
        title="restricted",
    ),
    CommandExample(
        "ledger.add_account",
        _account,
        refused=lambda request: evolve(request, account=evolve(request.account, code=CASH)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.close_account",
        _account_to_close,
        refused=lambda request: evolve(request, code=CASH),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.add_fund",
        _fund,
        refused=lambda request: evolve(request, fund=evolve(request.fund, currency="yuan")),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.close_fund",
        _fund_to_close,
        refused=lambda request: evolve(request, code=SANITATION),
        actor=BOOKKEEPER,
    ),
)
