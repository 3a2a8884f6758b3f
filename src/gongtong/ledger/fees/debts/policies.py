"""What a place decides for itself about the debts of households (债务政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.fees.debts.allocating import AllocationTerms

ALLOCATION_ORDER: Final = PolicyPoint[AllocationTerms](
    "ledger.allocation_order", zh="核销顺序", value_type=AllocationTerms
)
