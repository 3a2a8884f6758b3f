"""Who judges the guards of an agreement (协议守卫)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from attrs import frozen

from gongtong.core.machines.plain_guards import unless
from gongtong.core.machines.stepping import Guard, rule_on_step
from gongtong.core.rulings import Reason, Refused, Source
from gongtong.mediation.agreements.agreement_machine import (
    AGREEMENT_MACHINE,
    JOINTLY,
    NOT_FOR_COURTS_TO_CONFIRM,
    AgreementEvent,
    AgreementState,
)
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

IN_FORCE_WHEN: Final = mediation_law(
    29, "各方当事人签名、盖章或者按指印，调解员签名并加盖印章之日起生效"
)
ORALLY: Final = mediation_law(28, "当事人认为无需制作调解协议书的；人民调解员应当记录协议内容")
AGREED_ORALLY: Final = mediation_law(30)


@frozen
class AgreementFacts:
    """What holds when something happens to an agreement; what is not said does not hold (协议转移事实).

    `objections` speak against the terms, `missing` is what they lack.
    """

    state: AgreementState
    objections: tuple[Reason, ...] = ()
    missing: tuple[Reason, ...] = ()
    hints_are_checked: bool = False
    paper_is_waived: bool = False
    content_is_recorded: bool = False
    signed_by_every_party: bool = False
    signed_by_mediator: bool = False
    sealed: bool = False
    agreed_by_every_party: bool = False
    applied_jointly: bool = False
    within_thirty_days: bool = False
    not_status_or_title: bool = False
    paper_is_given: bool = False
    every_party_agrees: bool = False
    nothing_is_open: bool = False


def step(event: AgreementEvent, facts: AgreementFacts) -> AgreementState | tuple[Reason, ...]:
    """Give the state to which an event leads, or every ground against it (协议转移)."""
    ruling = rule_on_step(AGREEMENT_MACHINE, facts.state, event, asked=(None, facts), guards=GUARDS)
    return ruling.reasons if isinstance(ruling, Refused) else AgreementState(ruling.event.to)


def _unless(
    holds: Callable[[AgreementFacts], bool],
    code: str,
    zh: str,
    en: str,
    *,
    source: Source = HOUSE_MEDIATION,
) -> Guard[None, AgreementFacts]:
    return unless(holds, Reason(f"mediation.{code}", zh, en, source))


GUARDS: Final[Mapping[str, Guard[None, AgreementFacts]]] = {
    "terms_are_lawful": lambda _, facts: facts.objections,
    "terms_are_complete": lambda _, facts: facts.missing,
    "hints_are_checked": _unless(
        lambda facts: facts.hints_are_checked,
        "hints_unchecked",
        "有须由人核对的条款提示，请逐项核对并注明",
        "there are words that a person has to look at: name every hint that was checked",
    ),
    "paper_is_waived": _unless(
        lambda facts: facts.paper_is_waived,
        "paper_not_waived",
        "口头协议须各方都认为无需制作协议书",
        "it is kept orally only where every party wants no paper",
        source=ORALLY,
    ),
    "content_is_recorded": _unless(
        lambda facts: facts.content_is_recorded,
        "content_not_recorded",
        "口头协议的内容须由调解员记录",
        "the mediator records what was agreed orally",
        source=ORALLY,
    ),
    "signed_by_every_party": _unless(
        lambda facts: facts.signed_by_every_party,
        "party_has_not_signed",
        "尚有当事人没有签名、盖章或者按指印",
        "a party has not signed, sealed or set its fingerprint",
        source=IN_FORCE_WHEN,
    ),
    "signed_by_mediator": _unless(
        lambda facts: facts.signed_by_mediator,
        "mediator_has_not_signed",
        "调解员尚未签名",
        "the mediator has not signed",
        source=IN_FORCE_WHEN,
    ),
    "sealed": _unless(
        lambda facts: facts.sealed,
        "agreement_not_sealed",
        "尚未加盖人民调解委员会印章",
        "the seal of the mediation committee is missing",
        source=IN_FORCE_WHEN,
    ),
    "agreed_by_every_party": _unless(
        lambda facts: facts.agreed_by_every_party,
        "not_agreed_by_all",
        "各方当事人尚未都达成协议",
        "not every party has agreed",
        source=AGREED_ORALLY,
    ),
    "applied_jointly": _unless(
        lambda facts: facts.applied_jointly,
        "not_applied_jointly",
        "须由各方当事人共同申请",
        "the parties apply together, all of them",
        source=JOINTLY,
    ),
    "within_thirty_days": _unless(
        lambda facts: facts.within_thirty_days,
        "confirmation_too_late",
        "已超过协议生效后三十日",
        "thirty days from the day of its effect are over",
        source=JOINTLY,
    ),
    "not_status_or_title": _unless(
        lambda facts: facts.not_status_or_title,
        "not_for_courts_to_confirm",
        "涉及身份关系或者物权确权的，不申请司法确认",
        "what decides on status or title is not confirmed",
        source=NOT_FOR_COURTS_TO_CONFIRM,
    ),
    "paper_is_given": _unless(
        lambda facts: facts.paper_is_given, "paper_missing", "须附文书", "it takes the paper"
    ),
    "every_party_agrees": _unless(
        lambda facts: facts.every_party_agrees,
        "not_every_party_agrees",
        "须各方当事人都同意",
        "every party has to agree",
    ),
    "nothing_is_open": _unless(
        lambda facts: facts.nothing_is_open,
        "something_is_open",
        "尚有义务没有履行",
        "an obligation is not performed yet",
        source=mediation_law(31),
    ),
}
"""Every guard of the table by its name (协议守卫表)."""
