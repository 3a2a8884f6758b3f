"""Charging households and asking what they still owe (收费服务)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import NoProvisionError
from gongtong.core.periods import Span
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import Entry, EntryKind
from gongtong.ledger.books.service import post_drafts
from gongtong.ledger.fees import store
from gongtong.ledger.fees.assessing import (
    AssessFees,
    Assessment,
    AssessmentFacts,
    FeesAssessed,
    rule_on_assessment,
)
from gongtong.ledger.fees.booked.store import save_charges
from gongtong.ledger.fees.charges import (
    BuildingArrears,
    Charge,
    DwellingArrears,
    arrears_by_building,
)
from gongtong.ledger.fees.charging import RuleInForce, charges_by, joined
from gongtong.ledger.fees.comparing import TariffComparison, compare_tariffs
from gongtong.ledger.fees.debts.service import COMMANDS as DEBTS_COMMANDS
from gongtong.ledger.fees.debts.service import Debts, allocate_credits
from gongtong.ledger.fees.facts.service import COMMANDS as FACTS_COMMANDS
from gongtong.ledger.fees.facts.service import DwellingFacts
from gongtong.ledger.fees.facts.store import (
    list_homes,
    list_labels,
    load_advances,
    load_charged_spans,
)
from gongtong.ledger.fees.meters.service import COMMANDS as METERS_COMMANDS
from gongtong.ledger.fees.meters.service import Meters
from gongtong.ledger.fees.parts import DWELLINGS_A_PART, Part, parts_of
from gongtong.ledger.fees.policies import FEE_RULE, FeeRule
from gongtong.ledger.fees.progress import AssessmentProgress
from gongtong.ledger.fees.sharing.service import COMMANDS as SHARING_COMMANDS
from gongtong.ledger.fees.sharing.service import Sharing
from gongtong.ledger.fees.tariffs.policies import PRICE_LIST


def _rules_in_force(unit: UnitOfWork, period: Span) -> tuple[RuleInForce, ...]:
    """Give the rules of a period, each with its own days."""
    parts = period.split_at(_days_of_change(unit, period))
    return joined([RuleInForce(_rule_on(unit, part.start), part) for part in parts])


def _rule_on(unit: UnitOfWork, day: date) -> FeeRule:
    """Give the place's own list of fees, else the rule of a plugin."""
    try:
        return unit.decide(PRICE_LIST, on=day)
    except NoProvisionError:
        return unit.decide(FEE_RULE, on=day)


def _days_of_change(unit: UnitOfWork, period: Span) -> tuple[date, ...]:
    """Give the days within the period on which one fee rule gives way to another."""
    if period.end is None:
        return ()
    asked = (unit.place, period.start, period.end)
    return (*unit.book.changes(PRICE_LIST, *asked), *unit.book.changes(FEE_RULE, *asked))


def _booked(
    unit: UnitOfWork, request: AssessFees, facts: AssessmentFacts
) -> tuple[Assessment, tuple[Entry, ...]]:
    assessment = unit.granted(rule_on_assessment(request, facts))
    entries = post_drafts(unit, assessment.drafts)
    for entry in entries:
        if entry.kind is EntryKind.ASSESSMENT:
            save_charges(unit, entry, assessment.charges)
    allocate_credits(unit, entries)
    return assessment, entries


