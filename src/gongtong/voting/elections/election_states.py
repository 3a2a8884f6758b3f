"""How far an election is, and what may be done with it then (选举状态).

This table is the only place that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Reason
from gongtong.voting.sources import ELECTION_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator


class ElectionState(StrEnum):
    """How far an election is (选举状态)."""

    OPEN = "open"
    COUNTED = "counted"

    @property
    def zh(self) -> str:
        """The state as people say it (状态用语)."""
        return {ElectionState.OPEN: "进行中", ElectionState.COUNTED: "已计票"}[self]


class ElectionStep(StrEnum):
    """What can be done with an election (选举步骤)."""

    RECEIVE_BALLOTS = "receive_ballots"
    COUNT = "count"

    @property
    def zh(self) -> str:
        """The step as people say it (步骤用语)."""
        return {ElectionStep.RECEIVE_BALLOTS: "接收选票", ElectionStep.COUNT: "计票"}[self]


TRANSITIONS: Final[Mapping[tuple[ElectionState, ElectionStep], ElectionState]] = MappingProxyType(
    {
        (ElectionState.OPEN, ElectionStep.RECEIVE_BALLOTS): ElectionState.OPEN,
        (ElectionState.OPEN, ElectionStep.COUNT): ElectionState.COUNTED,
    }
)


def reasons_of_state(state: ElectionState, step: ElectionStep) -> Iterator[Reason]:
    """Say why a step cannot be taken in a state, if it cannot (状态审查)."""
    if (state, step) not in TRANSITIONS:
        yield Reason(
            "voting.wrong_state",
            f"选举{state.zh}，不能再{step.zh}",
            f"the election is {state}; it cannot {step.replace('_', ' ')} any more",
            ELECTION_PRACTICE,
            (("state", state.value), ("step", step.value)),
        )
