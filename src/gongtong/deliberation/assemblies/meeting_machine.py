"""The states of a meeting, from the plan to the end of its publication (会议状态表)."""

from __future__ import annotations

from typing import Final

from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.workdays.terms import Term
from gongtong.deliberation.assemblies.kinds import HOUSE_MEETINGS, committee_law

_NOTICE: Final = GuardRow("notice_days", committee_law(26), statutory=True)
_QUORUM: Final = GuardRow("quorum", committee_law(27), statutory=True)
_MINUTES: Final = GuardRow("signed_minutes", HOUSE_MEETINGS)
_SHOWN: Final = GuardRow("days_on_show", committee_law(34), statutory=True)
_GROUND: Final = GuardRow("ground_of_annulment", HOUSE_MEETINGS)

MEETING: Final = Machine(
    name="deliberation.meeting",
    version=1,
    zh="会议",
    start="planned",
    states=(
        StateRow("planned", "筹备", no_clock_because="提议以后何时召集，法律未定期限"),
        StateRow("noticed", "已通知", no_clock_because="会议日期就是期限"),
        StateRow("open", "进行中", no_clock_because="当日结束"),
        StateRow(
            "minuting",
            "整理记录",
            (StateClock("meeting.minutes", Term(7), "整理会议记录", HOUSE_MEETINGS),),
        ),
        StateRow(
            "minuted",
            "记录已成",
            (StateClock("meeting.publish", Term(7), "公布会议结果", HOUSE_MEETINGS),),
        ),
        StateRow("published", "公布中", no_clock_because="公布期限按会议类别，届满后撤下"),
        StateRow("closed", "已结束", is_final=True, no_clock_because="终点"),
        StateRow("void", "无效", is_final=True, no_clock_because="终点"),
    ),
    transitions=(
        TransitionRow("planned", "give_notice", "noticed", "发出通知", (_NOTICE,)),
        TransitionRow("planned", "annul", "void", "取消", (_GROUND,)),
        TransitionRow("noticed", "open", "open", "开会", (_QUORUM,)),
        TransitionRow("noticed", "miss_quorum", "planned", "人数不足，另行召集"),
        TransitionRow("open", "close", "minuting", "散会"),
        TransitionRow("minuting", "keep_minutes", "minuted", "形成记录"),
        TransitionRow("minuted", "publish", "published", "公布", (_MINUTES,)),
        TransitionRow("minuted", "annul", "void", "撤销", (_GROUND,)),
        TransitionRow("published", "take_down", "closed", "撤下公布", (_SHOWN,)),
        TransitionRow("published", "annul", "void", "撤销", (_GROUND,)),
    ),
)
"""Eight states and ten steps (会议状态机)."""
