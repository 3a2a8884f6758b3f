"""Who judges the guards of a case: what each asks of everything around it (案件守卫)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from gongtong.core.machines.stepping import Guard, with_added
from gongtong.core.rulings import Reason, Source
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.moving.facts import CaseFacts, CaseWish
from gongtong.mediation.moving.named import NamedGuard
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

CaseGuard = Guard[CaseWish, CaseFacts]
_TWO: Final = 2


def _law(article: int, note: str = "") -> Source:
    return mediation_law(article, note)


def _unless(
    holds: Callable[[CaseWish, CaseFacts], bool],
    code: str,
    words: tuple[str, str],
    source: Source = HOUSE_MEDIATION,
) -> CaseGuard:
    told = (Reason(f"mediation.{code}", words[0], words[1], source),)

    def judge(wish: CaseWish, facts: CaseFacts) -> tuple[Reason, ...]:
        return () if holds(wish, facts) else told

    return judge


def _for_each(
    failing: Callable[[CaseFacts], Iterable[str]],
    code: str,
    words: tuple[str, str],
    source: Source = HOUSE_MEDIATION,
) -> CaseGuard:
    """Make a guard that names those for whom something does not hold."""

    def judge(_: CaseWish, facts: CaseFacts) -> tuple[Reason, ...]:
        named = tuple(failing(facts))
        if not named:
            return ()
        listed = "、".join(named)
        return (
            Reason(
                f"mediation.{code}",
                f"{words[0]}：{listed}",
                f"{words[1]}: {', '.join(named)}",
                source,
                tuple(("who", one) for one in named),
            ),
        )

    return judge


def _terms(_: CaseWish, facts: CaseFacts) -> tuple[Reason, ...]:
    if facts.agreement is None:
        return (
            Reason(
                "mediation.agreement_missing",
                "尚未起草协议",
                "no agreement was drafted",
                _law(29),
            ),
        )
    return facts.agreement.objections


def _eligible(_: CaseWish, facts: CaseFacts) -> tuple[Reason, ...]:
    return tuple(reason for one in facts.mediators if one.is_active for reason in one.objections)


def _active(facts: CaseFacts) -> tuple[frozenset[str], ...]:
    return tuple(one.accepted_by for one in facts.mediators if one.is_active)


def _codes(facts: CaseFacts) -> frozenset[str]:
    return frozenset(one.code for one in facts.parties)


_ABOUT_PARTIES: Final[Mapping[str, CaseGuard]] = {
    "a_party_is_described": _unless(
        lambda _, facts: any(one.is_described for one in facts.parties),
        "party_missing",
        ("尚未登记当事人", "no party is entered"),
    ),
    "two_parties_are_described": _unless(
        lambda _, facts: sum(one.is_described for one in facts.parties) >= _TWO,
        "two_parties",
        ("须登记双方当事人", "a dispute has two parties at least"),
    ),
    "dispute_is_described": _unless(
        lambda _, facts: facts.has_description,
        "dispute_not_described",
        ("须写明纠纷经过", "say what the dispute is about"),
    ),
    "no_party_refuses": _for_each(
        lambda facts: (one.code for one in facts.parties if one.has_refused),
        "party_refuses",
        ("当事人明确拒绝调解，不得调解", "these refuse, and nobody mediates then"),
        _law(17, "当事人一方明确拒绝调解的，不得调解"),
    ),
    "a_party_refuses": _unless(
        lambda _, facts: any(one.has_refused for one in facts.parties),
        "nobody_refuses",
        ("没有当事人拒绝", "no party refuses"),
        _law(17),
    ),
    "every_party_consents": _for_each(
        lambda facts: (one.code for one in facts.parties if not one.has_consented),
        "party_has_not_consented",
        ("尚未同意调解，沉默不是同意", "these have not consented; silence is not consent"),
        _law(3, "第（一）项：自愿"),
    ),
    "contact_was_attempted": _for_each(
        lambda facts: (
            one.code for one in facts.parties if not one.has_consented and not one.contact_attempts
        ),
        "contact_not_attempted",
        ("尚未联系过", "nobody tried to reach these"),
    ),
    "rights_are_told": _for_each(
        lambda facts: (one.code for one in facts.parties if not one.knows_its_rights),
        "rights_not_told",
        ("尚未告知权利义务", "these were not told of their rights and duties"),
    ),
    "parties_are_represented": _for_each(
        lambda facts: (
            one.code
            for one in facts.parties
            if not one.may_negotiate
            or (facts.session is not None and one.code not in facts.session.present)
        ),
        "party_not_represented",
        ("没有到场，或者代表没有授权", "these are not there, or nobody is under a mandate"),
    ),
    "parties_can_settle": _for_each(
        lambda facts: (
            one.code
            for one in facts.parties
            if not one.may_settle and one.kind is not PartyKind.GROUP
        ),
        "party_cannot_settle",
        ("到场的人无权和解", "nobody who is there can settle for these"),
    ),
    "a_party_stops": _unless(
        lambda wish, facts: wish.by in _codes(facts),
        "nobody_stops",
        ("须写明哪一方当事人要求终止", "say which party wants to stop"),
        _law(23, "第（二）项：要求终止调解"),
    ),
    "every_party_extends": _for_each(
        lambda facts: sorted(
            _codes(facts) - facts.extension_agreed_by
            if facts.extended_to is not None
            else _codes(facts)
        ),
        "party_has_not_extended",
        ("尚未同意延长", "these have not agreed to more time"),
    ),
}

_ABOUT_MEDIATION: Final[Mapping[str, CaseGuard]] = {
    "a_mediator_is_named": _unless(
        lambda _, facts: any(one.is_active for one in facts.mediators),
        "no_mediator",
        ("尚未确定调解员", "no mediator is named"),
        _law(19),
    ),
    "mediators_are_eligible": _eligible,
    "mediators_are_accepted": _for_each(
        lambda facts: sorted(
            _codes(facts) - frozenset.intersection(*(_active(facts) or (frozenset(),)))
        ),
        "mediator_not_accepted",
        ("尚未接受调解员", "these have not accepted the mediators"),
        _law(23, "第（一）项：选择或者接受人民调解员"),
    ),
    "openness_is_settled": _unless(
        lambda _, facts: facts.case.openness is not Openness.UNSETTLED,
        "openness_not_settled",
        ("尚未确定公开或者不公开", "it is not settled whether others may attend"),
        _law(23, "第（三）项：公开或者不公开"),
    ),
    "session_is_under_way": _unless(
        lambda _, facts: facts.session is not None and facts.session.is_under_way,
        "no_session",
        ("没有进行中的调解会", "no session is under way"),
    ),
    "minutes_kept": _unless(
        lambda _, facts: facts.session is not None and facts.session.has_minutes,
        "minutes_missing",
        ("尚无调解记录", "nothing was recorded of the session"),
        _law(27),
    ),
    "reason_given": _unless(
        lambda wish, _: bool(wish.words.strip()), "reason_missing", ("须写明理由", "say why")
    ),
    "end_of_suspension_given": _unless(
        lambda wish, facts: wish.until is not None and wish.until > facts.today,
        "suspension_end",
        ("须写明预计恢复的日期", "say until when it is suspended"),
    ),
    "limit_is_over": _unless(
        lambda _, facts: "mediation_limit" in facts.overdue,
        "limit_not_over",
        ("调解期限尚未届满", "the time for mediation is not over"),
    ),
    "offer_is_accepted_by_all": _for_each(
        lambda facts: sorted(
            _codes(facts) - (frozenset() if facts.offer is None else facts.offer.accepted_by)
        ),
        "offer_not_accepted",
        ("尚未接受方案", "these have not accepted the offer"),
        _law(23, "第（四）项：自愿达成调解协议"),
    ),
    "remedies_told": _unless(
        lambda _, facts: facts.dossier.remedies_told_on is not None,
        "remedies_not_told",
        (
            "须告知当事人可以通过仲裁、行政、司法等途径维护权利",
            "tell the parties of arbitration, administration and the courts",
        ),
        _law(26),
    ),
    "no_report_is_owed": _unless(
        lambda _, facts: not facts.case.must_report,
        "report_owed",
        (
            "可能引起治安案件、刑事案件的，须先报告",
            "a danger has to be reported before",
        ),
        _law(25),
    ),
}

_ABOUT_OUTCOME: Final[Mapping[str, CaseGuard]] = {
    "terms_are_lawful": _terms,
    "signed_by_every_party": _for_each(
        lambda facts: sorted(
            _codes(facts) - (frozenset() if facts.agreement is None else facts.agreement.signed_by)
        ),
        "party_has_not_signed",
        ("尚未签名、盖章或者按指印", "these have not signed"),
        _law(29),
    ),
    "signed_by_mediator": _unless(
        lambda _, facts: facts.agreement is not None and facts.agreement.mediator_signed,
        "mediator_has_not_signed",
        ("调解员尚未签名", "the mediator has not signed"),
        _law(29),
    ),
    "sealed": _unless(
        lambda _, facts: facts.agreement is not None and facts.agreement.sealed,
        "agreement_not_sealed",
        ("尚未加盖人民调解委员会印章", "the committee's seal is missing"),
        _law(29),
    ),
    "paper_is_waived": _for_each(
        lambda facts: sorted(
            _codes(facts)
            - (frozenset() if facts.agreement is None else facts.agreement.paper_waived_by)
        ),
        "paper_not_waived",
        ("尚未认为无需制作协议书", "these have not said that they want no paper"),
        _law(28),
    ),
    "content_is_recorded": _unless(
        lambda _, facts: facts.agreement is not None and facts.agreement.content_recorded,
        "content_not_recorded",
        ("口头协议的内容须由调解员记录", "the mediator has not recorded what was agreed"),
        _law(28),
    ),
    "nothing_is_open": _unless(
        lambda _, facts: facts.obligations.open == 0,
        "something_is_open",
        ("尚有义务没有履行", "an obligation is not performed"),
        _law(31),
    ),
    "nothing_is_breached": _unless(
        lambda _, facts: facts.obligations.breached == 0,
        "something_is_breached",
        ("尚有违约的义务", "an obligation is in breach"),
        _law(31),
    ),
    "something_is_breached": _unless(
        lambda _, facts: facts.obligations.breached > 0,
        "nothing_is_breached",
        ("没有违约的义务", "no obligation is in breach"),
    ),
    "next_level_exists": _unless(
        lambda _, facts: facts.escalation.next_level is not None,
        "no_next_level",
        ("没有上一级", "there is no level above"),
    ),
    "dossier_can_go_up": _for_each(
        lambda facts: facts.dossier.missing_to_escalate,
        "dossier_incomplete",
        ("上报材料不全，缺少", "these papers are missing"),
    ),
    "instruction_is_given": _unless(
        lambda _, facts: facts.escalation.instruction,
        "no_instruction",
        ("上级没有退回指示", "the upper level has given no instruction"),
    ),
    "closed_above": _unless(
        lambda _, facts: facts.escalation.closed_above,
        "not_closed_above",
        ("上级尚未办结", "the upper level has not dealt with it"),
    ),
    "visit_is_recorded": _unless(
        lambda _, facts: facts.dossier.visited_on is not None,
        "not_visited",
        ("尚未回访", "the parties were not visited"),
        _law(31),
    ),
    "survey_is_offered": _unless(
        lambda _, facts: facts.dossier.survey_offered,
        "survey_not_offered",
        ("尚未征求满意度", "nobody asked how satisfied they are"),
    ),
    "dossier_is_complete": _for_each(
        lambda facts: facts.dossier.missing_to_close,
        "dossier_incomplete",
        ("卷宗不全，缺少", "these papers are missing"),
        _law(27),
    ),
}

GUARDS: Final[Mapping[str, CaseGuard]] = {**_ABOUT_PARTIES, **_ABOUT_MEDIATION, **_ABOUT_OUTCOME}
"""Every guard of the built-in table by its name (案件守卫表)."""


def guards_with(added: Iterable[NamedGuard]) -> Mapping[str, CaseGuard]:
    """Give the guards with those that plugins add; where a name is known both are asked (增加守卫)."""
    return with_added(GUARDS, tuple((one.name, one.judge) for one in added))
