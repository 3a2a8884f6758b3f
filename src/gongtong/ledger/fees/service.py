"""Charging households and asking what they still owe (收费服务)."""

from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.periods import Span
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.books.service import post_drafts
from gongtong.ledger.fees import store
from gongtong.ledger.fees.assessing import (
    AssessFees,
    AssessmentFacts,
    FeesAssessed,
    rule_on_assessment,
)
from gongtong.ledger.fees.charges import (
    BuildingArrears,
    Charge,
    DwellingArrears,
    arrears_by_building,
)
from gongtong.ledger.fees.charging import RuleInForce, charges_by
from gongtong.ledger.fees.debts.service import COMMANDS as DEBTS_COMMANDS
from gongtong.ledger.fees.debts.service import Debts, allocate_credits
from gongtong.ledger.fees.facts.store import (
    list_homes,
    list_labels,
    load_advances,
    load_charged_spans,
)
from gongtong.ledger.fees.parts import DWELLINGS_A_PART, Part, parts_of
from gongtong.ledger.fees.policies import FEE_RULE


def _rules_in_force(unit: UnitOfWork, period: Span) -> tuple[RuleInForce, ...]:
    """Give the rules of a period, each with its own days."""
    return tuple(
        RuleInForce(unit.decide(FEE_RULE, on=part.start), part)
        for part in period.split_at(_days_of_change(unit, period))
    )


def _days_of_change(unit: UnitOfWork, period: Span) -> tuple[date, ...]:
    """Give the days within the period on which one fee rule gives way to another."""
    if period.end is None:
        return ()
    return unit.book.changes(FEE_RULE, unit.place, period.start, period.end)


def _assess_fees(unit: UnitOfWork, request: AssessFees) -> FeesAssessed:
    part = request.part or Part()
    homes = list_homes(unit, request.period, part)
    rules = _rules_in_force(unit, request.period)
    facts = AssessmentFacts(
        dwellings=len(homes),
        rules=rules,
        charges=tuple(charges_by(rules, homes)),
        charged=load_charged_spans(unit, request.period, part),
        advances_fen=load_advances(unit, part),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    assessment = unit.granted(rule_on_assessment(request, facts))
    entries = post_drafts(unit, assessment.drafts)
    for entry in entries:
        if entry.kind is EntryKind.ASSESSMENT:
            store.save_charges(unit, entry, assessment.charges)
    allocate_credits(unit, entries)
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
COMMANDS: Final[tuple[AnyCommand, ...]] = (ASSESS_FEES, *DEBTS_COMMANDS)


class Fees:
    """The desk where households are charged (收费台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit
        self.debts = Debts(unit)

    def assess(self, request: AssessFees, *, key: str) -> FeesAssessed:
        """Charge every dwelling that was not charged for the period yet (计收费用)."""
        return self._unit.run(ASSESS_FEES, request, key=key)

    def preview(self, period: Span) -> tuple[Charge, ...]:
        """Say what the place's rule charges for a period; nothing is written (试算)."""
        homes = list_homes(self._unit, period, Part())
        return tuple(charges_by(_rules_in_force(self._unit, period), homes))

    def plan(self, request: AssessFees, *, size: int = DWELLINGS_A_PART) -> tuple[AssessFees, ...]:
        """Cut a request into parts, each to be assessed in a transaction of its own (分批计划)."""
        labels = list_labels(self._unit, request.period)
        return tuple(evolve(request, part=part) for part in parts_of(labels, size))

    def list_charges(self, dwelling_id: UUID | None = None) -> tuple[Charge, ...]:
        """List charges with what is open of them, all or one dwelling's (列出应收)."""
        return store.list_charges(self._unit, dwelling_id)

    def list_arrears(self) -> tuple[DwellingArrears, ...]:
        """List the dwellings that still owe (列出欠费)."""
        return store.list_arrears(self._unit)

    def list_arrears_by_building(self) -> tuple[BuildingArrears, ...]:
        """Add up what is owed by building (按楼栋列出欠费)."""
        return arrears_by_building(store.list_arrears(self._unit))
