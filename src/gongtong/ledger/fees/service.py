"""Charging households and asking what they still owe (收费服务)."""

from datetime import date
from typing import Final
from uuid import UUID

from gongtong.core.commands import Command
from gongtong.core.periods import Span
from gongtong.core.register import Register
from gongtong.core.registry.store import load_office_holders, load_register
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
    RuleInForce,
    arrears_by_building,
    charges_by,
)
from gongtong.ledger.fees.policies import FEE_RULE


def _register_for(unit: UnitOfWork, period: Span) -> Register:
    """Read the register of today, or of the period's last day once that is past."""
    last_day = period.last_day
    return load_register(unit, unit.today if last_day is None else min(unit.today, last_day))


def _charges_for(unit: UnitOfWork, register: Register, period: Span) -> tuple[Charge, ...]:
    rules = [
        RuleInForce(unit.decide(FEE_RULE, on=part.start), part)
        for part in period.split_at(_days_of_change(unit, period))
    ]
    return charges_by(rules, register.dwellings)


def _days_of_change(unit: UnitOfWork, period: Span) -> tuple[date, ...]:
    """Give the days within the period on which one fee rule gives way to another."""
    if period.end is None:
        return ()
    return unit.book.changes(FEE_RULE, unit.place, period.start, period.end)


def _assess_fees(unit: UnitOfWork, request: AssessFees) -> FeesAssessed:
    register = _register_for(unit, request.period)
    facts = AssessmentFacts(
        dwellings=len(register),
        charges=_charges_for(unit, register, request.period),
        charged=store.load_charged_spans(unit),
        advances_fen=store.load_advances(unit),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    assessment = unit.granted(rule_on_assessment(request, facts))
    entries = post_drafts(unit, assessment.drafts)
    for entry in entries:
        if entry.kind is EntryKind.ASSESSMENT:
            store.save_charges(unit, entry, assessment.charges)
    event = FeesAssessed(
        period=request.period,
        effective_on=request.effective_on or request.period.start,
        dwellings=len({charge.dwelling_id for charge in assessment.charges}),
        charges=len(assessment.charges),
        amount_fen=sum(charge.amount_fen for charge in assessment.charges),
        already_charged=assessment.already_charged,
        from_advances_fen=assessment.from_advances_fen,
        entry_ids=tuple(entry.id for entry in entries),
    )
    unit.record(event)
    return event


ASSESS_FEES: Final = Command(
    "ledger.assess_fees", AssessFees, FeesAssessed, _assess_fees, zh="计收费用"
)
COMMANDS: Final = (ASSESS_FEES,)


class Fees:
    """The desk where households are charged (收费台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def assess(self, request: AssessFees, *, key: str) -> FeesAssessed:
        """Charge every dwelling that was not charged for the period yet (计收费用)."""
        return self._unit.run(ASSESS_FEES, request, key=key)

    def preview(self, period: Span) -> tuple[Charge, ...]:
        """Say what the place's rule charges for a period; nothing is written (试算)."""
        return _charges_for(self._unit, _register_for(self._unit, period), period)

    def list_charges(self, dwelling_id: UUID | None = None) -> tuple[Charge, ...]:
        """List charges with what is open of them, all or one dwelling's (列出应收)."""
        return store.list_charges(self._unit, dwelling_id)

    def list_arrears(self) -> tuple[DwellingArrears, ...]:
        """List the dwellings that still owe (列出欠费)."""
        return store.list_arrears(self._unit)

    def list_arrears_by_building(self) -> tuple[BuildingArrears, ...]:
        """Add up what is owed by building (按楼栋列出欠费)."""
        return arrears_by_building(store.list_arrears(self._unit))
