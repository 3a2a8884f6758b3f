"""Withdrawing a poll: before the opening, by the committee, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.voting.polls.poll_states import PollState
from gongtong.voting.polls.withdrawing import PollWithdrawn, WithdrawPoll, rule_on_withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.voting.polls.moving import MoveFacts

ID = UUID(int=9)
REQUEST = WithdrawPoll(ID, " 公告已来不及 ")


@pytest.mark.parametrize("state", list(PollState))
def test_a_poll_is_withdrawn_until_it_opens(
    facts_with: Callable[..., MoveFacts], state: PollState
) -> None:
    """Draft, announced and posted; blanks around the reason are dropped."""
    ruling = rule_on_withdrawal(REQUEST, facts_with(state=state))
    if state in {PollState.DRAFT, PollState.ANNOUNCED, PollState.ROLL_POSTED}:
        assert ruling == Granted(PollWithdrawn(ID, "公告已来不及"))
    else:
        assert isinstance(ruling, Refused)
        assert ruling.codes == ("voting.wrong_poll_state",)


def test_every_ground_is_named_at_once(facts_with: Callable[..., MoveFacts]) -> None:
    """Too late, from the wrong hand, and without a reason."""
    facts = facts_with(state=PollState.OPEN, held=(Office.SUPERVISOR,))
    ruling = rule_on_withdrawal(WithdrawPoll(ID, "  "), facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "voting.wrong_poll_state",
        "voting.office_required",
        "voting.reason_unsaid",
    )
