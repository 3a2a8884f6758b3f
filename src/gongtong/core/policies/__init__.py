"""What differs from place to place: points, provisions and the book that holds them (政策).

A policy point is a typed question, a provision one dated, scoped and cited answer to it, and the
policy book holds the provisions of all active plugins and of the place's own house rules.
"""

from gongtong.core.policies.answers import Answer
from gongtong.core.policies.book import PolicyBook, Replay
from gongtong.core.policies.house_rules import HouseRule, house_rule, with_house_rules
from gongtong.core.policies.lineage import AreaCodeChange, Lineage
from gongtong.core.policies.points import (
    AnyPoint,
    Condition,
    Fact,
    GuardPoint,
    PolicyPoint,
    Reading,
)
from gongtong.core.policies.provisions import AnyProvision, Mode, Provision, Rank
from gongtong.core.policies.selection import Considered, WhyNot

__all__ = [
    "Answer",
    "AnyPoint",
    "AnyProvision",
    "AreaCodeChange",
    "Condition",
    "Considered",
    "Fact",
    "GuardPoint",
    "HouseRule",
    "Lineage",
    "Mode",
    "PolicyBook",
    "PolicyPoint",
    "Provision",
    "Rank",
    "Reading",
    "Replay",
    "WhyNot",
    "house_rule",
    "with_house_rules",
]
