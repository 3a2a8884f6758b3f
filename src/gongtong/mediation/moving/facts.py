"""Everything that the rules of moving a case may ask (案件事实)."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.agreements.standing import AgreementStanding
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.dossiers.standing import DossierStanding
from gongtong.mediation.escalation.standing import EscalationStanding
from gongtong.mediation.mediators.standing import MediatorStanding
from gongtong.mediation.obligations.standing import ObligationStanding
from gongtong.mediation.offers.standing import OfferStanding
from gongtong.mediation.parties.standing import PartyStanding
from gongtong.mediation.sessions.standing import SessionStanding


@frozen
class CaseWish:
    """What somebody wants of a case beside the event itself (推进意愿).

    `by` is a party where it is one that wants it; `until` the day until which a case is suspended.
    """

    words: str = field(default="", repr=False)
    by: str = ""
    until: date | None = None


@frozen
class CaseFacts:
    """A case with everything around it, on a day (案件事实).

    `overdue` are the ids of clocks that have run out.
    """

    today: date
    actor: str
    case: CaseOnFile
    parties: tuple[PartyStanding, ...]
    mediators: tuple[MediatorStanding, ...]
    session: SessionStanding | None
    offer: OfferStanding | None
    agreement: AgreementStanding | None
    obligations: ObligationStanding
    dossier: DossierStanding
    escalation: EscalationStanding
    has_description: bool = False
    overdue: tuple[str, ...] = ()
    extension_agreed_by: frozenset[str] = frozenset()
    extended_to: DueDate | None = None
