"""What this desk leaves open: from which age on (志愿者政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.rostering.volunteers.duties import AgeTerms

VOLUNTEER_AGES: Final = PolicyPoint[AgeTerms](
    "rostering.volunteer_ages", zh="志愿者年龄规定", value_type=AgeTerms
)
"""The national regulation names no age; the library brings a cautious default that a place replaces."""
