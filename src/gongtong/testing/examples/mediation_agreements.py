"""Examples of the commands of this desk (协议命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.workdays.terms import Term
from gongtong.mediation.agreements.agreement import (
    DraftAgreement,
    SignatureLine,
    SigningWay,
)
from gongtong.mediation.agreements.confirming import (
    AgreementEnd,
    ApplyForConfirmation,
    CourtRuling,
    EndAgreement,
    RecordRuling,
)
from gongtong.mediation.agreements.effect import OpenForSignature, RecordOral, TakeEffect
from gongtong.mediation.agreements.sealing import SealAgreement, SignAsMediator
from gongtong.mediation.agreements.signing import SignAgreement
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Duty, DutyKind, Side
from gongtong.mediation.parties.party import AddParty
from gongtong.mediation.parties.roster import EnrolHouseholds, Household
from gongtong.mediation.parties.standing import PartyKind
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    PAPER,
    TODAY,
    TOMORROW,
    add_developer,
    add_group,
    label_number,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

HOUSEHOLDS: Final = 4


def duties(count: int = HOUSEHOLDS, *, pays_fen: int = 274_28) -> tuple[Duty, ...]:
    """Give two obligations a household: a certificate is delivered, and then it pays (逐户交证付费)."""
    found = []
    for number in range(1, count + 1):
        household = Side(OWNERS, label_number(number))
        found.append(
            Duty(
                2 * number - 1,
                DutyKind.ACT,
                Side(DEVELOPER),
                household,
                "交付不动产权证",
                on=date(2025, 7, 1),
            )
        )
        found.append(
            Duty(
                2 * number,
                DutyKind.MONEY,
                household,
                Side(DEVELOPER),
                "补交物业费",
                amount_fen=pays_fen,
                within=Term(30),
                waits_for=(AnyOf((2 * number - 1,)),),
            )
        )
    return tuple(found)


def terms(*agreed: Duty) -> AgreementTerms:
    """Give the terms of an agreement over obligations (协议内容示例)."""
    return AgreementTerms("逾期五年未办证", "逐户交证，交证后补费", agreed or duties())


def signatures(count: int = HOUSEHOLDS, *, on: date = TODAY) -> tuple[SignatureLine, ...]:
    """Give the signatures of the developer and of so many households (签署示例)."""
    households = (
        SignatureLine(OWNERS, SigningWay.FINGERPRINT, on, label_number(number))
        for number in range(1, count + 1)
    )
    return (SignatureLine(DEVELOPER, SigningWay.SEAL, on), *households)


def draft(stage: Stage, *agreed: Duty, form: AgreementForm = AgreementForm.WRITTEN) -> None:
    """Open a case with its parties, and draft an agreement (起草协议)."""
    request = _draft(stage, form=form)
    if agreed:
        request = evolve(request, terms=terms(*agreed))
    stage.run("mediation.draft_agreement", request, key="draft")


def in_force(stage: Stage, *agreed: Duty) -> None:
    """Bring an agreement into force, signed by all, by the mediator, and sealed (生效协议)."""
    draft(stage, *agreed)
    stage.run("mediation.open_for_signature", OpenForSignature(CASE, 1), key="open")
    stage.run("mediation.sign_agreement", SignAgreement(CASE, 1, signatures()), key="sign")
    seal_agreement(stage)


def agree_with(stage: Stage, household: Household, *agreed: Duty) -> None:
    """Bring an agreement of the developer with one household of a group into force (单户协议生效)."""
    open_case(stage, CASE)
    add_developer(stage)
    group = AddParty(CASE, OWNERS, PartyKind.GROUP, "业主")
    stage.run("mediation.add_party", group, key="owners")
    roster = EnrolHouseholds(CASE, OWNERS, TODAY, (household,))
    stage.run("mediation.enrol_households", roster, key="roster")
    request = DraftAgreement(CASE, AgreementForm.WRITTEN, terms(*agreed))
    stage.run("mediation.draft_agreement", request, key="draft")
    stage.run("mediation.open_for_signature", OpenForSignature(CASE, 1), key="open")
    lines = (
        signatures()[0],
        SignatureLine(OWNERS, SigningWay.FINGERPRINT, TODAY, household.label),
    )
    stage.run("mediation.sign_agreement", SignAgreement(CASE, 1, lines), key="sign")
    seal_agreement(stage)


def seal_agreement(stage: Stage) -> None:
    """Let the mediator sign, the seal be put, and the agreement take effect (签章生效)."""
    stage.run(
        "mediation.sign_as_mediator", SignAsMediator(CASE, 1, "u-mediator", TODAY), key="mediator"
    )
    stage.run("mediation.seal_agreement", SealAgreement(CASE, 1, TODAY, PAPER), key="seal")
    stage.run("mediation.take_effect", TakeEffect(CASE, 1), key="effect")


def _draft(stage: Stage, *, form: AgreementForm = AgreementForm.WRITTEN) -> DraftAgreement:
    open_case(stage, CASE)
    add_developer(stage)
    add_group(stage)
    return DraftAgreement(CASE, form, terms())


def _opening(stage: Stage) -> OpenForSignature:
    draft(stage)
    return OpenForSignature(CASE, 1)


def _oral(stage: Stage) -> RecordOral:
    draft(stage, form=AgreementForm.ORAL)
    return RecordOral(CASE, 1, TODAY, (DEVELOPER, OWNERS), "u-mediator")


def _signing(stage: Stage) -> SignAgreement:
    stage.run("mediation.open_for_signature", _opening(stage), key="open")
    return SignAgreement(CASE, 1, signatures())


def _mediator(stage: Stage) -> SignAsMediator:
    stage.run("mediation.open_for_signature", _opening(stage), key="open")
    return SignAsMediator(CASE, 1, "u-mediator", TODAY)


def _sealing(stage: Stage) -> SealAgreement:
    stage.run("mediation.open_for_signature", _opening(stage), key="open")
    return SealAgreement(CASE, 1, TODAY, PAPER)


def _effect(stage: Stage) -> TakeEffect:
    stage.run("mediation.record_oral", _oral(stage), key="oral")
    return TakeEffect(CASE, 1)


def _application(stage: Stage) -> ApplyForConfirmation:
    in_force(stage)
    return ApplyForConfirmation(CASE, 1, (DEVELOPER, OWNERS), "区人民法院", TODAY, PAPER)


def _ruling(stage: Stage) -> RecordRuling:
    stage.run("mediation.apply_for_confirmation", _application(stage), key="apply")
    return RecordRuling(CASE, 1, CourtRuling.CONFIRMED, TODAY, PAPER)


def _end(stage: Stage) -> EndAgreement:
    draft(stage)
    return EndAgreement(CASE, 1, AgreementEnd.WITHDRAW)


EXAMPLES: Final = (
    CommandExample(
        "mediation.draft_agreement",
        _draft,
        refused=lambda request: evolve(
            request, terms=terms(evolve(duties()[0], debtor=Side("nobody")))
        ),
    ),
    CommandExample(
        "mediation.open_for_signature",
        _opening,
        altered=lambda request: evolve(request, hints_checked=("fee",)),
    ),
    CommandExample(
        "mediation.record_oral",
        _oral,
        refused=lambda request: evolve(request, waived_by=(DEVELOPER,)),
    ),
    CommandExample(
        "mediation.sign_agreement", _signing, refused=lambda request: evolve(request, lines=())
    ),
    CommandExample(
        "mediation.sign_as_mediator",
        _mediator,
        refused=lambda request: evolve(request, signed_on=TOMORROW),
    ),
    CommandExample(
        "mediation.seal_agreement", _sealing, refused=lambda request: evolve(request, document="")
    ),
    CommandExample(
        "mediation.take_effect", _effect, altered=lambda request: evolve(request, number=2)
    ),
    CommandExample(
        "mediation.apply_for_confirmation",
        _application,
        refused=lambda request: evolve(request, by=(DEVELOPER,)),
    ),
    CommandExample(
        "mediation.record_ruling", _ruling, refused=lambda request: evolve(request, document="")
    ),
    CommandExample(
        "mediation.end_agreement",
        _end,
        refused=lambda request: evolve(request, end=AgreementEnd.COMPLETE),
    ),
)
