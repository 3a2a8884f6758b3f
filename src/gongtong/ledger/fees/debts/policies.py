"""What a place decides for itself about the debts of households (债务政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.fees.debts.allocating import AllocationTerms
from gongtong.ledger.fees.debts.corrections import WaiverTerms
from gongtong.ledger.fees.debts.late_charges import LateChargeTerms
from gongtong.ledger.fees.debts.letters import ArrearsLetterTerms

ALLOCATION_ORDER: Final = PolicyPoint[AllocationTerms](
    "ledger.allocation_order", zh="核销顺序", value_type=AllocationTerms
)
LATE_CHARGE: Final = PolicyPoint[LateChargeTerms](
    "ledger.late_charge", zh="违约金标准", value_type=LateChargeTerms
)
"""Nothing answers it until a place or a contract has decided; then its decision is cited (违约金标准)."""
WAIVER: Final = PolicyPoint[WaiverTerms]("ledger.waiver", zh="减免规则", value_type=WaiverTerms)
ARREARS_LETTER: Final = PolicyPoint[ArrearsLetterTerms](
    "ledger.arrears_letter", zh="催缴规则", value_type=ArrearsLetterTerms
)
