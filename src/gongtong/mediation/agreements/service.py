"""Agreements: drafted, signed, in force, confirmed, ended (协议服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.mediation.agreements import store
from gongtong.mediation.agreements.agreement import (
    AgreementDrafted,
    DraftAgreement,
    DraftingFacts,
    rule_on_drafting,
)
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.confirming import (
    AgreementEnd,
    AgreementEnded,
    AppliedForConfirmation,
    ApplyForConfirmation,
    EndAgreement,
    LaterFacts,
    RecordRuling,
    RulingRecorded,
    last_day_to_apply,
    rule_on_applying,
    rule_on_ending,
    rule_on_ruling,
    state_after_end,
    state_after_ruling,
)
from gongtong.mediation.agreements.effect import (
    EffectFacts,
    OpenedForSignature,
    OpenForSignature,
    OralRecorded,
    RecordOral,
    TakeEffect,
    TookEffect,
    rule_on_effect,
    rule_on_opening_for_signature,
    rule_on_oral,
    signed_by,
    standing_of_agreement,
    unsigned_duties,
)
from gongtong.mediation.agreements.policies import TERM_CHECKS
from gongtong.mediation.agreements.sealing import (
    AgreementSealed,
    MediatorSigned,
    SealAgreement,
    SignAsMediator,
    rule_on_mediator,
    rule_on_sealing,
)
from gongtong.mediation.agreements.signing import (
    AgreementSigned,
    SignAgreement,
    SigningFacts,
    rule_on_signing,
)
from gongtong.mediation.agreements.terms import TermHint, hints_of
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.obligations.service import (
    begin_obligations,
    end_obligations,
    obligation_standing,
)
from gongtong.mediation.obligations.store import add_duties, drop_duties, load_obligations
from gongtong.mediation.parties.records.store import list_records
from gongtong.mediation.parties.store import list_parties

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.core.workdays.deadlines import DueDate
    from gongtong.mediation.agreements.agreement import Agreement
    from gongtong.mediation.agreements.standing import AgreementStanding
    from gongtong.mediation.parties.weighing import PartyRecord


def agreement_standing(unit: UnitOfWork, case: str) -> AgreementStanding | None:
    """Say how the newest agreement of a case stands, if there is any (协议情况)."""
    agreement = store.newest_agreement(unit, case)
    if agreement is None:
        return None
    return standing_of_agreement(agreement, _records(unit, case), unit.guards(TERM_CHECKS))


def _records(unit: UnitOfWork, case: str) -> dict[str, PartyRecord]:
    return {one.party.code: one for one in list_records(unit, case)}


def _drafting_facts(unit: UnitOfWork, case: str) -> DraftingFacts:
    newest = store.newest_agreement(unit, case)
    replaced = (
        newest.numbers
        if newest is not None and newest.state is AgreementState.DRAFT
        else frozenset()
    )
    return DraftingFacts(
        load_case(unit, case),
        [one.code for one in list_parties(unit, case)],
        newest,
        load_obligations(unit, case).keys() - replaced,
        unit.today,
    )


def _effect_facts(unit: UnitOfWork, case: str, number: int) -> EffectFacts:
    return EffectFacts(
        load_case(unit, case),
        store.load_agreement(unit, case, number),
        _records(unit, case),
        unit.guards(TERM_CHECKS),
        unit.today,
    )


def _later_facts(unit: UnitOfWork, case: str, number: int) -> LaterFacts:
    agreement = store.load_agreement(unit, case, number)
    obligations = load_obligations(unit, case)
    signed = signed_by(agreement, _records(unit, case)) | agreement.waived_by
    return LaterFacts(
        agreement,
        signed,
        obligation_standing(unit, case),
        tuple(
            number
            for number, one in obligations.items()
            if number in agreement.numbers and one.state.is_open
        ),
        unit.today,
        lambda: unit.decide(WORK_CALENDAR),
    )


def _draft(unit: UnitOfWork, request: DraftAgreement) -> AgreementDrafted:
    facts = _drafting_facts(unit, request.case)
    event = unit.granted(rule_on_drafting(request, facts))
    if event.replaces is not None and facts.newest is not None:
        store.update_agreement(unit, facts.newest, state=AgreementState.SUPERSEDED)
        drop_duties(unit, request.case, event.replaces)
    store.save_draft(unit, event.number, request)
    if request.terms.duties:
        add_duties(unit, request.case, event.number, request.terms.duties)
    unit.record(event)
    return event


def _open_for_signature(unit: UnitOfWork, request: OpenForSignature) -> OpenedForSignature:
    facts = _effect_facts(unit, request.case, request.number)
    event = unit.granted(rule_on_opening_for_signature(request, facts))
    checked = list(event.hints_checked)
    store.update_agreement(unit, facts.agreement, state=AgreementState.OPEN, hints_checked=checked)
    unit.record(event)
    return event


def _record_oral(unit: UnitOfWork, request: RecordOral) -> OralRecorded:
    facts = _effect_facts(unit, request.case, request.number)
    event = unit.granted(rule_on_oral(request, facts))
    store.update_agreement(
        unit,
        facts.agreement,
        state=AgreementState.ORAL,
        hints_checked=list(event.hints_checked),
        agreed_on=event.agreed_on,
        waived_by=list(event.waived_by),
        mediator=event.mediator,
    )
    unit.record(event)
    return event


def _sign(unit: UnitOfWork, request: SignAgreement) -> AgreementSigned:
    records = _records(unit, request.case)
    before = store.load_agreement(unit, request.case, request.number)
    facts = SigningFacts(load_case(unit, request.case), before, records, unit.today)
    event = unit.granted(rule_on_signing(request, facts))
    store.add_signatures(unit, before, event.lines)
    unit.record(event)
    if before.state.binds:
        # whoever comes late is bound from now on, and what it owes or is owed begins
        after = store.load_agreement(unit, request.case, request.number)
        newly = set(unsigned_duties(before, records)) - set(unsigned_duties(after, records))
        if newly:
            begin_obligations(unit, request.case, newly, unit.today)
    return event


def _sign_as_mediator(unit: UnitOfWork, request: SignAsMediator) -> MediatorSigned:
    agreement = store.load_agreement(unit, request.case, request.number)
    event = unit.granted(rule_on_mediator(request, agreement, unit.today))
    store.update_agreement(
        unit, agreement, mediator=event.mediator, mediator_signed_on=event.signed_on
    )
    unit.record(event)
    return event


def _seal(unit: UnitOfWork, request: SealAgreement) -> AgreementSealed:
    agreement = store.load_agreement(unit, request.case, request.number)
    event = unit.granted(rule_on_sealing(request, agreement, unit.today))
    store.update_agreement(unit, agreement, sealed_on=event.sealed_on, seal_document=event.document)
    unit.record(event)
    return event


def _take_effect(unit: UnitOfWork, request: TakeEffect) -> TookEffect:
    facts = _effect_facts(unit, request.case, request.number)
    event = unit.granted(rule_on_effect(request, facts))
    store.update_agreement(
        unit, facts.agreement, state=AgreementState.IN_FORCE, effective_on=event.effective_on
    )
    begin_obligations(unit, request.case, event.duties, event.effective_on)
    unit.record(event)
    return event


def _apply(unit: UnitOfWork, request: ApplyForConfirmation) -> AppliedForConfirmation:
    facts = _later_facts(unit, request.case, request.number)
    event = unit.granted(rule_on_applying(request, facts))
    store.update_agreement(unit, facts.agreement, state=AgreementState.APPLIED)
    store.add_court_step(
        unit,
        facts.agreement,
        "applied",
        event.applied_on,
        document=event.document,
        court=request.court,
    )
    unit.record(event)
    return event


def _record_ruling(unit: UnitOfWork, request: RecordRuling) -> RulingRecorded:
    facts = _later_facts(unit, request.case, request.number)
    event = unit.granted(rule_on_ruling(request, facts))
    after = state_after_ruling(facts.agreement, event.ruling)
    store.update_agreement(unit, facts.agreement, state=after)
    store.add_court_step(
        unit, facts.agreement, str(event.ruling), event.ruled_on, document=event.document
    )
    end_obligations(unit, request.case, event.ended)
    unit.record(event)
    return event


def _end(unit: UnitOfWork, request: EndAgreement) -> AgreementEnded:
    facts = _later_facts(unit, request.case, request.number)
    event = unit.granted(rule_on_ending(request, facts))
    after = state_after_end(facts.agreement, event.end)
    store.update_agreement(unit, facts.agreement, state=after)
    if event.end is AgreementEnd.WITHDRAW:
        drop_duties(unit, request.case, event.number)
    else:
        end_obligations(unit, request.case, event.ended)
    unit.record(event)
    return event


DRAFT: Final = Command(
    "mediation.draft_agreement", DraftAgreement, AgreementDrafted, _draft, zh="起草协议"
)
OPEN_FOR_SIGNATURE: Final = Command(
    "mediation.open_for_signature",
    OpenForSignature,
    OpenedForSignature,
    _open_for_signature,
    zh="提交签署",
)
RECORD_ORAL: Final = Command(
    "mediation.record_oral", RecordOral, OralRecorded, _record_oral, zh="登记口头协议"
)
SIGN: Final = Command(
    "mediation.sign_agreement", SignAgreement, AgreementSigned, _sign, zh="登记签署"
)
SIGN_AS_MEDIATOR: Final = Command(
    "mediation.sign_as_mediator",
    SignAsMediator,
    MediatorSigned,
    _sign_as_mediator,
    zh="调解员签名",
)
SEAL: Final = Command(
    "mediation.seal_agreement", SealAgreement, AgreementSealed, _seal, zh="加盖印章"
)
TAKE_EFFECT: Final = Command(
    "mediation.take_effect", TakeEffect, TookEffect, _take_effect, zh="认定生效"
)
APPLY: Final = Command(
    "mediation.apply_for_confirmation",
    ApplyForConfirmation,
    AppliedForConfirmation,
    _apply,
    zh="申请司法确认",
)
RECORD_RULING: Final = Command(
    "mediation.record_ruling", RecordRuling, RulingRecorded, _record_ruling, zh="登记裁定"
)
END: Final = Command("mediation.end_agreement", EndAgreement, AgreementEnded, _end, zh="终结协议")
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    DRAFT,
    OPEN_FOR_SIGNATURE,
    RECORD_ORAL,
    SIGN,
    SIGN_AS_MEDIATOR,
    SEAL,
    TAKE_EFFECT,
    APPLY,
    RECORD_RULING,
    END,
)


class Agreements:
    """Agreements: drafted, signed, in force, confirmed, ended (协议台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def draft(self, request: DraftAgreement, *, key: str) -> AgreementDrafted:
        """Draft an agreement; it takes the place of a draft (起草协议)."""
        return self._unit.run(DRAFT, request, key=key)

    def open_for_signature(self, request: OpenForSignature, *, key: str) -> OpenedForSignature:
        """Bring an agreement to those who sign it (提交签署)."""
        return self._unit.run(OPEN_FOR_SIGNATURE, request, key=key)

    def record_oral(self, request: RecordOral, *, key: str) -> OralRecorded:
        """Enter an agreement that was reached by word of mouth (登记口头协议)."""
        return self._unit.run(RECORD_ORAL, request, key=key)

    def sign(self, request: SignAgreement, *, key: str) -> AgreementSigned:
        """Enter signatures, one or a whole sheet (登记签署)."""
        return self._unit.run(SIGN, request, key=key)

    def sign_as_mediator(self, request: SignAsMediator, *, key: str) -> MediatorSigned:
        """Enter that the mediator has signed (调解员签名)."""
        return self._unit.run(SIGN_AS_MEDIATOR, request, key=key)

    def seal(self, request: SealAgreement, *, key: str) -> AgreementSealed:
        """Enter that the committee has put its seal (加盖印章)."""
        return self._unit.run(SEAL, request, key=key)

    def take_effect(self, request: TakeEffect, *, key: str) -> TookEffect:
        """Find that an agreement is in force, and since when; its obligations begin (认定生效)."""
        return self._unit.run(TAKE_EFFECT, request, key=key)

    def may_take_effect(self, request: TakeEffect) -> Granted[TookEffect] | Refused:
        """Say what is still missing for an agreement to be in force (还缺什么才生效)."""
        return rule_on_effect(request, _effect_facts(self._unit, request.case, request.number))

    def apply_for_confirmation(
        self, request: ApplyForConfirmation, *, key: str
    ) -> AppliedForConfirmation:
        """Enter that the parties apply to a court together (申请司法确认)."""
        return self._unit.run(APPLY, request, key=key)

    def record_ruling(self, request: RecordRuling, *, key: str) -> RulingRecorded:
        """Enter what a court has said (登记裁定)."""
        return self._unit.run(RECORD_RULING, request, key=key)

    def end(self, request: EndAgreement, *, key: str) -> AgreementEnded:
        """End an agreement: withdraw a draft, vary it, or find it performed (终结协议)."""
        return self._unit.run(END, request, key=key)

    def agreement(self, case: str, number: int) -> Agreement:
        """Give an agreement as it stands; raises `UnknownReferenceError` (协议情况)."""
        return store.load_agreement(self._unit, case, number)

    def hints(self, case: str, number: int) -> tuple[TermHint, ...]:
        """Give words of an agreement that a person should look at (条款提示)."""
        return hints_of(store.load_agreement(self._unit, case, number).terms)

    def last_day_to_apply(self, case: str, number: int) -> DueDate | None:
        """Give the last day on which the parties can go to court together, once it is in force (申请确认截止日)."""
        since = store.load_agreement(self._unit, case, number).effective_on
        return None if since is None else last_day_to_apply(since, self._unit.decide(WORK_CALENDAR))
