"""How the obligations of a case stand, as the rules of moving it ask (义务履行情况)."""

from __future__ import annotations

from attrs import frozen


@frozen
class ObligationStanding:
    """How many obligations of a case are in which condition (义务履行情况).

    `open` are those that are still to be performed, due or not; `breached` those whose cure period is over.
    """

    open: int
    in_cure: int
    breached: int
    settled: int
