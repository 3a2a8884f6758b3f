"""What a place decides for itself about comparing its books (对账政策)."""

from typing import Final

from attrs import frozen

from gongtong.core.policies import PolicyPoint
from gongtong.core.rulings import Source, Standing

RECONCILING_RULES: Final = Source("对账规则", "逐笔勾对与未达账项", standing=Standing.HOUSE)


@frozen
class ReconcilingRule:
    """How far apart the days of two lines may be that are the same money (对账规则).

    `window_days` is how many days a line of the same amount may be earlier or later in the other book.
    What must be reconciled before a month is closed is said by the closing checklist.
    """

    window_days: int = 3
    source: Source = RECONCILING_RULES


RECONCILING_RULE: Final = PolicyPoint[ReconcilingRule](
    "ledger.reconciling", zh="对账规则", value_type=ReconcilingRule
)
"""How books are compared; `ReconcilingRule()` is one answer."""
