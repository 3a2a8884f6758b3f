"""Holding and releasing deposits (押金服务)."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.store import list_dwelling_balances
from gongtong.ledger.books.chart import ADVANCES, DEPOSIT_FUND, DEPOSITS_HELD
from gongtong.ledger.books.service import post_draft
from gongtong.ledger.books.store import load_chart
from gongtong.ledger.fees.debts.correcting.service import promised_fen
from gongtong.ledger.fees.debts.depositing.deposits import (
    DepositFacts,
    DepositMoved,
    DepositStep,
    MoveDeposit,
    rule_on_deposit,
)


def _move_deposit(step: DepositStep, unit: UnitOfWork, request: MoveDeposit) -> DepositMoved:
    who = request.dwelling_id
    if step is DepositStep.HOLD:
        credit_fen = _kept(unit, who, ADVANCES, request.fund)
        there_fen = credit_fen - promised_fen(unit, who, request.fund)
    else:
        there_fen = _kept(unit, who, DEPOSITS_HELD, DEPOSIT_FUND)
    facts = DepositFacts(
        step=step,
        there_fen=there_fen,
        deposit_fund=DEPOSIT_FUND,
        money_accounts=[one.code for one in load_chart(unit).accounts if one.holds_money],
        today=unit.today,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    entry = post_draft(unit, unit.granted(rule_on_deposit(request, facts)))
    event = DepositMoved(step, who, request.amount_fen, request.reason.strip(), entry.id)
    unit.record(event)
    return event


def _kept(unit: UnitOfWork, dwelling_id: UUID, account: str, fund: str) -> int:
    held = list_dwelling_balances(unit, account, dwelling_id)
    return -sum(one.amount_fen for one in held if one.fund == fund)


def _steps(step: DepositStep) -> Callable[[UnitOfWork, MoveDeposit], DepositMoved]:
    return partial(_move_deposit, step)


HOLD_DEPOSIT: Final = Command(
    "ledger.hold_deposit", MoveDeposit, DepositMoved, _steps(DepositStep.HOLD), zh="收存押金"
)
RELEASE_DEPOSIT: Final = Command(
    "ledger.release_deposit", MoveDeposit, DepositMoved, _steps(DepositStep.RELEASE), zh="解除押金"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (HOLD_DEPOSIT, RELEASE_DEPOSIT)


class Depositing:
    """The desk where deposits are held and released (押金台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def hold(self, request: MoveDeposit, *, key: str) -> DepositMoved:
        """Hold credit of a dwelling apart as a deposit (收存押金)."""
        return self._unit.run(HOLD_DEPOSIT, request, key=key)

    def release(self, request: MoveDeposit, *, key: str) -> DepositMoved:
        """Make a deposit credit of the dwelling again (解除押金)."""
        return self._unit.run(RELEASE_DEPOSIT, request, key=key)

    def held_for(self, dwelling_id: UUID) -> int:
        """Say how much is held for a dwelling, in fen (押金余额)."""
        return _kept(self._unit, dwelling_id, DEPOSITS_HELD, DEPOSIT_FUND)
