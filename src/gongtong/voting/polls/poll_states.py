"""How far a poll is, and what may be done with it then (表决活动状态).

This table is the only place that says so; the diagram in the documentation is made from it. Every
state can be reached from the draft, and from every state the poll can be brought to an end.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Reason
from gongtong.voting.polls.sources import POLL_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator


class PollState(StrEnum):
    """How far a poll is (表决活动状态)."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    ROLL_POSTED = "roll_posted"
    OPEN = "open"
    EXTENDED = "extended"
    CLOSED = "closed"
    COUNTED = "counted"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    ANNULLED = "annulled"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"

    @property
    def zh(self) -> str:
        """The state as people say it (状态用语)."""
        return _STATE_WORDS[self]

    @property
    def takes_ballots(self) -> bool:
        """Whether ballots come in (是否正在投票)."""
        return self in {PollState.OPEN, PollState.EXTENDED}

    @property
    def is_closed(self) -> bool:
        """Whether no further ballot can come in (投票是否已截止).

        A poll that was annulled while it was open is closed as well, and so is one that was withdrawn
        before it was opened.
        """
        return self in _CLOSED


_STATE_WORDS: Final = {
    PollState.DRAFT: "拟定中",
    PollState.ANNOUNCED: "已公告",
    PollState.ROLL_POSTED: "名册已公示",
    PollState.OPEN: "投票中",
    PollState.EXTENDED: "已延期",
    PollState.CLOSED: "已截止",
    PollState.COUNTED: "已计票（公示异议期）",
    PollState.CERTIFIED: "已确认",
    PollState.PUBLISHED: "已公布",
    PollState.ANNULLED: "已作废",
    PollState.REPEATED: "已重新表决",
    PollState.WITHDRAWN: "已撤回",
}
_CLOSED: Final = frozenset(
    {
        PollState.CLOSED,
        PollState.COUNTED,
        PollState.CERTIFIED,
        PollState.PUBLISHED,
        PollState.ANNULLED,
        PollState.REPEATED,
        PollState.WITHDRAWN,
    }
)


class PollStep(StrEnum):
    """What can be done with a poll (表决活动步骤)."""

    ANNOUNCE = "announce"
    POST_ROLL = "post_roll"
    OBJECT = "object"
    SETTLE = "settle"
    OPEN = "open"
    MANDATE = "mandate"
    NOTE_DELIVERIES = "note_deliveries"
    CAST = "cast"
    EXTEND = "extend"
    CLOSE = "close"
    COUNT = "count"
    CERTIFY = "certify"
    PUBLISH = "publish"
    ANNUL = "annul"
    FOLLOW = "follow"
    REPEAT = "repeat"
    WITHDRAW = "withdraw"

    @property
    def zh(self) -> str:
        """The step as people say it (步骤用语)."""
        return _STEP_WORDS[self]


_STEP_WORDS: Final = {
    PollStep.ANNOUNCE: "公告",
    PollStep.POST_ROLL: "公示名册",
    PollStep.OBJECT: "提出异议",
    PollStep.SETTLE: "处理异议",
    PollStep.OPEN: "开始投票",
    PollStep.MANDATE: "登记委托",
    PollStep.NOTE_DELIVERIES: "登记送达",
    PollStep.CAST: "投票",
    PollStep.EXTEND: "延期",
    PollStep.CLOSE: "截止",
    PollStep.COUNT: "计票",
    PollStep.CERTIFY: "确认结果",
    PollStep.PUBLISH: "公布结果",
    PollStep.ANNUL: "作废",
    PollStep.FOLLOW: "再次投票",
    PollStep.REPEAT: "重新表决",
    PollStep.WITHDRAW: "撤回",
}

