"""What this desk leaves open (期限政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.mediation.clocks.clock_terms import ClockTerms

CLOCK_TERMS: Final = PolicyPoint[ClockTerms](
    "mediation.clock_terms", zh="案件期限规定", value_type=ClockTerms
)
"""How clocks are paused, extended and let run out; `clock_terms.ClockTerms()` is one answer."""
