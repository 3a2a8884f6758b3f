"""How a mediator stands in a case, as the rules of moving it ask (调解员情况)."""

from __future__ import annotations

from attrs import frozen

from gongtong.core.rulings import Reason


@frozen
class MediatorStanding:
    """A mediator who is named for a case (调解员情况).

    `objections` are the grounds on which the person may not mediate here, conflicts that were
    neither disclosed nor waived among them.
    """

    person: str
    objections: tuple[Reason, ...]
    accepted_by: frozenset[str]
    is_active: bool

    @property
    def is_eligible(self) -> bool:
        """Whether nothing speaks against the person (是否合格)."""
        return not self.objections
