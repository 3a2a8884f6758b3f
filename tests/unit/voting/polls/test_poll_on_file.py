"""A poll as it is kept: what was done when, and what can be asked of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.periods import SHANGHAI
from gongtong.voting.polls.poll_on_file import LinkKind, PollMove, PollOnFile
from gongtong.voting.polls.poll_states import PollState, PollStep


def move(number: int, step: PollStep) -> PollMove:
    when = datetime(2025, 6, number, tzinfo=SHANGHAI)
    return PollMove(number=number, step=step, state=PollState.OPEN, at=when, actor="u-chair")


def test_the_last_of_several_steps_is_found_and_all_are_counted(poll_on_file: PollOnFile) -> None:
    """An extension can be taken more than once; a step that was never taken is nothing."""
    moves = (move(1, PollStep.OPEN), move(2, PollStep.EXTEND), move(3, PollStep.EXTEND))
    poll = evolve(poll_on_file, moves=moves)
    assert poll.last(PollStep.EXTEND) == moves[2]
    assert poll.last(PollStep.COUNT) is None
    assert (poll.times(PollStep.EXTEND), poll.times(PollStep.COUNT)) == (2, 0)


def test_rules_are_there_from_the_announcement_on(poll_on_file: PollOnFile) -> None:
    """Before it, asking for them is an error that names the poll."""
    assert poll_on_file.required_rules() is poll_on_file.rules
    with pytest.raises(UnknownReferenceError, match=str(UUID(int=9))):
        evolve(poll_on_file, rules=None).required_rules()


def test_area_counts_where_a_motion_is_asked(poll_on_file: PollOnFile) -> None:
    """Every other question is counted by heads alone."""
    assert poll_on_file.counts_area
    assert not evolve(poll_on_file, questions=poll_on_file.questions[1:]).counts_area


def test_a_repetition_ends_the_earlier_poll_and_a_run_off_does_not() -> None:
    """Each kind of link is a step of the earlier poll."""
    assert LinkKind.REPEAT.step is PollStep.REPEAT
    assert {LinkKind.RUN_OFF.step, LinkKind.SECOND_ROUND.step} == {PollStep.FOLLOW}
    assert [kind.zh for kind in LinkKind] == ["决选", "第二轮投票", "重新表决"]
