"""How the clocks of a case stand, as the rules of moving it ask (期限情况)."""

from __future__ import annotations

from attrs import frozen

from gongtong.core.workdays.deadlines import DueDate


@frozen
class ClockStanding:
    """Which clocks are over, and who has agreed to the extension that is proposed (期限情况).

    `extended_to` is the day to which the parties are asked to agree, nothing where none is proposed.
    """

    overdue: tuple[str, ...] = ()
    extension_agreed_by: frozenset[str] = frozenset()
    extended_to: DueDate | None = None
