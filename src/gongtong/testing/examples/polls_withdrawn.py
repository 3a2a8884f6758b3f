"""Examples of taking back a poll before it opens (撤回表决示例)."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.examples.polls import drafted, posted
from gongtong.voting.polls.withdrawing import WithdrawPoll

EXAMPLES: Final = (
    CommandExample(
        "voting.withdraw_poll",
        lambda stage: WithdrawPoll(drafted(stage), "公告已来不及"),
        refused=lambda request: evolve(request, reason=" "),
        actor=CHAIR,
    ),
    CommandExample(
        "voting.withdraw_poll",
        lambda stage: WithdrawPoll(posted(stage), "与区级投票系统合并进行"),
        refused=lambda request: evolve(request, reason=""),
        actor=CHAIR,
        title="posted",
    ),
)
