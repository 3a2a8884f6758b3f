"""What can happen to an agreement, state by state (协议状态表)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.terms import Term
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law


class AgreementState(StrEnum):
    """Where an agreement stands (协议状态)."""

    DRAFT = "draft"
    OPEN = "open"
    ORAL = "oral"
    IN_FORCE = "in_force"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    PERFORMED = "performed"
    SUPERSEDED = "superseded"
    VOID = "void"

    @property
    def binds(self) -> bool:
        """Whether the agreement is in force, confirmed or not (是否有效)."""
        return self in {
            AgreementState.IN_FORCE,
            AgreementState.APPLIED,
            AgreementState.CONFIRMED,
            AgreementState.DISMISSED,
        }


class AgreementEvent(StrEnum):
    """What can happen to an agreement (协议事件)."""

    OPEN = "open"
    RECORD_ORALLY = "record_orally"
    TAKE_EFFECT = "take_effect"
    APPLY = "apply"
    WITHDRAW_APPLICATION = "withdraw_application"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    VARY = "vary"
    ANNUL = "annul"


S = AgreementState
E = AgreementEvent

JOINTLY: Final = mediation_law(33, "自调解协议生效之日起三十日内共同申请")
NOT_FOR_COURTS_TO_CONFIRM: Final = Source(
    "民事诉讼法司法解释",
    "第355条",
    date(2022, 4, 10),
    standing=Standing.UNVERIFIED,
    note="身份关系、物权确权不予受理；原文未能核对",
)


def _law(name: str, article: int, note: str = "") -> GuardRow:
    return GuardRow(name, mediation_law(article, note), statutory=True)


def _house(name: str, source: Source = HOUSE_MEDIATION) -> GuardRow:
    return GuardRow(name, source)


_LAWFUL: Final = _law("terms_are_lawful", 3, "第（二）项：不违背法律、法规和国家政策")
_COMPLETE: Final = _house("terms_are_complete", mediation_law(29, "可以载明的事项"))
_PAPER: Final = _house("paper_is_given")
_ALL: Final = _house("every_party_agrees")
_DONE: Final = _law("nothing_is_open", 31)


def _finish(event: E, to: S, zh: str, *states: S, guard: GuardRow) -> list[TransitionRow]:
    return [TransitionRow(state, event, to, zh, (guard,)) for state in states]


AGREEMENT_MACHINE: Final = Machine(
    "agreement",
    1,
    "调解协议",
    S.DRAFT,
    (
        StateRow(S.DRAFT, "草案", (StateClock("draft", Term(15), "完成草案", HOUSE_MEDIATION),)),
        StateRow(S.OPEN, "待签署", (StateClock("signing", Term(7), "签署协议", HOUSE_MEDIATION),)),
        StateRow(
            S.ORAL, "口头协议", (StateClock("oral", Term(3), "确认口头协议", HOUSE_MEDIATION),)
        ),
        StateRow(
            S.IN_FORCE,
            "已生效",
            (StateClock("confirmation", Term(30), "共同申请司法确认", JOINTLY, statutory=True),),
        ),
        StateRow(S.APPLIED, "已申请司法确认", no_clock_because="期限由人民法院掌握"),
        StateRow(S.CONFIRMED, "已司法确认", no_clock_because="期限在每项义务上"),
        StateRow(S.DISMISSED, "未获司法确认", no_clock_because="期限在每项义务上"),
        StateRow(S.PERFORMED, "已履行", no_clock_because="协议已了", is_final=True),
        StateRow(S.SUPERSEDED, "已被取代", no_clock_because="协议已了", is_final=True),
        StateRow(S.VOID, "无效", no_clock_because="协议已了", is_final=True),
    ),
    (
        TransitionRow(
            S.DRAFT,
            E.OPEN,
            S.OPEN,
            "提交签署",
            (_COMPLETE, _LAWFUL, _house("hints_are_checked")),
        ),
        TransitionRow(
            S.DRAFT,
            E.RECORD_ORALLY,
            S.ORAL,
            "记录口头协议",
            (
                _law("paper_is_waived", 28),
                _law("content_is_recorded", 28),
                _LAWFUL,
                _house("hints_are_checked"),
            ),
        ),
        TransitionRow(S.DRAFT, E.WITHDRAW, S.SUPERSEDED, "撤回草案"),
        TransitionRow(
            S.OPEN,
            E.TAKE_EFFECT,
            S.IN_FORCE,
            "生效",
            (
                _law("signed_by_every_party", 29),
                _law("signed_by_mediator", 29),
                _law("sealed", 29),
                _LAWFUL,
            ),
        ),
        TransitionRow(S.OPEN, E.WITHDRAW, S.SUPERSEDED, "撤回"),
        TransitionRow(
            S.ORAL,
            E.TAKE_EFFECT,
            S.IN_FORCE,
            "口头协议生效",
            (_law("agreed_by_every_party", 30), _LAWFUL),
        ),
        TransitionRow(S.ORAL, E.WITHDRAW, S.SUPERSEDED, "撤回"),
        TransitionRow(
            S.IN_FORCE,
            E.APPLY,
            S.APPLIED,
            "共同申请司法确认",
            (
                _law("applied_jointly", 33),
                _law("within_thirty_days", 33),
                _house("not_status_or_title", NOT_FOR_COURTS_TO_CONFIRM),
                _PAPER,
            ),
        ),
        TransitionRow(S.APPLIED, E.WITHDRAW_APPLICATION, S.IN_FORCE, "撤回确认申请", (_PAPER,)),
        TransitionRow(S.APPLIED, E.CONFIRM, S.CONFIRMED, "裁定有效", (_PAPER,)),
        TransitionRow(S.APPLIED, E.DISMISS, S.DISMISSED, "裁定驳回", (_PAPER,)),
        *_finish(
            E.COMPLETE, S.PERFORMED, "履行完毕", S.IN_FORCE, S.CONFIRMED, S.DISMISSED, guard=_DONE
        ),
        *_finish(E.VARY, S.SUPERSEDED, "变更协议", S.IN_FORCE, S.DISMISSED, guard=_ALL),
        *_finish(
            E.ANNUL, S.VOID, "法院认定无效", S.IN_FORCE, S.CONFIRMED, S.DISMISSED, guard=_PAPER
        ),
    ),
)
"""Ten states and nineteen steps (协议状态机)."""
