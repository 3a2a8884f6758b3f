"""Examples of the commands that compare books (对账命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve

from gongtong.ledger.books.chart import BANK, CASH, INTEREST_INCOME, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.reconciling.items import ExplainItem
from gongtong.ledger.reconciling.matches import (
    Against,
    BookSide,
    MatchBooks,
    MatchByHand,
    Unmatch,
)
from gongtong.ledger.reconciling.statements import ReconcileStatement
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.cash import open_cash_book
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import BOOKKEEPER

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

STATEMENT: Final = BankStatement(
    account=BANK,
    bank_account="****1234",
    currency="CNY",
    from_day=date(2025, 5, 1),
    through_day=date(2025, 5, 31),
    file="五月对账单.csv",
    digest="0" * 64,
    lines=(
        BankLine(2, date(2025, 5, 6), 1_200, text="结息", reference="T0001"),
        BankLine(3, date(2025, 5, 20), 500, counterparty="王芳", reference="T0002"),
        BankLine(4, date(2025, 5, 21), 500, counterparty="李伟", reference="T0003"),
    ),
    opening_fen=0,
    closing_fen=2_200,
)
"""A month of a bank account, of which the ledger knows the interest (对账单示例)."""
_INTEREST: Final = Draft(
    EntryKind.MANUAL,
    date(2025, 5, 7),
    "银行结息",
    (Posting(BANK, SANITATION, 1_200), Posting(INTEREST_INCOME, SANITATION, -1_200)),
)
_RECEIVED: Final = Draft(
    EntryKind.MANUAL,
    date(2025, 5, 21),
    "两户存入",
    (Posting(BANK, SANITATION, 1_000), Posting(INTEREST_INCOME, SANITATION, -1_000)),
)


def keep_statement(stage: Stage) -> None:
    """Book the interest and what two people brought, and keep the bank's statement (核对对账单)."""
    open_books(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(_INTEREST, key="stage/interest")
        work.ledger.books.post_entry(_RECEIVED, key="stage/received")
        work.ledger.reconciling.reconcile_statement(
            ReconcileStatement(STATEMENT), key="stage/statement"
        )


def _waiting(stage: Stage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    keep_statement(stage)
    with stage.work() as work:
        waiting = work.ledger.reconciling.waiting(BANK, Against.STATEMENT)
    return (
        tuple(line.id for line in waiting.left_only),
        tuple(line.id for line in waiting.right_only),
    )


def _statement(stage: Stage) -> ReconcileStatement:
    open_books(stage)
    return ReconcileStatement(STATEMENT)


def _books(stage: Stage) -> MatchBooks:
    open_cash_book(stage)
    return MatchBooks(CASH, Against.CASH_BOOK)


def _by_hand(stage: Stage) -> MatchByHand:
    other, ledger = _waiting(stage)
    return MatchByHand(BANK, Against.STATEMENT, other, ledger, "两户合并记账")


def _unmatch(stage: Stage) -> Unmatch:
    keep_statement(stage)
    with stage.work() as work:
        (match,) = work.ledger.reconciling.matches(BANK, Against.STATEMENT)
    return Unmatch(match.id, "不是同一笔")


def _explain(stage: Stage) -> ExplainItem:
    other, _ = _waiting(stage)
    return ExplainItem(BANK, Against.STATEMENT, BookSide.OTHER, other[0], "缴费人待查")


def _wrong_closing(request: ReconcileStatement) -> ReconcileStatement:
    return evolve(request, statement=evolve(request.statement, closing_fen=1))


EXAMPLES: Final = (
    CommandExample(
        "ledger.match_books",
        _books,
        refused=lambda request: evolve(request, account=INTEREST_INCOME),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.reconcile_statement", _statement, refused=_wrong_closing, actor=BOOKKEEPER
    ),
    CommandExample(
        "ledger.match_by_hand",
        _by_hand,
        refused=lambda request: evolve(request, other=request.other[:1]),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.unmatch",
        _unmatch,
        refused=lambda request: evolve(request, reason=""),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.explain_item",
        _explain,
        refused=lambda request: evolve(request, line=str(UUID(int=7))),
        actor=BOOKKEEPER,
    ),
)
