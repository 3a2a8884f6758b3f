"""The desk of journeys: what takes two rooms, in one command (跨部门流程服务)."""

from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.periods import Span
from gongtong.core.registry.store import load_register
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.journeys.owed import (
    ChargeObligations,
    ObligationsCharged,
    ObligationsSettled,
    SettleObligations,
    charges_for,
    paid_lines,
)
from gongtong.journeys.resting import RestOnVote
from gongtong.journeys.spend_by_vote import VOTE_AND_SPENDING, rule_on_vote
from gongtong.ledger.fees.service import book_charges
from gongtong.ledger.fees.store import list_charges
from gongtong.ledger.spending.control.service import SpendingControl, rest_on_decision
from gongtong.ledger.spending.requests import SpendingDecision
from gongtong.ledger.spending.resting import SpendingRested
from gongtong.ledger.spending.service import SpendingDesk
from gongtong.mediation.obligations.service import settle_from_books
from gongtong.mediation.obligations.store import load_obligations
from gongtong.voting.polls.outcome.service import PollReports


def decision_of(unit: UnitOfWork, request: RestOnVote) -> Granted[SpendingDecision] | Refused:
    """Read a certified result and give the decision that it is for a spending (取得表决决定).

    The ballots are counted once more: a result that was changed since allows nothing. Raises
    `UnknownReferenceError` for a poll or a spending that is not there.
    """
    spending = SpendingDesk(unit).spending(request.spending_id)
    reports = PollReports(unit)
    poll = reports.poll(request.poll_id)
    result = None if poll.result is None else reports.result(poll.id)
    ruling = rule_on_vote(request.terms_for(spending), poll, result, request.question)
    if isinstance(ruling, Granted) and not reports.has_same_recount(poll.id):
        return Refused(
            (
                Reason(
                    "journeys.result_changed",
                    "重新计票与记录的结果不一致",
                    "a recount does not give the recorded result",
                    VOTE_AND_SPENDING,
                ),
            )
        )
    return ruling


def spend_by_vote(unit: UnitOfWork, request: RestOnVote) -> SpendingRested:
    """Let a spending rest on what was voted, inside the running command (援引表决)."""
    decision = unit.granted(decision_of(unit, request))
    spending = SpendingDesk(unit).spending(request.spending_id)
    return rest_on_decision(unit, spending, decision)


def _charge_obligations(unit: UnitOfWork, request: ChargeObligations) -> ObligationsCharged:
    obligations = load_obligations(unit, request.case).values()
    register = load_register(unit, unit.today)
    dwellings = {one.label: one.id for one in register.dwellings}
    charged = [one.code for one in list_charges(unit)]
    found = unit.granted(charges_for(request, obligations, dwellings, charged))
    charges = tuple(charge for _, charge in found)
    period = Span(
        min(charge.period.start for charge in charges),
        max(charge.period.end or charge.period.start for charge in charges),
    )
    entries = book_charges(unit, charges, period)
    event = ObligationsCharged(
        request.case,
        tuple(number for number, _ in found),
        sum(charge.amount_fen for charge in charges),
        tuple(entry.id for entry in entries),
    )
    unit.record(event)
    return event


def _settle_obligations(unit: UnitOfWork, request: SettleObligations) -> ObligationsSettled:
    obligations = load_obligations(unit, request.case)
    lines = paid_lines(request.case, obligations, list_charges(unit))
    unlocked = settle_from_books(unit, request.case, lines) if lines else ()
    event = ObligationsSettled(
        request.case,
        tuple(line.number for line in lines),
        sum(line.amount_fen or 0 for line in lines),
        tuple(one.number for one in unlocked),
    )
    if lines:
        unit.record(event)
    return event


CHARGE_OBLIGATIONS: Final = Command(
    "journeys.charge_obligations",
    ChargeObligations,
    ObligationsCharged,
    _charge_obligations,
    zh="协议欠款计收",
)
SETTLE_OBLIGATIONS: Final = Command(
    "journeys.settle_obligations",
    SettleObligations,
    ObligationsSettled,
    _settle_obligations,
    zh="协议欠款核销",
)
REST_ON_VOTE: Final = Command(
    "journeys.rest_on_vote", RestOnVote, SpendingRested, spend_by_vote, zh="援引表决支出"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    REST_ON_VOTE,
    CHARGE_OBLIGATIONS,
    SETTLE_OBLIGATIONS,
)


class Journeys:
    """The desk of what takes two rooms (跨部门流程台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def rest_on_vote(self, request: RestOnVote, *, key: str) -> SpendingRested:
        """Let a spending rest on a question of a certified poll (援引表决支出)."""
        return self._unit.run(REST_ON_VOTE, request, key=key)

    def may_rest_on_vote(self, request: RestOnVote) -> Granted[SpendingRested] | Refused:
        """Rule on it without writing anything (能否援引表决)."""
        match decision_of(self._unit, request):
            case Granted(decision):
                spending = SpendingDesk(self._unit).spending(request.spending_id)
                return SpendingControl(self._unit).may_rest(spending, decision)
            case Refused() as refused:
                return refused

    def charge_obligations(self, request: ChargeObligations, *, key: str) -> ObligationsCharged:
        """Charge in the books what households owe by an agreement and what is due of it (协议欠款计收)."""
        return self._unit.run(CHARGE_OBLIGATIONS, request, key=key)

    def settle_obligations(self, request: SettleObligations, *, key: str) -> ObligationsSettled:
        """Find in the books which obligations were paid, and enter it (协议欠款核销)."""
        return self._unit.run(SETTLE_OBLIGATIONS, request, key=key)
