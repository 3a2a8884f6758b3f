"""Mediation of one place: a desk for each part of it (调解服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand
from gongtong.mediation.agreements.service import COMMANDS as AGREEMENTS_COMMANDS
from gongtong.mediation.agreements.service import Agreements
from gongtong.mediation.cases.service import COMMANDS as CASES_COMMANDS
from gongtong.mediation.cases.service import Cases
from gongtong.mediation.clocks.service import COMMANDS as CLOCKS_COMMANDS
from gongtong.mediation.clocks.service import Clocks
from gongtong.mediation.dossiers.service import COMMANDS as DOSSIERS_COMMANDS
from gongtong.mediation.dossiers.service import Dossiers
from gongtong.mediation.escalation.service import COMMANDS as ESCALATION_COMMANDS
from gongtong.mediation.escalation.service import Escalation
from gongtong.mediation.mediators.service import COMMANDS as MEDIATORS_COMMANDS
from gongtong.mediation.mediators.service import Mediators
from gongtong.mediation.moving.service import COMMANDS as MOVING_COMMANDS
from gongtong.mediation.moving.service import Moving
from gongtong.mediation.obligations.service import COMMANDS as OBLIGATIONS_COMMANDS
from gongtong.mediation.obligations.service import Obligations
from gongtong.mediation.offers.service import COMMANDS as OFFERS_COMMANDS
from gongtong.mediation.offers.service import Offers
from gongtong.mediation.parties.service import COMMANDS as PARTIES_COMMANDS
from gongtong.mediation.parties.service import Parties
from gongtong.mediation.sessions.service import COMMANDS as SESSIONS_COMMANDS
from gongtong.mediation.sessions.service import Sessions

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    *CASES_COMMANDS,
    *CLOCKS_COMMANDS,
    *PARTIES_COMMANDS,
    *OFFERS_COMMANDS,
    *MEDIATORS_COMMANDS,
    *SESSIONS_COMMANDS,
    *AGREEMENTS_COMMANDS,
    *OBLIGATIONS_COMMANDS,
    *ESCALATION_COMMANDS,
    *DOSSIERS_COMMANDS,
    *MOVING_COMMANDS,
)


class Mediation:
    """The desks of mediation in one place (调解台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desks on a unit of work."""
        self.cases = Cases(unit)
        self.clocks = Clocks(unit)
        self.parties = Parties(unit)
        self.offers = Offers(unit)
        self.mediators = Mediators(unit)
        self.sessions = Sessions(unit)
        self.agreements = Agreements(unit)
        self.obligations = Obligations(unit)
        self.escalation = Escalation(unit)
        self.dossiers = Dossiers(unit)
        self.moving = Moving(unit)
