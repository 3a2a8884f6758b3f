"""Deposits: money of a household that is held apart until it is free again (住户押金).

Money comes in as any other payment and is credit of the dwelling. Holding it as a deposit moves it, with
its money, into the fund of deposits; releasing it moves it back, and it is paid back as any other credit:
asked for, approved, paid by the cashier and booked.
"""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import ADVANCES, DEPOSITS_HELD
from gongtong.ledger.books.entries import MOST_NARRATION, DocumentRef, Draft, EntryKind, Posting

DEPOSIT_RULES: Final = Source("收费规则", "押金", standing=Standing.HOUSE)


class DepositStep(StrEnum):
    """What is done with a deposit (押金操作)."""

    HOLD = "hold"
    RELEASE = "release"

    @property
    def zh(self) -> str:
        """The step in Chinese (中文名称)."""
        return {"hold": "收存押金", "release": "解除押金"}[self.value]


@frozen
class MoveDeposit:
    """A request to hold credit of a dwelling as a deposit, or to release it to its credit (押金申请).

    `fund` is that of the credit; `account` the money account in which the money lies and stays. `reason`
    says what for, such as 装修押金.
    """

    dwelling_id: UUID
    amount_fen: int
    fund: str
    account: str
    reason: str
    documents: tuple[DocumentRef, ...] = ()
    effective_on: date | None = None


@frozen
class DepositMoved:
    """A deposit was taken or released (押金已办理)."""

    step: DepositStep
    dwelling_id: UUID
    amount_fen: int
    reason: str
    entry_id: UUID


@frozen
class DepositFacts:
    """What is known when a deposit moves (押金依据).

    `there_fen` is the credit that is free, or the deposit that is held; `deposit_fund` is where
    deposits are held.
    """

    step: DepositStep
    there_fen: int
    deposit_fund: str
    money_accounts: Collection[str]
    today: date
    held: Collection[Office]


def rule_on_deposit(request: MoveDeposit, facts: DepositFacts) -> Granted[Draft] | Refused:
    """Draft the entry that holds or releases a deposit, or name every ground against it (押金审核).

    Grounds, in this order: the office, the cashier, no reason, no document, an amount of nothing, no
    money account, a fund that deposits are not held apart from, less than is to be moved.
    """
    step = facts.step
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=(step.zh, f"{step.value} a deposit")),
        *_reasons(request, facts),
    )
    if reasons:
        return Refused(reasons)
    # towards the deposits when held, back again when released
    fen = request.amount_fen if step is DepositStep.HOLD else -request.amount_fen
    who, account = request.dwelling_id, request.account
    return Granted(
        Draft(
            EntryKind.REASSIGNMENT,
            request.effective_on or facts.today,
            f"{step.zh}：{request.reason.strip()}"[:MOST_NARRATION],
            (
                Posting(ADVANCES, request.fund, fen, who),
                Posting(account, request.fund, -fen),
                Posting(account, facts.deposit_fund, fen),
                Posting(DEPOSITS_HELD, facts.deposit_fund, -fen, who),
            ),
            request.documents,
        )
    )


def _reasons(request: MoveDeposit, facts: DepositFacts) -> Iterator[Reason]:
    if not request.reason.strip():
        yield _reason("ledger.deposit_without_reason", "没有写明押金事由", "no reason is given")
    if not request.documents:
        yield _reason("ledger.deposit_without_document", "没有附凭证", "no document is attached")
    if request.amount_fen <= 0:
        yield _reason(
            "ledger.deposit_of_nothing", "金额须大于零", "the amount is more than nothing"
        )
    if request.account not in facts.money_accounts:
        yield _reason(
            "ledger.no_money_account",
            f"科目“{request.account}”不是货币资金科目",
            f"{request.account!r} is no account that holds money",
            ("account", request.account),
        )
    if request.fund == facts.deposit_fund:
        yield _reason(
            "ledger.deposit_not_apart",
            "押金须与其他资金分开存放",
            "a deposit is held apart from the fund that it comes from",
            ("fund", request.fund),
        )
    if request.amount_fen > facts.there_fen:
        yield _reason(
            "ledger.deposit_too_large",
            f"{facts.step.zh}{format_yuan(request.amount_fen)}元，只有{format_yuan(facts.there_fen)}元",
            f"{format_yuan(request.amount_fen)} is to be moved, and {format_yuan(facts.there_fen)} is there",
            ("there_fen", str(facts.there_fen)),
        )


def _reason(code: str, zh: str, en: str, *params: tuple[str, str]) -> Reason:
    return Reason(code, zh, en, DEPOSIT_RULES, params)
