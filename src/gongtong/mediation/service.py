"""Mediation of one place: a desk for each part of it (调解服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand
from gongtong.mediation.agreements.service import COMMANDS as AGREEMENT_COMMANDS
from gongtong.mediation.agreements.service import Agreements
from gongtong.mediation.cases.service import COMMANDS as CASE_COMMANDS
from gongtong.mediation.cases.service import Cases
from gongtong.mediation.clocks.service import COMMANDS as CLOCKS_DESK_COMMANDS
from gongtong.mediation.clocks.service import Clocks
from gongtong.mediation.dossiers.service import COMMANDS as DOSSIERS_DESK_COMMANDS
from gongtong.mediation.dossiers.service import Dossiers
from gongtong.mediation.escalation.service import COMMANDS as ESCALATION_DESK_COMMANDS
from gongtong.mediation.escalation.service import Escalations
from gongtong.mediation.mediators.service import COMMANDS as MEDIATOR_COMMANDS
from gongtong.mediation.mediators.service import Mediators
from gongtong.mediation.moving.service import COMMANDS as MOVING_DESK_COMMANDS
from gongtong.mediation.moving.service import Moves
from gongtong.mediation.obligations.service import COMMANDS as OBLIGATION_COMMANDS
from gongtong.mediation.obligations.service import Obligations
from gongtong.mediation.offers.service import COMMANDS as OFFER_COMMANDS
from gongtong.mediation.offers.service import Offers
from gongtong.mediation.parties.service import COMMANDS as PARTY_COMMANDS
from gongtong.mediation.parties.service import Parties
from gongtong.mediation.sessions.service import COMMANDS as SESSIONS_DESK_COMMANDS
from gongtong.mediation.sessions.service import Sessions

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    *CASE_COMMANDS,
    *PARTY_COMMANDS,
    *MEDIATOR_COMMANDS,
    *OFFER_COMMANDS,
    *AGREEMENT_COMMANDS,
    *OBLIGATION_COMMANDS,
    *SESSIONS_DESK_COMMANDS,
    *CLOCKS_DESK_COMMANDS,
    *DOSSIERS_DESK_COMMANDS,
    *ESCALATION_DESK_COMMANDS,
    *MOVING_DESK_COMMANDS,
)


class Mediation:
    """The desks of mediation in one place (调解台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desks on a unit of work."""
        self.cases = Cases(unit)
        self.parties = Parties(unit)
        self.mediators = Mediators(unit)
        self.offers = Offers(unit)
        self.agreements = Agreements(unit)
        self.obligations = Obligations(unit)
        self.sessions = Sessions(unit)
        self.clocks = Clocks(unit)
        self.dossiers = Dossiers(unit)
        self.escalations = Escalations(unit)
        self.moves = Moves(unit)
