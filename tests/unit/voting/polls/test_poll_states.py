"""The state table of polls: every state is reached, every one can end, and the diagram is the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongtong.voting.polls.poll_states import (
    ENDS,
    TRANSITIONS,
    PollState,
    PollStep,
    diagram,
    reasons_of_state,
)

GUIDE = Path(__file__).parents[4] / "docs" / "guides" / "hold-a-vote.md"


def reached_from(state: PollState) -> set[PollState]:
    found, waiting = {state}, [state]
    while waiting:
        here = waiting.pop()
        for (before, _), after in TRANSITIONS.items():
            if before is here and after not in found:
                found.add(after)
                waiting.append(after)
    return found


def test_every_state_is_reached_from_the_draft() -> None:
    """No state stands in the table that no poll can come to."""
    assert reached_from(PollState.DRAFT) == set(PollState)


@pytest.mark.parametrize("state", list(PollState))
def test_from_every_state_a_poll_can_be_brought_to_an_end(state: PollState) -> None:
    """Whatever happens, there is a way to a state in which a poll may rest."""
    assert reached_from(state) & ENDS


def test_every_step_is_in_the_table() -> None:
    """No step is named that can never be taken."""
    assert {step for _, step in TRANSITIONS} == set(PollStep)


def test_a_poll_is_annulled_from_any_state_after_the_opening_and_from_none_before() -> None:
    """Open, extended, closed, counted, certified and published; a draft needs no annulment."""
    annulled = {before for before, step in TRANSITIONS if step is PollStep.ANNUL}
    after_opening = reached_from(PollState.OPEN) - {PollState.ANNULLED, PollState.REPEATED}
    assert annulled == after_opening


def test_ballots_are_taken_while_open_or_extended_alone() -> None:
    """The table and the property say the same."""
    takes = {before for before, step in TRANSITIONS if step is PollStep.CAST}
    assert takes == {state for state in PollState if state.takes_ballots}


def test_nothing_leads_back_from_a_closed_poll_to_the_ballot_box() -> None:
    """Once closed, no way leads to a state that takes ballots."""
    for state in PollState:
        if state.is_closed:
            assert not any(later.takes_ballots for later in reached_from(state))
    assert {state for state in PollState if not state.is_closed} == {
        PollState.DRAFT,
        PollState.ANNOUNCED,
        PollState.ROLL_POSTED,
        PollState.OPEN,
        PollState.EXTENDED,
    }


def test_a_poll_is_withdrawn_before_the_opening_alone() -> None:
    """A draft, an announced poll, a posted roll; from the opening on it takes an annulment."""
    withdrawn = {before for before, step in TRANSITIONS if step is PollStep.WITHDRAW}
    assert withdrawn == {PollState.DRAFT, PollState.ANNOUNCED, PollState.ROLL_POSTED}
    assert not withdrawn & reached_from(PollState.OPEN)
    assert reached_from(PollState.WITHDRAWN) == {PollState.WITHDRAWN, PollState.REPEATED}
    assert PollState.WITHDRAWN in ENDS


def test_a_step_out_of_its_state_is_refused_with_both_names() -> None:
    """The ground names the state and the step, in both languages."""
    (reason,) = reasons_of_state(PollState.DRAFT, PollStep.CAST)
    assert (reason.code, dict(reason.params)) == (
        "voting.wrong_poll_state",
        {"state": "draft", "step": "cast"},
    )
    assert reason.zh == "本次表决拟定中，此时不能投票"
    assert not [*reasons_of_state(PollState.OPEN, PollStep.CAST)]


def test_the_diagram_of_the_documentation_is_made_from_the_table() -> None:
    """The guide shows exactly what the code does."""
    assert f"```mermaid\n{diagram()}```" in GUIDE.read_text(encoding="utf-8")


def test_every_word_is_said_in_chinese() -> None:
    """States and steps have words for notices."""
    assert all(state.zh for state in PollState)
    assert len({step.zh for step in PollStep}) == len(PollStep)
