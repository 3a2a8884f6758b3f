"""What this desk leaves open: how a place reads its marks (签到政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.rostering.attendance.reconciling import AttendanceTerms

ATTENDANCE_TERMS: Final = PolicyPoint[AttendanceTerms](
    "rostering.attendance_terms", zh="签到核对规则", value_type=AttendanceTerms
)
"""How many minutes before and after a shift marks are its own, and how late is late."""
