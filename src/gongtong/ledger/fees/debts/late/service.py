"""Booking late charges, and telling what has accrued (违约金服务)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from gongtong.core.commands import Command
from gongtong.core.errors import NoProvisionError
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.service import post_draft
from gongtong.ledger.fees.booked.store import save_charges
from gongtong.ledger.fees.debts.agreeing.store import list_plans
from gongtong.ledger.fees.debts.debts import DebtFacts
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.fees.debts.instalments import InstalmentPlan
from gongtong.ledger.fees.debts.late.assessing import (
    AssessLateCharges,
    LateChargesAssessed,
    LateFacts,
    LateItem,
    late_item,
    principals,
    rule_on_late_charges,
)
from gongtong.ledger.fees.debts.late.store import list_late_dwellings
from gongtong.ledger.fees.debts.late_charges import LateChargeTerms
from gongtong.ledger.fees.debts.policies import LATE_CHARGE

_DWELLINGS_AT_ONCE: Final = 400


def late_items(
    unit: UnitOfWork,
    facts: DebtFacts,
    plans: Sequence[InstalmentPlan],
    through: date,
    *,
    as_of: date | None = None,
) -> Iterator[LateItem]:
    """Tell what has accrued on each charge of a dwelling by the terms of its due day (违约金项目).

    A charge that fell due when no late charge was agreed bears none. `as_of` is the day at whose end
    the books are looked at; without it they are taken as they are.
    """
    for booked in principals(facts, through, as_of=as_of):
        terms = terms_on(unit, booked.charge.due_on or booked.booked_on)
        if terms is not None:
            yield late_item(facts, booked, terms, through=through, plans=plans, as_of=as_of)


def terms_on(unit: UnitOfWork, due_on: date) -> LateChargeTerms | None:
    """Give the terms that were in force on the day a charge fell due, if any were (适用违约金标准)."""
    try:
        return unit.decide(LATE_CHARGE, on=due_on)
    except NoProvisionError:
        return None


def _assess_late_charges(unit: UnitOfWork, request: AssessLateCharges) -> LateChargesAssessed:
    # without terms on that day nothing may be charged at all: the error says what is missing
    unit.decide(LATE_CHARGE, on=request.through)
    facts = LateFacts(
        items=tuple(_items_of_place(unit, request)),
        today=unit.today,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    assessment = unit.granted(rule_on_late_charges(request, facts))
    entry = None if assessment.draft is None else post_draft(unit, assessment.draft)
    if entry is not None:
        save_charges(unit, entry, assessment.charges)
    event = LateChargesAssessed(
        through=request.through,
        effective_on=request.effective_on or request.through,
        dwellings=len({charge.dwelling_id for charge in assessment.charges}),
        charges=len(assessment.charges),
        amount_fen=sum(charge.amount_fen for charge in assessment.charges),
        overcharged=assessment.overcharged,
        entry_id=None if entry is None else entry.id,
    )
    unit.record(event)
    return event


def _items_of_place(unit: UnitOfWork, request: AssessLateCharges) -> Iterator[LateItem]:
    late = list_late_dwellings(unit, request.through, request.dwelling_ids)
    plans = list_plans(unit)
    for start in range(0, len(late), _DWELLINGS_AT_ONCE):
        some = late[start : start + _DWELLINGS_AT_ONCE]
        for who, facts in load_debt_facts(unit, some).items():
            theirs = [plan for plan in plans if plan.dwelling_id == who]
            for item in late_items(unit, facts, theirs, request.through):
                if item.new_fen:
                    yield item


ASSESS_LATE_CHARGES: Final = Command(
    "ledger.assess_late_charges",
    AssessLateCharges,
    LateChargesAssessed,
    _assess_late_charges,
    zh="计收违约金",
)
