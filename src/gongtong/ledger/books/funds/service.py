"""The desk of funds and of the chart: transfers, and what is added or closed (资金与科目服务)."""

from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.store import list_pending_balances
from gongtong.ledger.books.funds import store
from gongtong.ledger.books.funds.chart_changes import (
    AccountAdded,
    AccountClosed,
    AddAccount,
    AddFund,
    ChartFacts,
    CloseAccount,
    CloseFund,
    FundAdded,
    FundClosed,
    rule_on_adding_account,
    rule_on_adding_fund,
    rule_on_closing_account,
    rule_on_closing_fund,
)
from gongtong.ledger.books.funds.policies import FUND_TRANSFERS_ALLOWED
from gongtong.ledger.books.funds.store import Use
from gongtong.ledger.books.funds.transfers import (
    FundsTransferred,
    TransferBetweenFunds,
    TransferFacts,
    rule_on_transfer,
)
from gongtong.ledger.books.service import offices_of_actor, post_draft
from gongtong.ledger.books.store import load_chart, require_opening_day


def transfer(unit: UnitOfWork, request: TransferBetweenFunds) -> FundsTransferred:
    """Move money between funds inside the running command (资金调拨)."""
    require_opening_day(unit)
    draft = unit.granted(rule_on_transfer(request, _transfer_facts(unit, request)))
    event = FundsTransferred(
        post_draft(unit, draft),
        request.from_fund,
        request.to_fund,
        request.amount_fen,
        request.decision.strip(),
    )
    unit.record(event)
    return event


def _transfer_facts(unit: UnitOfWork, request: TransferBetweenFunds) -> TransferFacts:
    chart = load_chart(unit)
    available = {
        (held.account, held.fund): held.available_fen for held in list_pending_balances(unit)
    }
    return TransferFacts(
        held=offices_of_actor(unit),
        accounts={account.code: account for account in chart.accounts},
        funds={fund.code: fund for fund in chart.funds},
        rule=unit.decide(FUND_TRANSFERS_ALLOWED, on=request.effective_on),
        available_fen=available.get((request.from_account, request.from_fund), 0),
        moved_in_year_fen=store.sum_transferred(
            unit, request.from_fund, request.to_fund, request.effective_on.year
        ),
    )


def _chart_facts(unit: UnitOfWork, use: Use | None = None) -> ChartFacts:
    require_opening_day(unit)
    closed_accounts, closed_funds = store.load_closed(unit)
    held = offices_of_actor(unit)
    chart = load_chart(unit)
    if use is None:
        return ChartFacts(held, chart, closed_accounts, closed_funds)
    return ChartFacts(
        held,
        chart,
        closed_accounts,
        closed_funds,
        balances=use.balances,
        uneven_dwellings=use.uneven_dwellings,
        last_used_on=use.last_used_on,
        is_reserved=use.is_reserved,
    )


def _add_account(unit: UnitOfWork, request: AddAccount) -> AccountAdded:
    event = unit.granted(rule_on_adding_account(request, _chart_facts(unit)))
    store.insert_account(unit, event.account)
    unit.record(event)
    return event


def _add_fund(unit: UnitOfWork, request: AddFund) -> FundAdded:
    event = unit.granted(rule_on_adding_fund(request, _chart_facts(unit)))
    store.insert_fund(unit, event.fund)
    unit.record(event)
    return event


def _close_account(unit: UnitOfWork, request: CloseAccount) -> AccountClosed:
    facts = _chart_facts(unit, store.load_use(unit, account=request.code))
    event = unit.granted(rule_on_closing_account(request, facts))
    store.close_account(unit, event.code, event.closed_on)
    unit.record(event)
    return event


def _close_fund(unit: UnitOfWork, request: CloseFund) -> FundClosed:
    facts = _chart_facts(unit, store.load_use(unit, fund=request.code))
    event = unit.granted(rule_on_closing_fund(request, facts))
    store.close_fund(unit, event.code, event.closed_on)
    unit.record(event)
    return event


TRANSFER_BETWEEN_FUNDS: Final = Command(
    "ledger.transfer_between_funds",
    TransferBetweenFunds,
    FundsTransferred,
    transfer,
    zh="资金调拨",
)
ADD_ACCOUNT: Final = Command(
    "ledger.add_account", AddAccount, AccountAdded, _add_account, zh="增设科目"
)
CLOSE_ACCOUNT: Final = Command(
    "ledger.close_account", CloseAccount, AccountClosed, _close_account, zh="停用科目"
)
ADD_FUND: Final = Command("ledger.add_fund", AddFund, FundAdded, _add_fund, zh="增设资金")
CLOSE_FUND: Final = Command("ledger.close_fund", CloseFund, FundClosed, _close_fund, zh="停用资金")
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    TRANSFER_BETWEEN_FUNDS,
    ADD_ACCOUNT,
    CLOSE_ACCOUNT,
    ADD_FUND,
    CLOSE_FUND,
)


class Funds:
    """The desk of funds and of the chart (资金与科目台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def transfer_between_funds(
        self, request: TransferBetweenFunds, *, key: str
    ) -> FundsTransferred:
        """Move money from one fund to another (资金调拨)."""
        return self._unit.run(TRANSFER_BETWEEN_FUNDS, request, key=key)

    def add_account(self, request: AddAccount, *, key: str) -> AccountAdded:
        """Give the chart a further account (增设科目)."""
        return self._unit.run(ADD_ACCOUNT, request, key=key)

    def close_account(self, request: CloseAccount, *, key: str) -> AccountClosed:
        """Let an empty account take no entry from a day on (停用科目)."""
        return self._unit.run(CLOSE_ACCOUNT, request, key=key)

    def add_fund(self, request: AddFund, *, key: str) -> FundAdded:
        """Give the chart a further fund (增设资金)."""
        return self._unit.run(ADD_FUND, request, key=key)

    def close_fund(self, request: CloseFund, *, key: str) -> FundClosed:
        """Let an empty fund take no entry from a day on (停用资金)."""
        return self._unit.run(CLOSE_FUND, request, key=key)
