"""The account of one household over a span of days (住户对账单)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.periods import Span
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    DwellingPosting,
    StatementLine,
    statement_of,
)
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE


@frozen
class HouseholdStatement:
    """What a household owed or had paid, what happened, and how it stands now (住户对账单).

    Balances run for each account and fund by themselves: a deposit does not pay a fee.
    """

    dwelling_id: UUID
    span: Span
    opening: tuple[AccountBalance, ...]
    lines: tuple[StatementLine, ...]

    @property
    def closing(self) -> tuple[AccountBalance, ...]:
        """How each account stands at the end of the last day, empty ones left out (期末余额)."""
        held: dict[tuple[str, str], int] = defaultdict(int)
        for balance in self.opening:
            held[balance.account, balance.fund] += balance.amount_fen
        for line in self.lines:
            held[line.account, line.fund] += line.amount_fen
        return tuple(AccountBalance(*key, fen) for key, fen in sorted(held.items()) if fen)

    @property
    def opening_owed_fen(self) -> int:
        """What was owed at first less what was paid ahead, in fen (期初欠缴净额)."""
        return _owed(self.opening)

    @property
    def owed_fen(self) -> int:
        """What is owed in the end less what is paid ahead; negative where more was paid (期末欠缴净额)."""
        return _owed(self.closing)


def household_statement_of(
    dwelling_id: UUID,
    span: Span,
    opening: Iterable[AccountBalance],
    postings: Iterable[DwellingPosting],
) -> HouseholdStatement:
    """Run the balances of a household from what stood there at first (编制住户对账单)."""
    held = tuple(opening)
    before = {(one.account, one.fund): one.amount_fen for one in held}
    return HouseholdStatement(
        dwelling_id,
        span,
        held,
        tuple(
            evolve(line, balance_fen=line.balance_fen + before.get((line.account, line.fund), 0))
            for line in statement_of(postings)
        ),
    )


def _owed(balances: Iterable[AccountBalance]) -> int:
    return sum(held.amount_fen for held in balances if held.account in {RECEIVABLE, ADVANCES})
