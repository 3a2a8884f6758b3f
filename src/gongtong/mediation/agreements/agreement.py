"""An agreement: its draft, its signatures, and how it stands (调解协议)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.codec import digest_of, to_json
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.obligations.agreeing import AgreeingFacts, reasons_of_duties
from gongtong.mediation.sources import HOUSE_MEDIATION

DIGEST_LENGTH: Final = 64


class SigningWay(StrEnum):
    """How somebody puts its name to an agreement (签署方式)."""

    SIGNATURE = "signature"
    SEAL = "seal"
    FINGERPRINT = "fingerprint"
    E_SIGNATURE = "e_signature"


@frozen
class SignatureLine:
    """One signature: of a party, of a household of a group, or of a representative for those who sent it (签署明细).

    `mandate` is the number of the mandate under which it was given.
    """

    party: str
    way: SigningWay
    on: date
    household: DwellingLabel | None = None
    mandate: int | None = None


@frozen
class Agreement:
    """An agreement as it stands (在册协议).

    `signatures` are those that were entered; `mediator` signed on `mediator_signed_on`, the seal of the committee was put on
    it on `sealed_on`. An oral one has those who want no paper in `waived_by` and the day on which it was reached in
    `agreed_on`. `effective_on` is computed from all of these.
    """

    case: str
    number: int
    form: AgreementForm
    state: AgreementState
    terms: AgreementTerms = field(repr=False)
    drafted_on: date
    signatures: tuple[SignatureLine, ...] = ()
    mediator: str | None = None
    mediator_signed_on: date | None = None
    sealed_on: date | None = None
    waived_by: frozenset[str] = frozenset()
    agreed_on: date | None = None
    effective_on: date | None = None
    version: int = 1

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its obligations (义务编号)."""
        return frozenset(duty.number for duty in self.terms.duties)


@frozen
class DraftAgreement:
    """A request to draft an agreement; it takes the place of a draft that nobody has signed (起草协议申请)."""

    case: str
    form: AgreementForm
    terms: AgreementTerms


@frozen
class AgreementDrafted:
    """An agreement was drafted; the record keeps digests of its words and obligations (协议已起草)."""

    case: str
    number: int
    form: AgreementForm
    duties: int
    words: str
    obligations: str
    replaces: int | None


@frozen
class DraftingFacts:
    """What is known when an agreement is drafted (起草依据).

    `newest` is the newest agreement of the case; `taken` are the numbers of obligations that stay with others.
    """

    case: CaseOnFile
    parties: Collection[str]
    newest: Agreement | None
    taken: Collection[int]
    today: date


def rule_on_drafting(
    request: DraftAgreement, facts: DraftingFacts
) -> Granted[AgreementDrafted] | Refused:
    """Let an agreement be drafted (起草协议审核).

    Grounds, in this order: the case has ended, another agreement is with those who sign or in force, then what is
    wrong with the obligations. What the law says of its content is asked when it goes to be signed.
    """
    reasons = [*reasons_if_ended(facts.case)]
    newest = facts.newest
    is_draft = newest is not None and newest.state is AgreementState.DRAFT
    if newest is not None and not is_draft and not is_over(newest.state):
        reasons.append(
            _reason(
                "agreement_stands",
                f"第{newest.number}号协议尚在签署或者已生效，应先撤回、变更",
                f"agreement {newest.number} is being signed or in force: withdraw or vary it first",
            )
        )
    known = AgreeingFacts(facts.parties, facts.today, facts.taken)
    if request.terms.duties:
        reasons += reasons_of_duties(request.terms.duties, known)
    if reasons:
        return Refused(tuple(reasons))
    terms = request.terms
    return Granted(
        AgreementDrafted(
            request.case,
            1 if newest is None else newest.number + 1,
            request.form,
            len(terms.duties),
            words=digest_of_words(terms.facts.strip(), terms.content.strip()),
            obligations=digest_of(to_json(terms.duties)).hex(),
            replaces=newest.number if newest is not None and is_draft else None,
        )
    )


def is_over(state: AgreementState) -> bool:
    """Say whether an agreement stands in nobody's way any more (协议是否已了)."""
    return state in {AgreementState.SUPERSEDED, AgreementState.VOID, AgreementState.PERFORMED}


def latest_of(days: Iterable[date | None]) -> date | None:
    """Give the latest of some days, or nothing where one of them is not there yet (最后日期)."""
    known = list(days)
    return None if not known or None in known else max(day for day in known if day is not None)


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