def book_charges(unit: UnitOfWork, charges: tuple[Charge, ...], period: Span) -> tuple[Entry, ...]:
    """Book charges that no fee rule made, such as what was agreed in a mediation, inside a running command (另行计收)."""
    facts = AssessmentFacts(
        dwellings=len({charge.dwelling_id for charge in charges}),
        rules=(),
        charges=charges,
        charged=load_charged_spans(unit, period, Part()),
        advances_fen=load_advances(unit, Part()),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    return _booked(unit, AssessFees(period, unit.today), facts)[1]


def _assess_fees(unit: UnitOfWork, request: AssessFees) -> FeesAssessed:
    part = request.part or Part()
    rules = _rules_in_force(unit, request.period)
    homes = list_homes(unit, request.period, part, [one.period for one in rules])
    facts = AssessmentFacts(
        dwellings=len(homes),
        rules=rules,
        charges=tuple(charges_by(rules, homes)),
        charged=load_charged_spans(unit, request.period, part),
        advances_fen=load_advances(unit, part),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    assessment, entries = _booked(unit, request, facts)
    event = FeesAssessed(
        period=request.period,
        effective_on=request.effective_on or request.period.start,
        dwellings=len({charge.dwelling_id for charge in assessment.charges}),
        charges=len(assessment.charges),
        amount_fen=sum(charge.amount_fen for charge in assessment.charges),
        already_charged=assessment.already_charged,
        from_advances_fen=assessment.from_advances_fen,
        entry_ids=tuple(entry.id for entry in entries),
        part=request.part,
    )
    unit.record(event)
    return event


ASSESS_FEES: Final = Command(
    "ledger.assess_fees", AssessFees, FeesAssessed, _assess_fees, zh="计收费用"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    ASSESS_FEES,
    *FACTS_COMMANDS,
    *METERS_COMMANDS,
    *SHARING_COMMANDS,
    *DEBTS_COMMANDS,
)


def assess_in_parts(
    desk: Callable[[], AbstractContextManager[Fees]],
    request: AssessFees,
    *,
    key: str,
    size: int = DWELLINGS_A_PART,
) -> Iterator[AssessmentProgress]:
    """Charge a whole compound part by part, each in a transaction of the host's own (分批计收).

    `desk` opens a transaction, gives the desk in it, and commits at its end. Whoever stops in the
    middle, or is stopped, begins again: parts that were charged give nothing new. The key of each
    part is made from `key` and its bounds.
    """
    with desk() as fees:
        plan = fees.plan(request, size=size)
    progress = AssessmentProgress(len(plan))
    for part in plan:
        with desk() as fees:
            event = fees.assess(part, key=f"{key} {part.part}")
        progress = progress.after(event)
        yield progress


class Fees:
    """The desk where households are charged (收费台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit
        self.debts = Debts(unit)
        self.facts = DwellingFacts(unit)
        self.meters = Meters(unit)
        self.sharing = Sharing(unit)

    def assess(self, request: AssessFees, *, key: str) -> FeesAssessed:
        """Charge every dwelling that was not charged for the period yet (计收费用)."""
        return self._unit.run(ASSESS_FEES, request, key=key)

    def preview(self, period: Span) -> tuple[Charge, ...]:
        """Say what the place's rule charges for a period; nothing is written (试算)."""
        rules = _rules_in_force(self._unit, period)
        homes = list_homes(self._unit, period, Part(), [one.period for one in rules])
        return tuple(charges_by(rules, homes))

    def plan(self, request: AssessFees, *, size: int = DWELLINGS_A_PART) -> tuple[AssessFees, ...]:
        """Cut a request into parts, each to be assessed in a transaction of its own (分批计划)."""
        labels = list_labels(self._unit, request.period)
        return tuple(evolve(request, part=part) for part in parts_of(labels, size))

    def compare(self, period: Span, proposed: FeeRule) -> TariffComparison:
        """Say what a proposed tariff would change for a period; nothing is written (比较标准)."""
        before = _rules_in_force(self._unit, period)
        asked = [period, *(one.period for one in before)]
        homes = list_homes(self._unit, period, Part(), asked)
        return compare_tariffs(before, (RuleInForce(proposed, period),), homes)

    def list_charges(
        self, dwelling_id: UUID | None = None, *, on: date | None = None
    ) -> tuple[Charge, ...]:
        """List charges with what is open of them, now or at the end of a day (列出应收)."""
        return store.list_charges(self._unit, dwelling_id, on=on)

    def list_arrears(self, *, on: date | None = None) -> tuple[DwellingArrears, ...]:
        """List the dwellings that owe, now or at the end of a day (列出欠费)."""
        return store.list_arrears(self._unit, on=on)

    def list_arrears_by_building(self, *, on: date | None = None) -> tuple[BuildingArrears, ...]:
        """Add up what is owed by building, now or at the end of a day (按楼栋列出欠费)."""
        return arrears_by_building(store.list_arrears(self._unit, on=on))
