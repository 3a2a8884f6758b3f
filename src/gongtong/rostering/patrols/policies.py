"""What this desk leaves open: how hard patrols have to be to foretell, and what they guarantee (巡逻政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.rostering.patrols.unpredictability import PatrolFloors

PATROL_FLOORS: Final = PolicyPoint[PatrolFloors](
    "rostering.patrol_floors", zh="巡逻规则下限", value_type=PatrolFloors
)
"""No law sets them; the library brings a mild default that a place replaces."""
