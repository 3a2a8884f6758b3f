"""Who may mediate, and what stands in the way: both are asked of every text (调解员政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import GuardPoint
from gongtong.mediation.mediators.conflicts import ConflictGuard
from gongtong.mediation.mediators.eligibility import MediatorGuard

MAY_MEDIATE: Final = GuardPoint[MediatorGuard]("mediation.may_mediate", zh="调解员资格审查")
"""Every guard is asked when somebody is named, and again when the case moves; one objection is enough."""

CONFLICTS: Final = GuardPoint[ConflictGuard]("mediation.conflicts", zh="利益冲突审查")
"""Every guard is asked; what any of them finds must be told to the parties, and waived by each."""
