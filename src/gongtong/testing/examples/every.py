"""All examples of the built-in commands (全部命令示例)."""

from __future__ import annotations

from typing import Final

from gongtong.testing.examples import (
    books,
    cash,
    control,
    debts,
    deliberation,
    disclosure,
    fees,
    funds,
    importing,
    journeys,
    payments,
    polls,
    polls_withdrawn,
    reconciling,
    registry,
    reserving,
    spending,
    voting,
)
from gongtong.testing.examples.example import CommandExample

EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *registry.EXAMPLES,
    *voting.EXAMPLES,
    *polls.EXAMPLES,
    *polls_withdrawn.EXAMPLES,
    *books.EXAMPLES,
    *funds.EXAMPLES,
    *reserving.EXAMPLES,
    *fees.EXAMPLES,
    *payments.EXAMPLES,
    *importing.EXAMPLES,
    *debts.EXAMPLES,
    *cash.EXAMPLES,
    *reconciling.EXAMPLES,
    *spending.EXAMPLES,
    *control.EXAMPLES,
    *disclosure.EXAMPLES,
    *deliberation.EXAMPLES,
    *journeys.EXAMPLES,
)
"""At least one for each built-in command (命令示例表)."""
