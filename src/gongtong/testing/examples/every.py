"""All examples of the built-in commands (全部命令示例)."""

from __future__ import annotations

from typing import Final

from gongtong.testing.examples import (
    assemblies,
    attendance,
    books,
    cash,
    commitments,
    control,
    debts,
    deliberation,
    deliberation_canvassing,
    deliberation_ratings,
    deliberation_surveys,
    deliberation_topics,
    disclosure,
    fees,
    funds,
    hours,
    importing,
    incidents,
    journeys,
    mediation_agreements,
    mediation_cases,
    mediation_clocks,
    mediation_dossiers,
    mediation_escalation,
    mediation_mediators,
    mediation_moving,
    mediation_obligations,
    mediation_offers,
    mediation_parties,
    mediation_sessions,
    patrols,
    payments,
    polls,
    polls_withdrawn,
    reconciling,
    registry,
    reserving,
    rosters,
    spending,
    swaps,
    volunteers,
    voting,
)
from gongtong.testing.examples.example import CommandExample

COMMUNITY_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *registry.EXAMPLES,
    *voting.EXAMPLES,
    *polls.EXAMPLES,
    *polls_withdrawn.EXAMPLES,
    *deliberation.EXAMPLES,
    *journeys.EXAMPLES,
)
"""The register, votes, opinions and journeys (社区命令示例)."""

BOOKS_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *books.EXAMPLES,
    *funds.EXAMPLES,
    *reserving.EXAMPLES,
    *importing.EXAMPLES,
)
"""The books themselves (账簿命令示例)."""

FEES_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *fees.EXAMPLES,
    *payments.EXAMPLES,
    *debts.EXAMPLES,
)
"""What households owe and pay (收费命令示例)."""

CONTROL_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *cash.EXAMPLES,
    *reconciling.EXAMPLES,
    *spending.EXAMPLES,
    *control.EXAMPLES,
    *disclosure.EXAMPLES,
)
"""Spending, and how each checks the other (支出与核对命令示例)."""

DELIBERATION_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *assemblies.EXAMPLES,
    *commitments.EXAMPLES,
    *deliberation_topics.EXAMPLES,
    *deliberation_canvassing.EXAMPLES,
    *deliberation_surveys.EXAMPLES,
    *deliberation_ratings.EXAMPLES,
)
"""Meetings of residents, and what households agree to do (议事命令示例)."""

MEDIATION_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *mediation_cases.EXAMPLES,
    *mediation_parties.EXAMPLES,
    *mediation_mediators.EXAMPLES,
    *mediation_offers.EXAMPLES,
    *mediation_agreements.EXAMPLES,
    *mediation_obligations.EXAMPLES,
    *mediation_sessions.EXAMPLES,
    *mediation_clocks.EXAMPLES,
    *mediation_dossiers.EXAMPLES,
    *mediation_escalation.EXAMPLES,
    *mediation_moving.EXAMPLES,
)
"""Disputes, from the file that is opened to what came of it (调解命令示例)."""

ROSTERING_EXAMPLES: Final[tuple[CommandExample, ...]] = (
    *volunteers.EXAMPLES,
    *patrols.EXAMPLES,
    *hours.EXAMPLES,
    *rosters.EXAMPLES,
    *swaps.EXAMPLES,
    *attendance.EXAMPLES,
    *incidents.EXAMPLES,
)
"""Volunteers and patrols (排班命令示例)."""

EXAMPLES: Final = (
    *MEDIATION_EXAMPLES,
    *ROSTERING_EXAMPLES,
    *DELIBERATION_EXAMPLES,
    *COMMUNITY_EXAMPLES,
    *BOOKS_EXAMPLES,
    *FEES_EXAMPLES,
    *CONTROL_EXAMPLES,
)
"""At least one for each built-in command (命令示例表)."""
