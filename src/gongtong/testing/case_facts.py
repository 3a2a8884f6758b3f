"""Everything around a case as values: all as it should be, for tests that take one thing away (案件事实测试值)."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.standing import AgreementForm, AgreementStanding
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.dossiers.standing import DossierStanding
from gongtong.mediation.escalation.standing import EscalationStanding
from gongtong.mediation.mediators.standing import MediatorStanding
from gongtong.mediation.moving.facts import CaseFacts
from gongtong.mediation.obligations.standing import ObligationStanding
from gongtong.mediation.offers.standing import OfferStanding
from gongtong.mediation.parties.standing import PartyKind, PartyStanding
from gongtong.mediation.sessions.standing import SessionStanding
from gongtong.testing.disputes import CASE, TODAY

BOTH: Final = frozenset(("developer", "owners"))
WILLING: Final = PartyStanding(
    "developer",
    PartyKind.ORGANISATION,
    is_described=True,
    has_consented=True,
    has_refused=False,
    contact_attempts=1,
    knows_its_rights=True,
    may_negotiate=True,
    may_settle=True,
)
ALL_IN_ORDER: Final = CaseFacts(
    today=TODAY,
    actor="u-clerk",
    case=evolve(CASE, openness=Openness.CLOSED),
    parties=(WILLING, evolve(WILLING, code="owners", kind=PartyKind.GROUP)),
    mediators=(MediatorStanding("u-mediator", (), BOTH, is_active=True),),
    session=SessionStanding(
        1, is_under_way=True, present=BOTH, has_minutes=True, minutes_signed=True
    ),
    offer=OfferStanding(1, 1, BOTH, frozenset(), is_open=False),
    agreement=AgreementStanding(
        1,
        AgreementForm.WRITTEN,
        AgreementState.IN_FORCE,
        (),
        BOTH,
        mediator_signed=True,
        sealed=True,
        paper_waived_by=BOTH,
        content_recorded=True,
        effective_on=TODAY,
    ),
    obligations=ObligationStanding(0, 0, 0, 1),
    dossier=DossierStanding((), (), TODAY, TODAY, survey_offered=True),
    escalation=EscalationStanding("community", "street", instruction=True, closed_above=True),
    has_description=True,
    overdue=("mediation_limit",),
    extension_agreed_by=BOTH,
)
"""A case in which nothing is missing for any step but those that need something bad (一切齐备)."""
