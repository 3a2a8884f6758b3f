"""The place's own list of fees, as data that it can adopt by a recorded decision (收费标准表政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.fees.tariffs.price_lists import PriceList

PRICE_LIST: Final = PolicyPoint[PriceList](
    "ledger.price_list", zh="收费标准表", value_type=PriceList
)
"""The fees of a place as data; where it answers, `ledger.fee_rule` is not asked."""
