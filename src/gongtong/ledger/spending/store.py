"""Reading and writing spendings (支出存取)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.spending.requests import Approval, Payment, Spending, SpendingState
from gongtong.ledger.spending.tables import SpendingTables

_COMMITTED = (SpendingState.APPROVED, SpendingState.PAID)


def load_spending(unit: UnitOfWork, spending_id: UUID) -> Spending:
    """Read one spending with its approvals (读取支出单)."""
    table = unit.tables(SpendingTables).spending
    found = _spendings_where(unit, table.c.spending_id == spending_id)
    if not found:
        raise UnknownReferenceError("spending", spending_id)
    return found[0]


def list_spendings(
    unit: UnitOfWork, states: Collection[SpendingState] = ()
) -> tuple[Spending, ...]:
    """Read spendings in the order of their requests, all or those in some states (列出支出单)."""
    if not states:
        return _spendings_where(unit)
    return _spendings_where(unit, unit.tables(SpendingTables).spending.c.state.in_(list(states)))


def sum_committed(unit: UnitOfWork, fund: str, *, apart_from: UUID | None = None) -> int:
    """Add up what is approved or paid in a fund and not yet booked (已承诺金额)."""
    table = unit.tables(SpendingTables).spending
    query = sa.select(sa.type_coerce(sa.func.sum(table.c.amount_fen), Fen())).where(
        table.c.place_id == unit.place_id,
        table.c.fund == fund,
        table.c.state.in_(list(_COMMITTED)),
    )
    if apart_from is not None:
        query = query.where(table.c.spending_id != apart_from)
    total: int | None = unit.connection.scalar(query)
    return total or 0


def is_reference_used(unit: UnitOfWork, paid_from: str, reference: str) -> bool:
    """Whether a line of a statement has paid another spending (交易单号是否已用)."""
    if not reference.strip():
        return False
    table = unit.tables(SpendingTables).spending
    query = sa.select(sa.func.count()).where(
        table.c.place_id == unit.place_id,
        table.c.paid_from == paid_from,
        table.c.reference == reference,
    )
    return bool(unit.connection.scalar(query))


def insert_spending(unit: UnitOfWork, spending: Spending) -> None:
    """Write a new spending (写入支出单)."""
    table = unit.tables(SpendingTables).spending
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id, spending_id=spending.id, version=1, **_row(spending)
        )
    )


def save_spending(unit: UnitOfWork, spending: Spending) -> Spending:
    """Write what became of a spending, unless somebody else changed it first (更新支出单)."""
    tables = unit.tables(SpendingTables)
    table = tables.spending
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.spending_id == spending.id,
            table.c.version == spending.version,
        )
        .values(version=spending.version + 1, **_row(spending))
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("spending", spending.id)
    return load_spending(unit, spending.id)


def insert_approval(unit: UnitOfWork, spending_id: UUID, approval: Approval) -> None:
    """Write one person's approval (写入审批)."""
    unit.connection.execute(
        unit.tables(SpendingTables)
        .spending_approval.insert()
        .values(
            place_id=unit.place_id,
            spending_id=spending_id,
            approver=approval.approver,
            approved_on=approval.approved_on,
        )
    )


def _spendings_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> tuple[Spending, ...]:
    tables = unit.tables(SpendingTables)
    spending, approval = tables.spending, tables.spending_approval
    rows = unit.connection.execute(
        sa.select(spending)
        .where(spending.c.place_id == unit.place_id, *clauses)
        .order_by(spending.c.requested_on, spending.c.spending_id)
    ).all()
    same = sa.and_(
        approval.c.place_id == spending.c.place_id,
        approval.c.spending_id == spending.c.spending_id,
    )
    approvals: dict[UUID, list[Approval]] = defaultdict(list)
    for row in unit.connection.execute(
        sa.select(approval.c.spending_id, approval.c.approver, approval.c.approved_on)
        .select_from(approval.join(spending, same))
        .where(approval.c.place_id == unit.place_id, *clauses)
        .order_by(approval.c.approved_on, approval.c.approver)
    ):
        approvals[row.spending_id].append(Approval(row.approver, row.approved_on))
    return tuple(_spending_of(row, tuple(approvals[row.spending_id])) for row in rows)


def _spending_of(row: sa.Row[Any], approvals: tuple[Approval, ...]) -> Spending:
    payment = (
        None
        if row.cashier is None
        else Payment(row.cashier, row.paid_from, row.paid_on, row.reference or "")
    )
    documents = row.documents
    return Spending(
        id=row.spending_id,
        fund=row.fund,
        expense_account=row.expense_account,
        amount_fen=row.amount_fen,
        purpose=row.purpose,
        payee=row.payee,
        applicant=row.applicant,
        requested_on=row.requested_on,
        decision=row.decision,
        documents=() if documents is None else from_json(documents, tuple[DocumentRef, ...]),
        state=row.state,
        approvals=approvals,
        payment=payment,
        booked_by=row.booked_by,
        entry_id=row.entry_id,
        ended_by=row.ended_by,
        ended_because=row.ended_because,
        version=row.version,
    )


def _row(spending: Spending) -> dict[str, object]:
    payment = spending.payment
    return {
        "fund": spending.fund,
        "expense_account": spending.expense_account,
        "amount_fen": spending.amount_fen,
        "purpose": spending.purpose,
        "payee": spending.payee,
        "applicant": spending.applicant,
        "requested_on": spending.requested_on,
        "decision": spending.decision,
        "documents": to_json(list(spending.documents)) if spending.documents else None,
        "state": spending.state,
        "cashier": None if payment is None else payment.cashier,
        "paid_from": None if payment is None else payment.paid_from,
        "paid_on": None if payment is None else payment.paid_on,
        "reference": None if payment is None else payment.reference or None,
        "booked_by": spending.booked_by,
        "entry_id": spending.entry_id,
        "ended_by": spending.ended_by,
        "ended_because": spending.ended_because,
    }
