"""Asking the checks of a closing, each where its answer lies (结账检查服务).

A desk above the books contributes a check as a `ClosingCheck`: an item, and a function that reads in
the running unit and says what is wrong with a period, or nothing. The room lists them all.
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books import store
from gongtong.ledger.books.balances import store as balance_store
from gongtong.ledger.books.chart import SUSPENSE, UNVOUCHED_SPENDING
from gongtong.ledger.books.checklist import (
    BOOKS_AGREE,
    DOCUMENTS_COMPLETE,
    NOTHING_RESERVED,
    SUSPENSE_EMPTY,
    UNVOUCHED_EMPTY,
    CheckAnswer,
    CheckItem,
)
from gongtong.ledger.books.documents import without_documents
from gongtong.ledger.books.periods import Period

Wrong: TypeAlias = tuple[str, str] | None
"""What is wrong, in Chinese and in English; nothing where nothing is (不符之处)."""


@frozen
class ClosingCheck:
    """A check before closing, with the function that answers it (结账检查)."""

    item: CheckItem
    ask: Callable[[UnitOfWork, Period], Wrong]


def answers_of(
    unit: UnitOfWork, period: Period, checks: Iterable[ClosingCheck]
) -> tuple[CheckAnswer, ...]:
    """Ask every check about a period, in the order in which they are listed (检查结账清单)."""
    answers: list[CheckAnswer] = []
    for check in checks:
        wrong = check.ask(unit, period)
        answers.append(
            CheckAnswer(check.item) if wrong is None else CheckAnswer(check.item, *wrong)
        )
    return tuple(answers)


def _is_settled(account: str) -> Callable[[UnitOfWork, Period], Wrong]:
    def ask(unit: UnitOfWork, period: Period) -> Wrong:
        """Name what stood open at the end of the period and stands open still."""
        then = balance_store.sum_postings(unit, through=period.last_day).accounts
        now = balance_store.list_account_balances(unit)
        still = {held.fund for held in now if held.account == account}
        open_fen = {
            held.fund: held.amount_fen
            for held in then
            if held.account == account and held.fund in still
        }
        if not open_fen:
            return None
        listed = ", ".join(f"{fund} {format_yuan(fen)}" for fund, fen in sorted(open_fen.items()))
        return f"科目{account}还有余额：{listed}", f"account {account} still holds: {listed}"

    return ask


def _nothing_reserved(unit: UnitOfWork, period: Period) -> Wrong:
    count = balance_store.count_pending(unit, through=period.last_day)
    if not count:
        return None
    return f"还有{count}笔预留未处理", f"{count} reserved entries are pending"


def _documents_complete(unit: UnitOfWork, period: Period) -> Wrong:
    bare = without_documents(store.list_entries(unit, period.span))
    if not bare:
        return None
    listed = ", ".join(entry.label for entry in bare)
    return f"缺原始凭证：{listed}", f"no document under: {listed}"


def _books_agree(unit: UnitOfWork, _: Period) -> Wrong:
    gaps = [str(one.year) for one in balance_store.list_numbers(unit) if not one.is_gap_free]
    unbalanced = balance_store.list_unbalanced(unit)
    kept = balance_store.list_account_balances(unit)
    differ = kept != balance_store.sum_postings(unit).accounts
    if not (gaps or unbalanced or differ):
        return None
    return "账簿自身不符，请先核对账簿", "the books do not agree with themselves; verify them first"


BOOKS_CHECKS: Final = (
    ClosingCheck(SUSPENSE_EMPTY, _is_settled(SUSPENSE)),
    ClosingCheck(UNVOUCHED_EMPTY, _is_settled(UNVOUCHED_SPENDING)),
    ClosingCheck(NOTHING_RESERVED, _nothing_reserved),
    ClosingCheck(DOCUMENTS_COMPLETE, _documents_complete),
    ClosingCheck(BOOKS_AGREE, _books_agree),
)
"""What the books answer by themselves (账簿自查项)."""
