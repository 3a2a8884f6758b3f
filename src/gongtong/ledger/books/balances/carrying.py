"""What a period was opened and closed with: balances are carried, never entered again (期初期末余额)."""

from collections.abc import Iterable

from attrs import frozen

from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.periods import Period


@frozen
class PeriodBalance:
    """An account in a fund over a period: opening, debits, credits and closing, in fen (期间余额).

    Opening and closing are debits less credits; both turnovers are positive.
    """

    account: str
    fund: str
    opening_fen: int
    debit_fen: int
    credit_fen: int

    @property
    def closing_fen(self) -> int:
        """What the account holds at the end of the period (期末余额)."""
        return self.opening_fen + self.debit_fen - self.credit_fen


@frozen
class PeriodBalances:
    """Every account that held something or moved in a period (期间余额表).

    What one period closes with, the next one opens with: both are told from the entries.
    """

    period: Period
    lines: tuple[PeriodBalance, ...]

    @property
    def opening(self) -> tuple[AccountBalance, ...]:
        """What the period was opened with, without empty accounts (期初余额)."""
        return tuple(
            AccountBalance(line.account, line.fund, line.opening_fen)
            for line in self.lines
            if line.opening_fen
        )

    @property
    def closing(self) -> tuple[AccountBalance, ...]:
        """What the period was closed with, without empty accounts (期末余额)."""
        return tuple(
            AccountBalance(line.account, line.fund, line.closing_fen)
            for line in self.lines
            if line.closing_fen
        )


@frozen
class Turnover:
    """What was debited and credited to an account in a fund, both positive, in fen (发生额)."""

    account: str
    fund: str
    debit_fen: int
    credit_fen: int


def period_balances_of(
    period: Period, opening: Iterable[AccountBalance], turnovers: Iterable[Turnover]
) -> PeriodBalances:
    """Set what was there beside what moved (编制期间余额表)."""
    before = {(held.account, held.fund): held.amount_fen for held in opening}
    moved = {
        (turnover.account, turnover.fund): (turnover.debit_fen, turnover.credit_fen)
        for turnover in turnovers
    }
    return PeriodBalances(
        period,
        tuple(
            PeriodBalance(*key, before.get(key, 0), *moved.get(key, (0, 0)))
            for key in sorted({*before, *moved})
        ),
    )
