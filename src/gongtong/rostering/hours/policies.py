"""What this desk leaves open: the stars of a place (服务时长政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.rostering.hours.certificates import StarTable

SERVICE_STARS: Final = PolicyPoint[StarTable](
    "rostering.service_stars", zh="志愿服务星级标准", value_type=StarTable
)
"""No table is law: a place or a plugin sets one, and without it the question is refused."""
