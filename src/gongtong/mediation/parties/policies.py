"""What this desk leaves open (当事人政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.mediation.parties.group_rules import GroupTerms

GROUP_RULES: Final = PolicyPoint[GroupTerms](
    "mediation.group_rules", zh="集体当事人规定", value_type=GroupTerms
)
"""When a group is bound, how many speak for it, and how one joins later."""
