"""How the sessions of a case stand, as the rules of moving it ask (调解会情况)."""

from __future__ import annotations

from attrs import frozen


@frozen
class SessionStanding:
    """The newest session of a case (调解会情况)."""

    number: int
    is_under_way: bool
    present: frozenset[str]
    has_minutes: bool
    minutes_signed: bool
