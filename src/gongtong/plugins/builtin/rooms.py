"""The policy points of the rooms, declared through the same hook as a plugin's own (各室政策点)."""

from collections.abc import Iterable

from gongtong.core.policies import AnyPoint, GuardPoint, PolicyPoint
from gongtong.core.registry import policies as registry
from gongtong.core.workdays import policies as workdays
from gongtong.deliberation import policies as deliberation
from gongtong.deliberation.assemblies import policies as assemblies
from gongtong.deliberation.topics import policies as topics
from gongtong.ledger.books import policies as books
from gongtong.ledger.budgets import policies as budgets
from gongtong.ledger.disclosure import policies as disclosure
from gongtong.ledger.fees import policies as fees
from gongtong.ledger.fees.debts import policies as debts
from gongtong.ledger.fees.tariffs import policies as tariffs
from gongtong.ledger.payments import policies as payments
from gongtong.ledger.spending import policies as spending
from gongtong.mediation.agreements import policies as agreements
from gongtong.mediation.cases import policies as cases
from gongtong.mediation.clocks import policies as clocks
from gongtong.mediation.dossiers import policies as dossiers
from gongtong.mediation.escalation import policies as escalation
from gongtong.mediation.mediators import policies as mediators
from gongtong.mediation.moving import policies as moving
from gongtong.mediation.parties import policies as parties
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_policy_points
from gongtong.rostering.attendance import policies as attendance
from gongtong.rostering.hours import policies as hours
from gongtong.rostering.incidents import policies as incidents
from gongtong.rostering.patrols import policies as patrols
from gongtong.rostering.rosters import policies as rosters
from gongtong.rostering.volunteers import policies as volunteers
from gongtong.voting import policies as voting
from gongtong.voting.franchise import policies as franchise
from gongtong.voting.methods import policies as counting_methods
from gongtong.voting.polls import policies as polls

_ROOMS = (
    agreements,
    assemblies,
    registry,
    books,
    budgets,
    cases,
    clocks,
    counting_methods,
    debts,
    deliberation,
    disclosure,
    dossiers,
    escalation,
    fees,
    franchise,
    hours,
    mediators,
    moving,
    parties,
    patrols,
    payments,
    polls,
    rosters,
    attendance,
    incidents,
    spending,
    tariffs,
    topics,
    volunteers,
    voting,
    workdays,
)


@gongtong_policy_points.impl
def points_of_the_rooms() -> Iterable[AnyPoint]:
    """Give every point that a room's `policies.py` names (各室政策点)."""
    for room in _ROOMS:
        for value in vars(room).values():
            if isinstance(value, PolicyPoint | GuardPoint):
                yield value


plugin = Plugin("rooms", hooks=__name__)
