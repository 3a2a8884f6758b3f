"""How far an election is, and what may follow."""

import pytest

from gongtong.voting.elections.election_states import TRANSITIONS, ElectionState, ElectionStep

OPEN, COUNTED = ElectionState.OPEN, ElectionState.COUNTED


@pytest.mark.parametrize(
    ("state", "step", "following"),
    [
        (OPEN, ElectionStep.RECEIVE_BALLOTS, OPEN),
        (OPEN, ElectionStep.COUNT, COUNTED),
        (COUNTED, ElectionStep.RECEIVE_BALLOTS, None),
        (COUNTED, ElectionStep.COUNT, None),
    ],
)
def test_the_table_of_states_says_what_may_follow(
    state: ElectionState, step: ElectionStep, following: ElectionState | None
) -> None:
    """Ballots come in while the election is open; after the count nothing more is done to it."""
    assert TRANSITIONS.get((state, step)) is following


def test_states_and_steps_have_words_for_people() -> None:
    """Each state and step is said in Chinese."""
    assert [state.zh for state in ElectionState] == ["进行中", "已计票"]
    assert [step.zh for step in ElectionStep] == ["接收选票", "计票"]
