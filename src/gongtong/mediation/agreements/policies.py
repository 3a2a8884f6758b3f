"""What a place and its plugins say about the terms of agreements (协议政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import GuardPoint
from gongtong.mediation.agreements.terms import TermCheck

TERM_CHECKS: Final = GuardPoint[TermCheck]("mediation.term_checks", zh="协议条款审查")
"""Every check is asked of the terms of an agreement; one objection refuses."""
