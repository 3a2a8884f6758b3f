"""What this desk leaves open: by which rules rosters are written (排班政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.rostering.rosters.rules import RosterRules

ROSTER_RULES: Final = PolicyPoint[RosterRules](
    "rostering.roster_rules", zh="排班规则", value_type=RosterRules
)
"""No law sets numbers; the library brings a default that a place or a plugin replaces, rule by rule."""
