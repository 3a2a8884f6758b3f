"""What a place decides for itself about its funds (资金政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.books.funds.transfers import FundTransfers

FUND_TRANSFERS_ALLOWED: Final = PolicyPoint[FundTransfers](
    "ledger.fund_transfers", zh="资金调拨规定", value_type=FundTransfers
)
"""Which transfers between funds are allowed, on which decision, and up to how much."""
