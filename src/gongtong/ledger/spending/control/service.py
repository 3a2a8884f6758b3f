"""The desk of control: consents, ratifications, and decisions that spendings rest on (支出管控服务)."""

from typing import Final

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.spending import store
from gongtong.ledger.spending.demands import Demands, demands_before_payment, demands_of
from gongtong.ledger.spending.ratifying import (
    CheckRatifications,
    RatificationMissed,
    RatificationsChecked,
    RatifySpending,
    SpendingRatified,
    missed_ratifications,
    rule_on_ratification,
)
from gongtong.ledger.spending.requests import Spending, SpendingDecision
from gongtong.ledger.spending.resting import SpendingRested, rule_on_resting
from gongtong.ledger.spending.service import facts_of
from gongtong.ledger.spending.supervising import (
    SpendingSupervised,
    SuperviseSpending,
    rule_on_consent,
)
from gongtong.ledger.spending.two_keys import SpendingStep


def _on_consent(
    unit: UnitOfWork, request: SuperviseSpending
) -> Granted[SpendingSupervised] | Refused:
    spending = store.load_spending(unit, request.spending_id)
    return rule_on_consent(spending, facts_of(unit, spending))


def _on_ratification(
    unit: UnitOfWork, request: RatifySpending
) -> Granted[SpendingRatified] | Refused:
    spending = store.load_spending(unit, request.spending_id)
    return rule_on_ratification(spending, facts_of(unit, spending))


def _on_resting(
    unit: UnitOfWork, spending: Spending, decision: SpendingDecision
) -> Granted[SpendingRested] | Refused:
    used_fen = store.sum_resting(unit, decision.id)
    return rule_on_resting(spending, decision, facts_of(unit, spending), used_fen=used_fen)


def rest_on_decision(
    unit: UnitOfWork, spending: Spending, decision: SpendingDecision
) -> SpendingRested:
    """Let a spending rest on a decision, inside the running command of a journey (支出依据表决).

    There is no command for it: whoever calls this has read the certified result himself.
    """
    event = unit.granted(_on_resting(unit, spending, decision))
    store.insert_decision(unit, decision)
    event = SpendingRested(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _supervise(unit: UnitOfWork, request: SuperviseSpending) -> SpendingSupervised:
    event = unit.granted(_on_consent(unit, request))
    given = event.spending.consents[-1]
    store.insert_consent(unit, request.spending_id, SpendingStep.SUPERVISE, given)
    event = SpendingSupervised(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _ratify(unit: UnitOfWork, request: RatifySpending) -> SpendingRatified:
    event = unit.granted(_on_ratification(unit, request))
    given = event.spending.ratifications[-1]
    store.insert_consent(unit, request.spending_id, SpendingStep.RATIFY, given)
    event = SpendingRatified(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _check(unit: UnitOfWork, request: CheckRatifications) -> RatificationsChecked:
    waiting = [
        one for one in store.list_unratified(unit) if not request.funds or one.fund in request.funds
    ]
    missed = missed_ratifications(waiting, unit.today)
    for event in missed:
        spending = next(one for one in waiting if one.id == event.spending_id)
        store.save_spending(unit, evolve(spending, missed_on=event.noted_on))
        unit.record(event)
    return RatificationsChecked(missed)


SUPERVISE_SPENDING: Final = Command(
    "ledger.supervise_spending",
    SuperviseSpending,
    SpendingSupervised,
    _supervise,
    zh="监督同意支出",
)
RATIFY_SPENDING: Final = Command(
    "ledger.ratify_spending", RatifySpending, SpendingRatified, _ratify, zh="追认应急支出"
)
CHECK_RATIFICATIONS: Final = Command(
    "ledger.check_ratifications",
    CheckRatifications,
    RatificationsChecked,
    _check,
    zh="检查逾期未追认",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    SUPERVISE_SPENDING,
    RATIFY_SPENDING,
    CHECK_RATIFICATIONS,
)


class SpendingControl:
    """The desk of control over spending (支出管控台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def supervise_spending(self, request: SuperviseSpending, *, key: str) -> SpendingSupervised:
        """Consent to a spending, as a supervisor (监督同意支出)."""
        return self._unit.run(SUPERVISE_SPENDING, request, key=key)

    def ratify_spending(self, request: RatifySpending, *, key: str) -> SpendingRatified:
        """Say yes afterwards to what was paid in an emergency (追认应急支出)."""
        return self._unit.run(RATIFY_SPENDING, request, key=key)

    def check_ratifications(self, request: CheckRatifications, *, key: str) -> RatificationsChecked:
        """Note what was not ratified in time, each once (检查逾期未追认)."""
        return self._unit.run(CHECK_RATIFICATIONS, request, key=key)

    def may_supervise(self, request: SuperviseSpending) -> Granted[SpendingSupervised] | Refused:
        """Rule on a consent without giving it (能否监督同意)."""
        return _on_consent(self._unit, request)

    def may_ratify(self, request: RatifySpending) -> Granted[SpendingRatified] | Refused:
        """Rule on a ratification without giving it (能否追认)."""
        return _on_ratification(self._unit, request)

    def may_rest(
        self, spending: Spending, decision: SpendingDecision
    ) -> Granted[SpendingRested] | Refused:
        """Rule on letting a spending rest on a decision, without doing it (能否援引表决)."""
        return _on_resting(self._unit, spending, decision)

    def demands(self, spending: Spending, *, afterwards: bool = False) -> Demands:
        """Say what a spending takes before it is paid, or to be ratified ``afterwards`` (所需手续)."""
        facts = facts_of(self._unit, spending)
        asked = demands_of if afterwards else demands_before_payment
        return asked(spending, facts.rule, facts.around)

    def unratified(self) -> tuple[Spending, ...]:
        """Give the emergencies that were paid and are not ratified (待追认支出)."""
        return store.list_unratified(self._unit)

    def overdue(self) -> tuple[RatificationMissed, ...]:
        """Give what is overdue today and was not noted yet (逾期未追认清单)."""
        return missed_ratifications(self.unratified(), self._unit.today)
