"""Whether a poll may be withdrawn before its first ballot (撤回表决).

A draft that can no longer be announced in time, or an announcement with a mistake, is not left lying:
it is withdrawn, with a reason. From the opening on a poll is annulled instead, by a decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from attrs import frozen

from gongtong.core.rulings import Granted, Refused, Ruling
from gongtong.voting.polls.moving import reasons_of_step, reasons_unsaid
from gongtong.voting.polls.poll_states import PollStep

if TYPE_CHECKING:
    from gongtong.voting.polls.moving import MoveFacts


@frozen
class WithdrawPoll:
    """The request to withdraw a poll that is not open yet, for a reason (撤回表决请求)."""

    poll_id: UUID
    reason: str


@frozen
class PollWithdrawn:
    """A poll was withdrawn before it was opened (表决已撤回)."""

    poll_id: UUID
    reason: str


def rule_on_withdrawal(request: WithdrawPoll, facts: MoveFacts) -> Ruling[PollWithdrawn]:
    """Rule on a withdrawal: before the opening, with a reason (撤回裁定)."""
    reasons = [
        *reasons_of_step(facts, PollStep.WITHDRAW),
        *reasons_unsaid(
            request.reason, "voting.reason_unsaid", "未说明撤回理由", "no reason is given"
        ),
    ]
    if reasons:
        return Refused(tuple(reasons))
    return Granted(PollWithdrawn(request.poll_id, request.reason.strip()))
