"""What becomes of a topic: decided, carried out, told to those who asked, asked again (议题办理状态表)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.workdays.terms import Term
from gongtong.deliberation.topics.topics import TOPIC_RULES


class HandlingState(StrEnum):
    """How far a topic is dealt with (办理状态)."""

    RECEIVED = "received"
    UNDER_REVIEW = "under_review"
    ADOPTED = "adopted"
    ADOPTED_IN_PART = "adopted_in_part"
    NOT_ADOPTED = "not_adopted"
    OUT_OF_SCOPE = "out_of_scope"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    TOLD = "told"
    CLOSED = "closed"


class HandlingEvent(StrEnum):
    """What can happen to a topic (办理事件)."""

    REVIEW = "review"
    ADOPT = "adopt"
    ADOPT_IN_PART = "adopt_in_part"
    DECLINE = "decline"
    HAND_ON = "hand_on"
    START = "start"
    FINISH = "finish"
    TELL = "tell"
    CLOSE = "close"
    REOPEN = "reopen"


S = HandlingState
E = HandlingEvent


def _house(name: str) -> GuardRow:
    return GuardRow(name, TOPIC_RULES)


_DECIDED: Final = (_house("reason_given"), _house("reply_given"))
_ALL_TOLD: Final = (_house("every_household_is_told"),)


def _decided(event: E, to: S, zh: str) -> TransitionRow:
    return TransitionRow(S.UNDER_REVIEW, event, to, zh, _DECIDED)


HANDLING: Final = Machine(
    "opinion",
    1,
    "居民意见办理",
    S.RECEIVED,
    (
        StateRow(S.RECEIVED, "已收集", (StateClock("review", Term(7), "着手研究", TOPIC_RULES),)),
        StateRow(S.UNDER_REVIEW, "研究中", no_clock_because="答复期限由政策点规定"),
        StateRow(S.ADOPTED, "采纳", (StateClock("start", Term(30), "开始办理", TOPIC_RULES),)),
        StateRow(
            S.ADOPTED_IN_PART, "部分采纳", (StateClock("start", Term(30), "开始办理", TOPIC_RULES),)
        ),
        StateRow(
            S.NOT_ADOPTED, "不采纳", (StateClock("tell", Term(7), "告知提意见人", TOPIC_RULES),)
        ),
        StateRow(
            S.OUT_OF_SCOPE,
            "不属本社区事项",
            (StateClock("tell", Term(7), "告知提意见人", TOPIC_RULES),),
        ),
        StateRow(S.IN_PROGRESS, "办理中", no_clock_because="期限写在所关联的事项上"),
        StateRow(S.DONE, "已办成", (StateClock("tell", Term(7), "告知提意见人", TOPIC_RULES),)),
        StateRow(S.TOLD, "已告知", (StateClock("ask", Term(30), "回访是否满意", TOPIC_RULES),)),
        StateRow(S.CLOSED, "已了结", no_clock_because="议题已了", is_final=True),
    ),
    (
        TransitionRow(
            S.RECEIVED, E.REVIEW, S.UNDER_REVIEW, "着手研究", (_house("somebody_asked"),)
        ),
        _decided(E.ADOPT, S.ADOPTED, "采纳"),
        _decided(E.ADOPT_IN_PART, S.ADOPTED_IN_PART, "部分采纳"),
        _decided(E.DECLINE, S.NOT_ADOPTED, "不采纳"),
        _decided(E.HAND_ON, S.OUT_OF_SCOPE, "不属本社区事项"),
        TransitionRow(S.ADOPTED, E.START, S.IN_PROGRESS, "开始办理", (_house("linked"),)),
        TransitionRow(S.ADOPTED_IN_PART, E.START, S.IN_PROGRESS, "开始办理", (_house("linked"),)),
        TransitionRow(S.IN_PROGRESS, E.FINISH, S.DONE, "办成", (_house("evidence_given"),)),
        TransitionRow(S.NOT_ADOPTED, E.TELL, S.TOLD, "全部告知", _ALL_TOLD),
        TransitionRow(S.OUT_OF_SCOPE, E.TELL, S.TOLD, "全部告知", _ALL_TOLD),
        TransitionRow(S.DONE, E.TELL, S.TOLD, "全部告知", _ALL_TOLD),
        TransitionRow(S.TOLD, E.CLOSE, S.CLOSED, "了结", (_house("every_household_is_asked"),)),
        TransitionRow(S.TOLD, E.REOPEN, S.UNDER_REVIEW, "重新研究", (_house("reason_given"),)),
    ),
)
"""Ten states and thirteen steps (意见办理状态机)."""
