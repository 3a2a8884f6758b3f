"""Reading and writing instalment plans (分期协议存取)."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.instalments import InstalmentPart, InstalmentPlan
from gongtong.ledger.fees.debts.tables import DebtsTables


def save_plan(unit: UnitOfWork, plan: InstalmentPlan) -> None:
    """Insert a plan (写入分期协议)."""
    unit.connection.execute(
        unit.tables(DebtsTables)
        .instalment_plan.insert()
        .values(
            place_id=unit.place_id,
            plan_id=plan.id,
            dwelling_id=plan.dwelling_id,
            agreed_on=plan.agreed_on,
            charge_ids=to_json(list(plan.charge_ids)),
            parts=to_json(list(plan.parts)),
            grace_days=plan.grace_days,
            rest_due_at_once=plan.rest_due_at_once,
            household_signed_by=plan.household_signed_by,
            signed_by=plan.signed_by,
            documents=to_json(list(plan.documents)),
        )
    )


def list_plans(unit: UnitOfWork, dwelling_id: UUID | None = None) -> tuple[InstalmentPlan, ...]:
    """Read plans in the order in which they were agreed, all or one dwelling's (列出分期协议)."""
    plan = unit.tables(DebtsTables).instalment_plan
    query = sa.select(plan).where(plan.c.place_id == unit.place_id)
    if dwelling_id is not None:
        query = query.where(plan.c.dwelling_id == dwelling_id)
    rows = unit.connection.execute(query.order_by(plan.c.agreed_on, plan.c.plan_id))
    return tuple(_read(row) for row in rows)


def _read(row: sa.Row[Any]) -> InstalmentPlan:
    return InstalmentPlan(
        id=row.plan_id,
        dwelling_id=row.dwelling_id,
        agreed_on=row.agreed_on,
        charge_ids=from_json(row.charge_ids, tuple[UUID, ...]),
        parts=from_json(row.parts, tuple[InstalmentPart, ...]),
        household_signed_by=row.household_signed_by,
        signed_by=row.signed_by,
        documents=from_json(row.documents, tuple[DocumentRef, ...]),
        grace_days=row.grace_days,
        rest_due_at_once=row.rest_due_at_once,
    )
