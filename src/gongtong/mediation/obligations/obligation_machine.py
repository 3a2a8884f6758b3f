"""What can happen to an obligation, state by state (义务状态表)."""

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
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law


class ObligationState(StrEnum):
    """Where an obligation stands (义务状态)."""

    PENDING = "pending"
    DUE = "due"
    EVIDENCE_IN = "evidence_in"
    OVERDUE = "overdue"
    BREACHED = "breached"
    FULFILLED = "fulfilled"
    SUBSTITUTED = "substituted"
    WAIVED = "waived"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be performed, due or not (是否未了)."""
        return self in _OPEN


class ObligationEvent(StrEnum):
    """What can happen to an obligation (义务事件)."""

    UNLOCK = "unlock"
    PERFORM = "perform"
    ACCEPT = "accept"
    ACCEPT_PART = "accept_part"
    REJECT = "reject"
    FALL_OVERDUE = "fall_overdue"
    BREACH = "breach"
    WAIVE = "waive"
    SUBSTITUTE = "substitute"
    LAPSE = "lapse"


S = ObligationState
E = ObligationEvent
_OPEN: Final = frozenset({S.PENDING, S.DUE, S.EVIDENCE_IN, S.OVERDUE, S.BREACHED})


def _house(name: str) -> GuardRow:
    return GuardRow(name, HOUSE_MEDIATION)


_KEPT: Final = mediation_law(31, "按照约定履行义务；人民调解委员会督促")
_IN_FORCE: Final = GuardRow("agreement_is_in_force", _KEPT, statutory=True)
_MET: Final = _house("condition_is_met")
_EVIDENCE: Final = _house("evidence_is_given")
_WITHIN: Final = _house("amount_is_owed")
_OTHER_EYES: Final = _house("another_person_verifies")
_VERIFIER: Final = _house("verifier_is_named")
_WHOLE: Final = _house("amount_is_whole")
_PART: Final = _house("amount_is_part")
_REASON: Final = _house("reason_given")
_PAST: Final = _house("due_day_is_past")
_DEMANDED: Final = _house("cure_term_is_over")
_CREDITOR: Final = _house("creditor_waives")
_BOTH: Final = _house("both_sides_agree")
_LONG_STOP: Final = _house("long_stop_is_past")


def _final(state: S, zh: str) -> StateRow:
    return StateRow(state, zh, no_clock_because="义务已了", is_final=True)


def _perform(state: S) -> TransitionRow:
    return TransitionRow(
        state, E.PERFORM, S.EVIDENCE_IN, "提交履行证明", (_IN_FORCE, _EVIDENCE, _WITHIN)
    )


def _waive(state: S) -> TransitionRow:
    return TransitionRow(state, E.WAIVE, S.WAIVED, "债权人免除", (_CREDITOR,))


def _substitute(state: S) -> TransitionRow:
    return TransitionRow(state, E.SUBSTITUTE, S.SUBSTITUTED, "以新义务替代", (_BOTH,))


OBLIGATION_MACHINE: Final = Machine(
    "obligation",
    1,
    "协议义务",
    S.PENDING,
    (
        StateRow(S.PENDING, "条件未成就", no_clock_because="最迟日期写在每项义务上"),
        StateRow(S.DUE, "待履行", no_clock_because="履行期限写在每项义务上"),
        StateRow(
            S.EVIDENCE_IN,
            "待核实",
            (StateClock("verification", Term(7), "核实履行证明", HOUSE_MEDIATION),),
        ),
        StateRow(S.OVERDUE, "逾期", (StateClock("demand", Term(3), "督促履行", _KEPT),)),
        StateRow(
            S.BREACHED, "违约", (StateClock("breach", Term(30), "处理违约", HOUSE_MEDIATION),)
        ),
        _final(S.FULFILLED, "已履行"),
        _final(S.SUBSTITUTED, "已替代"),
        _final(S.WAIVED, "已免除"),
        _final(S.CANCELLED, "已失效"),
    ),
    (
        TransitionRow(S.PENDING, E.UNLOCK, S.DUE, "条件成就", (_IN_FORCE, _MET)),
        TransitionRow(S.PENDING, E.LAPSE, S.CANCELLED, "逾最迟日期失效", (_LONG_STOP,)),
        _waive(S.PENDING),
        _substitute(S.PENDING),
        _perform(S.DUE),
        TransitionRow(S.DUE, E.FALL_OVERDUE, S.OVERDUE, "到期未履行", (_PAST,)),
        _waive(S.DUE),
        _substitute(S.DUE),
        TransitionRow(
            S.EVIDENCE_IN, E.ACCEPT, S.FULFILLED, "核实无误", (_VERIFIER, _OTHER_EYES, _WHOLE)
        ),
        TransitionRow(
            S.EVIDENCE_IN, E.ACCEPT_PART, S.DUE, "核实部分履行", (_VERIFIER, _OTHER_EYES, _PART)
        ),
        TransitionRow(
            S.EVIDENCE_IN, E.REJECT, S.DUE, "证明不符", (_VERIFIER, _OTHER_EYES, _REASON)
        ),
        _perform(S.OVERDUE),
        TransitionRow(S.OVERDUE, E.BREACH, S.BREACHED, "催告期满仍未履行", (_DEMANDED,)),
        _waive(S.OVERDUE),
        _substitute(S.OVERDUE),
        _perform(S.BREACHED),
        _waive(S.BREACHED),
        _substitute(S.BREACHED),
    ),
)
"""Nine states and eighteen steps (义务状态机)."""
