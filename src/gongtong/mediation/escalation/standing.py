"""How a case stands between the levels, as the rules of moving it ask (上报情况)."""

from __future__ import annotations

from attrs import frozen


@frozen
class EscalationStanding:
    """At which level a case is, and whether there is a next one (上报情况).

    `instruction` says whether the upper level has sent the case back with one; `closed_above` whether it has dealt with
    it itself.
    """

    level: str
    next_level: str | None
    instruction: bool
    closed_above: bool
