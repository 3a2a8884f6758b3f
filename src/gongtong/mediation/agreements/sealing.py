"""The mediator's signature and the committee's seal (调解员签名与盖章)."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.agreements.agreement import Agreement
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.guards import IN_FORCE_WHEN


@frozen
class SignAsMediator:
    """A request to enter that the mediator has signed (登记调解员签名申请)."""

    case: str
    number: int
    mediator: str
    signed_on: date


@frozen
class MediatorSigned:
    """The mediator has signed (调解员已签名)."""

    case: str
    number: int
    mediator: str
    signed_on: date


@frozen
class SealAgreement:
    """A request to enter that the committee has put its seal; `document` is the sha256 of the paper (登记盖章申请)."""

    case: str
    number: int
    sealed_on: date
    document: str


@frozen
class AgreementSealed:
    """The seal of the committee is on the agreement (已盖章)."""

    case: str
    number: int
    sealed_on: date
    document: str


def rule_on_mediator(
    request: SignAsMediator, agreement: Agreement, today: date
) -> Granted[MediatorSigned] | Refused:
    """Let the mediator sign, once (登记调解员签名审核)."""
    reasons = _reasons(agreement, request.signed_on, today)
    if agreement.mediator_signed_on is not None or not request.mediator.strip():
        reasons.append(_reason("mediator_signs_once", "调解员签名一次", "the mediator signs once"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        MediatorSigned(request.case, request.number, request.mediator, request.signed_on)
    )


def rule_on_sealing(
    request: SealAgreement, agreement: Agreement, today: date
) -> Granted[AgreementSealed] | Refused:
    """Let the committee put its seal, once, on a paper that is kept (登记盖章审核)."""
    reasons = _reasons(agreement, request.sealed_on, today)
    if agreement.sealed_on is not None or not is_sha256(request.document):
        reasons.append(
            _reason(
                "sealed_once", "盖章一次，并留存协议书", "it is sealed once, and a copy is kept"
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        AgreementSealed(request.case, request.number, request.sealed_on, request.document)
    )


def _reasons(agreement: Agreement, on: date, today: date) -> list[Reason]:
    found = []
    if agreement.state is not AgreementState.OPEN:
        found.append(
            _reason(
                "agreement_not_open", "协议不在签署阶段", "the agreement is not with those who sign"
            )
        )
    if not agreement.drafted_on <= on <= today:
        found.append(
            _reason(
                "signed_on",
                f"签署日期须在{agreement.drafted_on}至今天之间",
                f"it is signed between {agreement.drafted_on} and today",
            )
        )
    return found


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, IN_FORCE_WHEN)
