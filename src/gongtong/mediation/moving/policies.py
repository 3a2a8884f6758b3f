"""What plugins may ask of a case before it moves (案件推进政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import GuardPoint
from gongtong.mediation.moving.moves import TransitionCheck
from gongtong.mediation.moving.named import NamedGuard

CASE_GUARDS: Final = GuardPoint[NamedGuard]("mediation.case_guards", zh="案件守卫条件")
"""Guards that an amended table names; the built-in ones cannot be replaced."""

CHECK_TRANSITION: Final = GuardPoint[TransitionCheck](
    "mediation.check_transition", zh="案件推进审查"
)
"""Every check is asked at every step; one objection refuses it."""
