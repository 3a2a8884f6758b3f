"""The desk of budgets: adopting them, and reading them (预算服务)."""

from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.store import load_chart
from gongtong.ledger.budgets import store
from gongtong.ledger.budgets.budget_checks import BudgetPosition
from gongtong.ledger.budgets.budget_lines import (
    AdoptBudget,
    Budget,
    BudgetAdopted,
    BudgetFacts,
    BudgetLine,
    budget_lines,
    in_force,
    rule_on_budget,
)
from gongtong.ledger.hands.service import held_offices


def _on_budget(unit: UnitOfWork, request: AdoptBudget) -> Granted[BudgetAdopted] | Refused:
    chart = load_chart(unit)
    facts = BudgetFacts(
        actor=unit.actor.id,
        held=held_offices(unit),
        today=unit.today,
        accounts={account.code: account for account in chart.accounts},
        funds=frozenset(fund.code for fund in chart.funds),
        versions=store.list_budgets(unit, request.year),
    )
    return rule_on_budget(request, facts)


def _adopt_budget(unit: UnitOfWork, request: AdoptBudget) -> BudgetAdopted:
    event = unit.granted(_on_budget(unit, request))
    store.insert_budget(unit, event.budget)
    unit.record(event)
    return event


def position_of(
    unit: UnitOfWork, line: BudgetLine, year: int, *, promised_fen: int
) -> BudgetPosition:
    """Say where an amount stands in the year's budget; ``promised_fen`` is not booked yet (预算占用)."""
    holding = in_force(store.list_budgets(unit, year))
    fund, account = line.fund, line.expense_account
    return BudgetPosition(
        year=year,
        fund=fund,
        expense_account=account,
        budgeted_fen=None if holding is None else holding.amount_of(fund, account),
        used_fen=promised_fen + store.sum_booked(unit, year, fund, account),
        amount_fen=line.amount_fen,
    )


ADOPT_BUDGET: Final = Command(
    "ledger.adopt_budget", AdoptBudget, BudgetAdopted, _adopt_budget, zh="通过预算"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (ADOPT_BUDGET,)


class Budgets:
    """The desk of budgets (预算台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def adopt_budget(self, request: AdoptBudget, *, key: str) -> BudgetAdopted:
        """Put a year's budget in force, as it was decided (通过预算)."""
        return self._unit.run(ADOPT_BUDGET, request, key=key)

    def may_adopt(self, request: AdoptBudget) -> Granted[BudgetAdopted] | Refused:
        """Rule on a budget without adopting it (能否通过预算)."""
        return _on_budget(self._unit, request)

    def budgets(self, year: int) -> tuple[Budget, ...]:
        """Give every version of a year's budget, the first first (各版预算)."""
        return store.list_budgets(self._unit, year)

    def lines(self, year: int) -> tuple[BudgetLine, ...]:
        """Give the lines of the version in force (现行预算各行)."""
        return budget_lines(self.budgets(year))
