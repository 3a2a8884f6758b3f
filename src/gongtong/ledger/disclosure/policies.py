"""What a place decides for itself about what it makes public (公示政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.disclosure.calendar import DisclosureCalendar

DISCLOSURES: Final = PolicyPoint[DisclosureCalendar](
    "ledger.disclosures", zh="公示日历", value_type=DisclosureCalendar
)
"""What must be made public and when; `calendar.DEFAULT_CALENDAR` is one answer."""
