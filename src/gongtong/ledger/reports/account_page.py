"""The page of one account in one fund: what stood there, every entry, and what stands there now (明细账)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.entries import voucher_label
from gongtong.ledger.reports.folds import AccountMove


@frozen
class AccountPageLine:
    """One entry on the page of an account, with what it leaves there, in fen (明细账行)."""

    entry_id: UUID
    entry: str
    effective_on: date
    narration: str
    counter_accounts: tuple[str, ...]
    debit_fen: int
    credit_fen: int
    balance_fen: int


@frozen
class AccountPage:
    """The page of an account in a fund for a span of days; a debit balance is positive (明细账)."""

    account: Account
    fund: str
    span: Span
    opening_fen: int
    lines: tuple[AccountPageLine, ...]

    @property
    def debit_fen(self) -> int:
        """The debits of the span (借方发生额)."""
        return sum(line.debit_fen for line in self.lines)

    @property
    def credit_fen(self) -> int:
        """The credits of the span (贷方发生额)."""
        return sum(line.credit_fen for line in self.lines)

    @property
    def closing_fen(self) -> int:
        """What stands there at the end of the last day (期末余额)."""
        return self.opening_fen + self.debit_fen - self.credit_fen


def account_page_of(
    account: Account, fund: str, span: Span, *, opening_fen: int, moves: Iterable[AccountMove]
) -> AccountPage:
    """Run the balance along the entries that touch an account (编制明细账)."""
    those = tuple(moves)
    changes = (move.debit_fen - move.credit_fen for move in those)
    _, *balances = accumulate(changes, initial=opening_fen)
    return AccountPage(
        account,
        fund,
        span,
        opening_fen,
        tuple(
            AccountPageLine(
                entry_id=move.entry_id,
                entry=voucher_label(move.year, move.number),
                effective_on=move.effective_on,
                narration=move.narration,
                counter_accounts=move.counter_accounts,
                debit_fen=move.debit_fen,
                credit_fen=move.credit_fen,
                balance_fen=balance_fen,
            )
            for move, balance_fen in zip(those, balances, strict=True)
        ),
    )
