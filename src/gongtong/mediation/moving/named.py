"""A guard that a plugin brings, under the name by which a table asks it (命名守卫)."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.mediation.moving.facts import CaseFacts, CaseWish


@frozen
class NamedGuard:
    """A guard by its name; one of a name that is known is asked beside the known one (命名守卫)."""

    name: str
    judge: Callable[[CaseWish, CaseFacts], tuple[Reason, ...]]

    def __call__(self, wish: CaseWish, facts: CaseFacts) -> tuple[Reason, ...]:
        """Judge (判断)."""
        return self.judge(wish, facts)