_S, _T = PollState, PollStep
TRANSITIONS: Final[Mapping[tuple[PollState, PollStep], PollState]] = MappingProxyType(
    {
        (_S.DRAFT, _T.ANNOUNCE): _S.ANNOUNCED,
        (_S.ANNOUNCED, _T.POST_ROLL): _S.ROLL_POSTED,
        (_S.ROLL_POSTED, _T.OBJECT): _S.ROLL_POSTED,
        (_S.ROLL_POSTED, _T.SETTLE): _S.ROLL_POSTED,
        (_S.ROLL_POSTED, _T.MANDATE): _S.ROLL_POSTED,
        (_S.ROLL_POSTED, _T.OPEN): _S.OPEN,
        (_S.OPEN, _T.MANDATE): _S.OPEN,
        (_S.OPEN, _T.NOTE_DELIVERIES): _S.OPEN,
        (_S.OPEN, _T.CAST): _S.OPEN,
        (_S.OPEN, _T.EXTEND): _S.EXTENDED,
        (_S.OPEN, _T.CLOSE): _S.CLOSED,
        (_S.EXTENDED, _T.MANDATE): _S.EXTENDED,
        (_S.EXTENDED, _T.NOTE_DELIVERIES): _S.EXTENDED,
        (_S.EXTENDED, _T.CAST): _S.EXTENDED,
        (_S.EXTENDED, _T.EXTEND): _S.EXTENDED,
        (_S.EXTENDED, _T.CLOSE): _S.CLOSED,
        (_S.CLOSED, _T.COUNT): _S.COUNTED,
        (_S.COUNTED, _T.OBJECT): _S.COUNTED,
        (_S.COUNTED, _T.SETTLE): _S.COUNTED,
        (_S.COUNTED, _T.CERTIFY): _S.CERTIFIED,
        (_S.COUNTED, _T.FOLLOW): _S.COUNTED,
        (_S.CERTIFIED, _T.PUBLISH): _S.PUBLISHED,
        (_S.CERTIFIED, _T.FOLLOW): _S.CERTIFIED,
        (_S.PUBLISHED, _T.FOLLOW): _S.PUBLISHED,
        (_S.PUBLISHED, _T.REPEAT): _S.REPEATED,
        (_S.OPEN, _T.ANNUL): _S.ANNULLED,
        (_S.EXTENDED, _T.ANNUL): _S.ANNULLED,
        (_S.CLOSED, _T.ANNUL): _S.ANNULLED,
        (_S.COUNTED, _T.ANNUL): _S.ANNULLED,
        (_S.CERTIFIED, _T.ANNUL): _S.ANNULLED,
        (_S.PUBLISHED, _T.ANNUL): _S.ANNULLED,
        (_S.ANNULLED, _T.REPEAT): _S.REPEATED,
        (_S.DRAFT, _T.WITHDRAW): _S.WITHDRAWN,
        (_S.ANNOUNCED, _T.WITHDRAW): _S.WITHDRAWN,
        (_S.ROLL_POSTED, _T.WITHDRAW): _S.WITHDRAWN,
        (_S.WITHDRAWN, _T.REPEAT): _S.REPEATED,
    }
)
"""What leads from where to where; what is not in it cannot be done (状态表)."""

ENDS: Final = frozenset(
    {PollState.PUBLISHED, PollState.ANNULLED, PollState.REPEATED, PollState.WITHDRAWN}
)
"""The states in which a poll may rest for good (终态)."""


def reasons_of_state(state: PollState, step: PollStep) -> Iterator[Reason]:
    """Say why a step cannot be taken in a state, if it cannot (状态审查)."""
    if (state, step) not in TRANSITIONS:
        yield Reason(
            "voting.wrong_poll_state",
            f"本次表决{state.zh}，此时不能{step.zh}",
            f"the poll is {state}; it cannot {step.replace('_', ' ')} now",
            POLL_PRACTICE,
            (("state", state.value), ("step", step.value)),
        )


def diagram() -> str:
    """Draw the table as a Mermaid state diagram, for the documentation (状态图).

    Steps that leave a poll in its state are written inside the state.
    """
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for state in PollState:
        stays = [step for (before, step), after in TRANSITIONS.items() if before is after is state]
        lines.append(f"    {state} : {state.zh} {state}")
        lines.extend(f"    {state} : {step.zh} {step}" for step in stays)
    for (before, step), after in TRANSITIONS.items():
        if before is not after:
            lines.append(f"    {before} --> {after} : {step.zh} {step}")
    lines.extend(f"    {state} --> [*]" for state in PollState if state in ENDS)
    return "\n".join(lines) + "\n"
