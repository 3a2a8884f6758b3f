"""The levels that a case can go up (上报政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.mediation.escalation.ladder import Ladder

LADDER: Final = PolicyPoint[Ladder]("mediation.ladder", zh="上报层级", value_type=Ladder)
"""Which levels there are, and how long each has; `ladder.Ladder()` is one answer."""
