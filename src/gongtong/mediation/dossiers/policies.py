"""Which papers a dossier must have (卷宗政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import GuardPoint, PolicyPoint
from gongtong.mediation.dossiers.forms import DocumentTemplate
from gongtong.mediation.dossiers.papers import DossierRules

DOSSIER_RULES: Final = PolicyPoint[DossierRules](
    "mediation.dossier_rules", zh="卷宗材料规定", value_type=DossierRules
)
"""Which papers it takes to close a case and to hand it on; `papers.DossierRules()` is one answer."""

DOCUMENT_TEMPLATES: Final = GuardPoint[DocumentTemplate](
    "mediation.document_templates", zh="文书模板"
)
"""Every template that applies can be drawn; of two with one code the last one named is drawn."""
