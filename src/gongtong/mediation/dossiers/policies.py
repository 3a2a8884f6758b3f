"""Which papers a dossier must have (卷宗政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.mediation.dossiers.papers import DossierRules

DOSSIER_RULES: Final = PolicyPoint[DossierRules](
    "mediation.dossier_rules", zh="卷宗材料规定", value_type=DossierRules
)
"""Which papers it takes to close a case and to hand it on; `papers.DossierRules()` is one answer."""
