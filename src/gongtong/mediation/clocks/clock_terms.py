"""Which clocks can be paused and extended, and which may move a case by themselves (期限规定)."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen
from attrs.validators import ge

from gongtong.mediation.cases.case_states import CaseEvent, CaseState

NEVER_AUTOMATIC: Final = frozenset(
    {
        CaseEvent.ALL_CONSENT,
        CaseEvent.AGREE,
        CaseEvent.SIGN,
        CaseEvent.ORAL,
        CaseEvent.BREACH,
        CaseEvent.ALL_FULFILLED,
        CaseEvent.PARTY_REFUSES,
        CaseEvent.PARTY_STOPS,
    }
)
"""What somebody must have said or done, and what no clock can say for them (不得自动办理的事项)."""


@frozen
class ClockTerms:
    """How the clocks of cases are paused, extended and let run out (期限规定).

    Clocks that are `pausable` stand still in the `pausing_states` and while something is waited for that
    nobody there can hurry, such as an appraisal, `most_pause_days` at the most each time. `extendable`
    clocks get more time when all parties agree. Only clocks named in `automatic` move a case without
    a person, and only where their state says so too.
    """

    pausing_states: tuple[str, ...] = (str(CaseState.SUSPENDED),)
    pausable: tuple[str, ...] = ("mediation_limit",)
    extendable: tuple[str, ...] = ("mediation_limit",)
    automatic: tuple[str, ...] = ()
    most_pause_days: int = field(default=60, validator=ge(1))


def moves_by_itself(clock: str, event: str, terms: ClockTerms, *, automatic: bool) -> bool:
    """Say whether a clock that has run out moves its case without a person (是否自动办理)."""
    return automatic and bool(event) and clock in terms.automatic and event not in NEVER_AUTOMATIC
