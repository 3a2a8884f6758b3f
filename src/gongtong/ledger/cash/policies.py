"""What a place decides for itself about its cashier's desk (出纳政策)."""

from typing import Final

from attrs import frozen

from gongtong.core.policies import PolicyPoint
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.chart import CASH

CASH_HOUSE_RULES: Final = Source("出纳规则", "现金日记账、收据与盘点", standing=Standing.HOUSE)


@frozen
class CashRule:
    """Which accounts are counted piece by piece, in which pieces, and when (出纳规则).

    `counted` are accounts whose money lies in a box: their count at a month's end names how many there
    are of each of the `pieces_fen`, in fen. The other money accounts are stated as their statement
    says. `receipts_days_back` is how many days after the money came its receipt may still be written.
    """

    counted: tuple[str, ...] = (CASH,)
    pieces_fen: tuple[int, ...] = (
        *(10_000, 5_000, 2_000, 1_000, 500, 200, 100),
        *(50, 20, 10, 5, 2, 1),
    )
    receipts_days_back: int = 3
    source: Source = CASH_HOUSE_RULES


CASH_RULE: Final = PolicyPoint[CashRule]("ledger.cash", zh="出纳规则", value_type=CashRule)
"""How the cashier's desk works; `CashRule()` is one answer."""
