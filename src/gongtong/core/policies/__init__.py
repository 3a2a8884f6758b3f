"""What differs from place to place: points, provisions and the book that holds them (政策).

A policy point is a typed question, a provision one dated, scoped and cited answer to it, and the
policy book holds the provisions of all active plugins and of the place's own house rules.
"""

from gongtong.core.policies.points import (
    AnyPoint,
    Condition,
    Fact,
    GuardPoint,
    PolicyPoint,
    Reading,
)
from gongtong.core.policies.provisions import AnyProvision, Mode, Provision, Rank

__all__ = [
    "AnyPoint",
    "AnyProvision",
    "Condition",
    "Fact",
    "GuardPoint",
    "Mode",
    "PolicyPoint",
    "Provision",
    "Rank",
    "Reading",
]
