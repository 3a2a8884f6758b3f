"""Signing instalment plans and asking how they stand (分期服务)."""

from typing import Final

from gongtong.core.commands import Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.fees.debts.agreeing import store
from gongtong.ledger.fees.debts.agreeing.agreements import (
    AgreeInstalments,
    AgreementFacts,
    InstalmentsAgreed,
    rule_on_instalments,
)
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.fees.debts.instalments import PlanStanding, plan_state


def _agree_instalments(unit: UnitOfWork, request: AgreeInstalments) -> InstalmentsAgreed:
    books = load_debt_facts(unit, (request.dwelling_id,))[request.dwelling_id]
    plans = store.list_plans(unit, request.dwelling_id)
    facts = AgreementFacts(
        open_fen={charge.id: books.open_on(charge, unit.today) for charge in books.charges},
        in_plans=frozenset(
            charge_id
            for plan in plans
            if plan_state(plan, books, unit.today).standing is PlanStanding.KEPT
            for charge_id in plan.charge_ids
        ),
        plan_id=unit.new_id(),
        today=unit.today,
        actor=unit.actor.id,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    event = unit.granted(rule_on_instalments(request, facts))
    store.save_plan(unit, event.plan)
    unit.record(event)
    return event


AGREE_INSTALMENTS: Final = Command(
    "ledger.agree_instalments",
    AgreeInstalments,
    InstalmentsAgreed,
    _agree_instalments,
    zh="签订分期协议",
)
