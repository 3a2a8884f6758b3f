"""How the obligations of a case stand, as the rules of moving it ask (义务履行情况)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from gongtong.mediation.obligations.duty import Obligation
from gongtong.mediation.obligations.obligation_machine import ObligationState


@frozen
class ObligationStanding:
    """How many obligations of a case are in which condition (义务履行情况).

    `open` are those that are still to be performed, due or not; `in_cure` are overdue, and `breached` those of which
    a breach was declared.
    """

    open: int
    in_cure: int
    breached: int
    settled: int

    @property
    def count(self) -> int:
        """All of them together (义务总数)."""
        return self.open + self.settled


def standing_of_obligations(obligations: Iterable[Obligation]) -> ObligationStanding:
    """Count the obligations of a case that are in force, or were (义务履行情况统计)."""
    states = [one.state for one in obligations if one.in_force_on is not None]
    still = sum(state.is_open for state in states)
    return ObligationStanding(
        open=still,
        in_cure=states.count(ObligationState.OVERDUE),
        breached=states.count(ObligationState.BREACHED),
        settled=len(states) - still,
    )
