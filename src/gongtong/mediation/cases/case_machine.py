"""What can happen to a case, state by state (案件状态表).

The Mediation Law sets no time limit; the terms that stand here are defaults of the house, which a place may
change. A clock that stands under the same id in the state left and in the state entered goes on.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.cases.case_states import CaseEvent as E
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law


def _ministry_rules(article: int, note: str) -> Source:
    return Source(
        "人民调解工作若干规定",
        f"第{article}条",
        date(2002, 11, 1),
        standing=Standing.UNVERIFIED,
        note=note,
    )


_ONE_MONTH: Final = _ministry_rules(33, "一般应当在一个月内调结；是否仍有效未核实")
_RIGHTS_FIRST: Final = _ministry_rules(30, "调解前告知权利义务；是否仍有效未核实")


def _law(name: str, article: int, note: str = "") -> GuardRow:
    return GuardRow(name, mediation_law(article, note), statutory=True)


def _house(name: str, source: Source = HOUSE_MEDIATION) -> GuardRow:
    return GuardRow(name, source)


def _working_days(name: str, days: int, zh: str, event: str = "") -> StateClock:
    return StateClock(name, Term(days, TimeUnit.WORKING_DAY), zh, HOUSE_MEDIATION, event)


_NO_REFUSAL: Final = _law("no_party_refuses", 17)
_CONSENT: Final = _law("every_party_consents", 3, "第（一）项：自愿")
_REMEDIES: Final = _law("remedies_told", 26)
_REMEDIES_BY_HOUSE: Final = _house("remedies_told")
_REASON: Final = _house("reason_given")
_STOPS: Final = _law("a_party_stops", 23, "第（二）项：要求终止调解")
_MINUTES: Final = _law("minutes_kept", 27)
_ELIGIBLE: Final = _law("mediators_are_eligible", 14, "并参见第13条")
_REPORT: Final = _law("no_report_is_owed", 25)
_SETTLED: Final = _law("nothing_is_breached", 31)

_LIMIT: Final = StateClock(
    "mediation_limit",
    Term(1, TimeUnit.MONTH),
    "调解期限",
    _ONE_MONTH,
    E.DEADLINE_EXPIRES,
)
_LIMIT_BEFORE: Final = StateClock("mediation_limit", _LIMIT.term, _LIMIT.zh, _LIMIT.source)


def _final(state: S, zh: str) -> StateRow:
    return StateRow(state, zh, no_clock_because="案件已结束", is_final=True)


_STATES: Final = (
    StateRow(
        S.DRAFT,
        "起草",
        (StateClock("draft_idle", Term(15), "起草后未申请", HOUSE_MEDIATION),),
    ),
    StateRow(S.APPLIED, "已申请", (_working_days("acceptance", 3, "受理审查"),)),
    _final(S.REJECTED, "不予受理"),
    _final(S.WITHDRAWN, "已撤回"),
    StateRow(
        S.CONSULTING, "征求意见", (_working_days("contact", 3, "联系当事人", E.CANNOT_REACH),)
    ),
    _final(S.REFUSED, "当事人拒绝"),
    StateRow(S.ACCEPTED, "已受理", (_working_days("assignment", 3, "确定调解员"), _LIMIT_BEFORE)),
    StateRow(
        S.ASSIGNED, "已确定调解员", (_working_days("informing", 3, "告知权利义务"), _LIMIT_BEFORE)
    ),
    StateRow(S.READY, "待调解", (_LIMIT,)),
    StateRow(S.IN_SESSION, "调解中", (_LIMIT,)),
    StateRow(
        S.SUSPENDED,
        "中止",
        (StateClock("suspension", Term(60), "中止期限", HOUSE_MEDIATION, E.RESUME),),
    ),
    StateRow(
        S.AGREED, "已达成协议", (StateClock("signing", Term(7), "签署协议", HOUSE_MEDIATION),)
    ),
    StateRow(
        S.IN_FORCE,
        "协议生效",
        (
            StateClock(
                "confirmation",
                Term(30),
                "共同申请司法确认",
                mediation_law(33),
                E.BEGIN_PERFORMANCE,
                statutory=True,
            ),
        ),
    ),
    StateRow(S.PERFORMING, "履行中", no_clock_because="期限在每项义务上"),
    StateRow(
        S.FULFILLED,
        "已履行",
        (StateClock("visit", Term(30), "回访", HOUSE_MEDIATION),),
    ),
    StateRow(
        S.IN_DEFAULT,
        "未按约履行",
        (StateClock("default", Term(30), "处理违约", HOUSE_MEDIATION),),
    ),
    StateRow(S.FAILED, "调解不成", (_working_days("handing_on", 2, "上报或者转出"),)),
    StateRow(S.ESCALATED, "已上报", no_clock_because="期限由上级各层规定"),
    _final(S.REFERRED, "已转出"),
    StateRow(S.VISITED, "已回访", (StateClock("filing", Term(30), "立卷归档", HOUSE_MEDIATION),)),
    _final(S.CLOSED, "已归档"),
)


def _stop(state: S) -> TransitionRow:
    return TransitionRow(state, E.PARTY_STOPS, S.FAILED, "当事人要求终止", (_STOPS, _REMEDIES))


def _expire(state: S) -> TransitionRow:
    return TransitionRow(
        state, E.DEADLINE_EXPIRES, S.FAILED, "调解期满", (_house("limit_is_over"), _REMEDIES)
    )


def _suspend(state: S) -> TransitionRow:
    guards = (_REASON, _house("end_of_suspension_given"))
    return TransitionRow(state, E.SUSPEND, S.SUSPENDED, "中止", guards)


def _replace(state: S) -> TransitionRow:
    return TransitionRow(state, E.REPLACE_MEDIATOR, S.ACCEPTED, "更换调解员", (_REASON,))


_TO_ACCEPTANCE: Final = (
    TransitionRow(
        S.DRAFT,
        E.APPLY,
        S.APPLIED,
        "申请",
        (_house("a_party_is_described"), _house("dispute_is_described")),
    ),
    TransitionRow(
        S.DRAFT,
        E.OPEN_EX_OFFICIO,
        S.CONSULTING,
        "主动调解",
        (_house("dispute_is_described"), _NO_REFUSAL),
    ),
    TransitionRow(
        S.APPLIED, E.CONSULT, S.CONSULTING, "征求意见", (_house("two_parties_are_described"),)
    ),
    TransitionRow(S.APPLIED, E.REJECT, S.REJECTED, "不予受理", (_REASON, _REMEDIES_BY_HOUSE)),
    TransitionRow(S.APPLIED, E.WITHDRAW, S.WITHDRAWN, "撤回申请"),
    TransitionRow(
        S.CONSULTING,
        E.ALL_CONSENT,
        S.ACCEPTED,
        "各方同意",
        (_house("two_parties_are_described"), _NO_REFUSAL, _CONSENT),
    ),
    TransitionRow(
        S.CONSULTING,
        E.PARTY_REFUSES,
        S.REFUSED,
        "一方拒绝",
        (_law("a_party_refuses", 17), _REMEDIES_BY_HOUSE),
    ),
    TransitionRow(
        S.CONSULTING, E.CANNOT_REACH, S.REFUSED, "联系不上", (_house("contact_was_attempted"),)
    ),
    TransitionRow(S.CONSULTING, E.WITHDRAW, S.WITHDRAWN, "撤回申请"),
    TransitionRow(
        S.ACCEPTED,
        E.ASSIGN,
        S.ASSIGNED,
        "确定调解员",
        (
            _law("a_mediator_is_named", 19),
            _ELIGIBLE,
            _law("mediators_are_accepted", 23, "第（一）项：选择或者接受调解员"),
        ),
    ),
    _stop(S.ACCEPTED),
    TransitionRow(
        S.ASSIGNED, E.INFORM, S.READY, "告知权利义务", (_house("rights_are_told", _RIGHTS_FIRST),)
    ),
    _stop(S.ASSIGNED),
)

_IN_MEDIATION: Final = (
    TransitionRow(
        S.READY,
        E.OPEN_SESSION,
        S.IN_SESSION,
        "开始调解",
        (
            _NO_REFUSAL,
            _ELIGIBLE,
            _law("openness_is_settled", 23, "第（三）项：公开或者不公开"),
            _house("session_is_under_way"),
            _house("parties_are_represented"),
        ),
    ),
    TransitionRow(
        S.READY,
        E.EXTEND,
        S.READY,
        "延长期限",
        (_house("every_party_extends", _ONE_MONTH),),
    ),
    _suspend(S.READY),
    _stop(S.READY),
    _expire(S.READY),
    _replace(S.READY),
    TransitionRow(S.IN_SESSION, E.ADJOURN, S.READY, "休会", (_MINUTES, _REASON)),
    TransitionRow(
        S.IN_SESSION,
        E.AGREE,
        S.AGREED,
        "达成协议",
        (
            _NO_REFUSAL,
            _MINUTES,
            _law("offer_is_accepted_by_all", 23, "第（四）项：自愿达成协议"),
            _house("parties_can_settle"),
            _law("terms_are_lawful", 3, "第（二）项；收费见第4条，应载明事项见第29条"),
        ),
    ),
    _suspend(S.IN_SESSION),
    _stop(S.IN_SESSION),
    _expire(S.IN_SESSION),
    _replace(S.IN_SESSION),
    TransitionRow(S.SUSPENDED, E.RESUME, S.READY, "恢复调解", (_NO_REFUSAL,)),
    _stop(S.SUSPENDED),
)

_AFTER_AGREEMENT: Final = (
    TransitionRow(
        S.AGREED,
        E.SIGN,
        S.IN_FORCE,
        "签署生效",
        (
            _law("terms_are_lawful", 3, "第（二）项"),
            _law("signed_by_every_party", 29),
            _law("signed_by_mediator", 29),
            _law("sealed", 29),
        ),
    ),
    TransitionRow(
        S.AGREED,
        E.ORAL,
        S.IN_FORCE,
        "口头协议生效",
        (
            _law("terms_are_lawful", 3, "第（二）项"),
            _law("paper_is_waived", 28),
            _law("content_is_recorded", 28),
            _law("offer_is_accepted_by_all", 30),
        ),
    ),
    _stop(S.AGREED),
    TransitionRow(S.IN_FORCE, E.BEGIN_PERFORMANCE, S.PERFORMING, "开始履行"),
    TransitionRow(
        S.PERFORMING,
        E.ALL_FULFILLED,
        S.FULFILLED,
        "全部履行",
        (_law("nothing_is_open", 31), _SETTLED),
    ),
    TransitionRow(S.PERFORMING, E.BREACH, S.IN_DEFAULT, "违约", (_house("something_is_breached"),)),
    TransitionRow(S.IN_DEFAULT, E.CURED, S.PERFORMING, "已补救", (_SETTLED,)),
    TransitionRow(
        S.IN_DEFAULT, E.REMEDIATE, S.READY, "重新调解", (_NO_REFUSAL, _CONSENT, _ELIGIBLE)
    ),
    TransitionRow(
        S.IN_DEFAULT,
        E.REFER_COURT,
        S.REFERRED,
        "转向诉讼",
        (_law("remedies_told", 32), _REPORT),
    ),
    TransitionRow(
        S.FAILED,
        E.ESCALATE,
        S.ESCALATED,
        "上报",
        (_house("next_level_exists"), _house("dossier_can_go_up")),
    ),
    TransitionRow(S.FAILED, E.REFER, S.REFERRED, "转出", (_REMEDIES, _REPORT)),
    TransitionRow(
        S.ESCALATED,
        E.RETURN_WITH_INSTRUCTION,
        S.READY,
        "退回并指示",
        (_house("instruction_is_given"), _NO_REFUSAL),
    ),
    TransitionRow(
        S.ESCALATED, E.UPPER_CLOSES, S.REFERRED, "上级办结", (_house("closed_above"), _REPORT)
    ),
    TransitionRow(
        S.FULFILLED,
        E.VISIT,
        S.VISITED,
        "回访",
        (_law("visit_is_recorded", 31), _house("survey_is_offered")),
    ),
    TransitionRow(S.VISITED, E.CLOSE, S.CLOSED, "归档", (_law("dossier_is_complete", 27), _REPORT)),
)

CASE_MACHINE: Final = Machine(
    "case",
    1,
    "调解案件",
    S.DRAFT,
    _STATES,
    (*_TO_ACCEPTANCE, *_IN_MEDIATION, *_AFTER_AGREEMENT),
)
"""The case as the national defaults have it (案件状态表)."""
