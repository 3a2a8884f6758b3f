"""When an agreement is opened to be signed, recorded orally, and when it takes effect (协议生效)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.agreements.agreement import Agreement, latest_of
from gongtong.mediation.agreements.agreement_machine import AgreementEvent as E
from gongtong.mediation.agreements.guards import AgreementFacts, step
from gongtong.mediation.agreements.signing import has_signed, signed_households
from gongtong.mediation.agreements.standing import AgreementForm, AgreementStanding
from gongtong.mediation.agreements.terms import TermCheck, hints_of, missing_from, objections_to
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.obligations.duty import Side
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.mediation.sources import HOUSE_MEDIATION


@frozen
class OpenForSignature:
    """A request to bring an agreement to those who sign it; `hints_checked` are the codes that were looked at (提交签署申请)."""

    case: str
    number: int
    hints_checked: tuple[str, ...] = ()


@frozen
class OpenedForSignature:
    """An agreement is with those who sign it (已提交签署)."""

    case: str
    number: int
    hints_checked: tuple[str, ...]


@frozen
class RecordOral:
    """A request to enter an agreement that was reached by word of mouth (登记口头协议申请).

    `waived_by` are the parties that want no paper; `mediator` has recorded what was agreed.
    """

    case: str
    number: int
    agreed_on: date
    waived_by: tuple[str, ...]
    mediator: str
    hints_checked: tuple[str, ...] = ()


@frozen
class OralRecorded:
    """An agreement was reached by word of mouth, and what it says is recorded (口头协议已登记)."""

    case: str
    number: int
    agreed_on: date
    waived_by: tuple[str, ...]
    mediator: str
    hints_checked: tuple[str, ...]


@frozen
class TakeEffect:
    """A request to find that an agreement is in force, and since when (认定生效申请)."""

    case: str
    number: int


@frozen
class TookEffect:
    """An agreement is in force, with these obligations; the others wait for those who have not signed (协议已生效)."""

    case: str
    number: int
    effective_on: date
    duties: tuple[int, ...]
    unsigned: tuple[int, ...]


@frozen
class EffectFacts:
    """What is known when an agreement is to take effect (生效依据)."""

    case: CaseOnFile
    agreement: Agreement
    records: Mapping[str, PartyRecord]
    checks: tuple[TermCheck, ...]
    today: date

    @property
    def objections(self) -> tuple[Reason, ...]:
        """What the checks say against the terms (条款异议)."""
        return objections_to(self.agreement.terms, self.checks)

    @property
    def concerned(self) -> frozenset[str]:
        """The parties that every obligation names, and all others of the case (有关当事人)."""
        return frozenset(self.records)


def rule_on_opening_for_signature(
    request: OpenForSignature, facts: EffectFacts
) -> Granted[OpenedForSignature] | Refused:
    """Let an agreement go to those who sign it (提交签署审核).

    Grounds, in this order: the case has ended, it is an oral one, what it lacks, what is unlawful, hints that nobody
    looked at.
    """
    reasons = [*reasons_if_ended(facts.case)]
    if facts.agreement.form is not AgreementForm.WRITTEN:
        reasons.append(_form("口头协议不签署，应登记口头协议", "an oral agreement is not signed"))
    told = step(
        E.OPEN,
        AgreementFacts(
            facts.agreement.state,
            objections=facts.objections,
            missing=tuple(missing_from(facts.agreement.terms)),
            hints_are_checked=_are_checked(facts.agreement, request.hints_checked),
        ),
    )
    reasons += told if isinstance(told, tuple) else ()
    if reasons:
        return Refused(tuple(reasons))
    return Granted(OpenedForSignature(request.case, request.number, request.hints_checked))


def rule_on_oral(request: RecordOral, facts: EffectFacts) -> Granted[OralRecorded] | Refused:
    """Let an agreement by word of mouth be recorded (登记口头协议审核).

    Grounds, in this order: the case has ended, it is a written one, a day that cannot be, a party that wants
    paper, nothing recorded, what is unlawful, hints that nobody looked at.
    """
    reasons = [*reasons_if_ended(facts.case)]
    agreement = facts.agreement
    if agreement.form is not AgreementForm.ORAL:
        reasons.append(_form("书面协议须签署", "a written agreement is signed"))
    if request.agreed_on > facts.today:
        reasons.append(_reason("agreed_on", "达成协议的日期不在将来", "it was reached in the past"))
    told = step(
        E.RECORD_ORALLY,
        AgreementFacts(
            agreement.state,
            objections=facts.objections,
            paper_is_waived=facts.concerned <= set(request.waived_by),
            content_is_recorded=bool(agreement.terms.content.strip() and request.mediator.strip()),
            hints_are_checked=_are_checked(agreement, request.hints_checked),
        ),
    )
    reasons += told if isinstance(told, tuple) else ()
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        OralRecorded(
            request.case,
            request.number,
            request.agreed_on,
            tuple(sorted(set(request.waived_by))),
            request.mediator,
            request.hints_checked,
        )
    )


def rule_on_effect(request: TakeEffect, facts: EffectFacts) -> Granted[TookEffect] | Refused:
    """Find that an agreement is in force (认定生效审核).

    A written one is from the day on which the last of all parties, the mediator and the committee's seal was on it
    (第29条); an oral one from the day on which it was reached (第30条). Nobody can choose that day.
    """
    reasons = [*reasons_if_ended(facts.case)]
    agreement = facts.agreement
    told = step(
        E.TAKE_EFFECT,
        AgreementFacts(
            agreement.state,
            objections=facts.objections,
            signed_by_every_party=facts.concerned <= signed_by(agreement, facts.records),
            signed_by_mediator=agreement.mediator_signed_on is not None,
            sealed=agreement.sealed_on is not None,
            agreed_by_every_party=agreement.agreed_on is not None
            and facts.concerned <= agreement.waived_by,
        ),
    )
    reasons += told if isinstance(told, tuple) else ()
    effective = effective_on(agreement)
    if effective is None or reasons:
        return Refused(tuple(reasons))
    unsigned = frozenset(unsigned_duties(agreement, facts.records))
    return Granted(
        TookEffect(
            request.case,
            request.number,
            effective,
            tuple(sorted(agreement.numbers - unsigned)),
            tuple(sorted(unsigned)),
        )
    )


def effective_on(agreement: Agreement) -> date | None:
    """Compute from which day on an agreement is in force, if everything for it is there (生效日期)."""
    if agreement.form is AgreementForm.ORAL:
        return agreement.agreed_on
    days = [line.on for line in agreement.signatures]
    if not days:
        return None
    return latest_of((max(days), agreement.mediator_signed_on, agreement.sealed_on))


def signed_by(agreement: Agreement, records: Mapping[str, PartyRecord]) -> frozenset[str]:
    """Give the parties that have signed (已签署当事人)."""
    day = max((line.on for line in agreement.signatures), default=agreement.drafted_on)
    return frozenset(
        code for code, record in records.items() if has_signed(record, agreement.signatures, day)
    )


def unsigned_duties(agreement: Agreement, records: Mapping[str, PartyRecord]) -> tuple[int, ...]:
    """Give the obligations of households that have not signed: they bind nobody yet (未签署住户的义务)."""
    if agreement.form is AgreementForm.ORAL:
        return ()
    day = max((line.on for line in agreement.signatures), default=agreement.drafted_on)
    signed = {
        code: signed_households(record, agreement.signatures, day)
        for code, record in records.items()
        if record.party.kind is PartyKind.GROUP
    }
    return tuple(
        duty.number
        for duty in agreement.terms.duties
        if _is_unsigned(duty.debtor, signed) or _is_unsigned(duty.creditor, signed)
    )


def standing_of_agreement(
    agreement: Agreement, records: Mapping[str, PartyRecord], checks: Iterable[TermCheck]
) -> AgreementStanding:
    """Say how an agreement stands (协议情况认定)."""
    lacks = missing_from(agreement.terms) if agreement.form is AgreementForm.WRITTEN else ()
    return AgreementStanding(
        agreement.number,
        agreement.form,
        agreement.state,
        (*objections_to(agreement.terms, checks), *lacks),
        signed_by(agreement, records),
        mediator_signed=agreement.mediator_signed_on is not None,
        sealed=agreement.sealed_on is not None,
        paper_waived_by=agreement.waived_by,
        content_recorded=agreement.agreed_on is not None,
        effective_on=agreement.effective_on,
    )


def _is_unsigned(side: Side, signed: Mapping[str, frozenset[object]]) -> bool:
    return side.household is not None and side.household not in signed.get(side.party, frozenset())


def _are_checked(agreement: Agreement, checked: tuple[str, ...]) -> bool:
    return {one.code for one in hints_of(agreement.terms)} <= set(checked)


def _form(zh: str, en: str) -> Reason:
    return _reason("agreement_form", zh, en)


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
