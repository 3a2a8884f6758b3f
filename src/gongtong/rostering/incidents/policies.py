"""What this desk leaves open: whom which incident is handed to, and how soon (突发情况政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.rostering.incidents.incident import IncidentTerms

INCIDENT_TERMS: Final = PolicyPoint[IncidentTerms](
    "rostering.incident_terms", zh="突发情况移交规则", value_type=IncidentTerms
)
"""Kinds of incident, whom they are handed to, and within how many minutes."""
