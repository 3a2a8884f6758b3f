"""What polls leave to the law and to the place (表决活动政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.voting.polls.poll_rules import ExtensionRule, PollDays, PollDuties

NOTICE_DAYS: Final = PolicyPoint[int](
    "voting.poll_notice_days",
    zh="表决公告须提前的天数",
    value_type=int,
    floor_and_ceiling=True,
)
"""Days between the announcement and the opening; 物业管理条例 第14条 says 15 for an assembly."""

POLL_DAYS: Final = PolicyPoint[PollDays](
    "voting.poll_days", zh="计票异议、结果公布的天数", value_type=PollDays
)

EXTENSION: Final = PolicyPoint[ExtensionRule](
    "voting.poll_extension", zh="投票能否延期", value_type=ExtensionRule
)

POLL_DUTIES: Final = PolicyPoint[PollDuties](
    "voting.poll_duties", zh="表决活动由谁办理", value_type=PollDuties
)
"""`poll_rules.DEFAULT_DUTIES` is one answer."""

SMALLEST_CELL: Final = PolicyPoint[int](
    "voting.smallest_cell", zh="分组公布结果时每组最少人数", value_type=int
)
"""The k of the rule for small groups: no figure of fewer than k people is published."""
