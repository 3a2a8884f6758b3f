"""Reading and writing spendings (支出存取)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.spending.requests import (
    Approval,
    Payment,
    Spending,
    SpendingDecision,
    SpendingState,
)
from gongtong.ledger.spending.tables import SpendingControlTables, SpendingTables
from gongtong.ledger.spending.two_keys import SpendingStep

_COMMITTED = (SpendingState.APPROVED, SpendingState.PAID)
_ENDED = (SpendingState.REJECTED, SpendingState.WITHDRAWN)
_CONTROL = (
    "decision_id",
    "emergency",
    "ratify_by",
    "ratified_on",
    "missed_on",
    "approved_terms",
)
_DECISION = ("title", "digest", "fund", "purpose", "most_fen", "payee", "decided_on")


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


def sum_promised(
    unit: UnitOfWork, fund: str, expense_account: str, *, apart_from: UUID | None = None
) -> int:
    """Add up what is approved or paid in an account of a fund and not yet booked (预算已承诺金额)."""
    table = unit.tables(SpendingTables).spending
    clauses = [
        table.c.place_id == unit.place_id,
        table.c.fund == fund,
        table.c.expense_account == expense_account,
        table.c.state.in_(list(_COMMITTED)),
    ]
    if apart_from is not None:
        clauses.append(table.c.spending_id != apart_from)
    return _sum_where(unit, *clauses)


def sum_resting(unit: UnitOfWork, decision_id: str) -> int:
    """Add up what rests on a decision and was neither rejected nor withdrawn (决定已用金额)."""
    table = unit.tables(SpendingTables).spending
    control = unit.tables(SpendingControlTables).spending_control
    return _sum_where(
        unit,
        table.c.place_id == unit.place_id,
        table.c.state.not_in(list(_ENDED)),
        table.c.spending_id.in_(
            sa.select(control.c.spending_id).where(
                control.c.place_id == unit.place_id, control.c.decision_id == decision_id
            )
        ),
    )


def list_requested_between(
    unit: UnitOfWork, first: date, last: date, *, apart_from: UUID | None
) -> tuple[tuple[str, str, int], ...]:
    """Read payee, purpose and amount of what was asked for in some days and not ended (同期支出)."""
    table = unit.tables(SpendingTables).spending
    query = sa.select(table.c.payee, table.c.purpose, table.c.amount_fen).where(
        table.c.place_id == unit.place_id,
        table.c.requested_on >= first,
        table.c.requested_on <= last,
        table.c.state.not_in(list(_ENDED)),
    )
    if apart_from is not None:
        query = query.where(table.c.spending_id != apart_from)
    return tuple((row[0], row[1], row[2]) for row in unit.connection.execute(query))


def list_unratified(unit: UnitOfWork) -> tuple[Spending, ...]:
    """Read the emergencies that were paid and are not ratified (读取待追认支出)."""
    control = unit.tables(SpendingControlTables).spending_control
    table = unit.tables(SpendingTables).spending
    waiting = sa.select(control.c.spending_id).where(
        control.c.place_id == unit.place_id,
        control.c.ratify_by.is_not(None),
        control.c.ratified_on.is_(None),
    )
    return _spendings_where(unit, table.c.spending_id.in_(waiting))


def _sum_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> int:
    table = unit.tables(SpendingTables).spending
    total: int | None = unit.connection.scalar(
        sa.select(sa.type_coerce(sa.func.sum(table.c.amount_fen), Fen())).where(*clauses)
    )
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
    key = {"place_id": unit.place_id, "spending_id": spending.id}
    unit.connection.execute(
        unit.tables(SpendingTables).spending.insert().values(**key, version=1, **_row(spending))
    )
    unit.connection.execute(
        unit.tables(SpendingControlTables)
        .spending_control.insert()
        .values(**key, **_control(spending))
    )


def save_spending(unit: UnitOfWork, spending: Spending) -> Spending:
    """Write what became of a spending, unless somebody else changed it first (更新支出单)."""
    table = unit.tables(SpendingTables).spending
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
    control = unit.tables(SpendingControlTables).spending_control
    unit.connection.execute(
        control.update()
        .where(control.c.place_id == unit.place_id, control.c.spending_id == spending.id)
        .values(**_control(spending))
    )
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


def insert_consent(
    unit: UnitOfWork, spending_id: UUID, step: SpendingStep, given: Approval
) -> None:
    """Write one person's consent or ratification (写入监督同意或追认)."""
    unit.connection.execute(
        unit.tables(SpendingControlTables)
        .spending_consent.insert()
        .values(
            place_id=unit.place_id,
            spending_id=spending_id,
            step=step,
            person=given.approver,
            given_on=given.approved_on,
        )
    )


def insert_decision(unit: UnitOfWork, decision: SpendingDecision) -> None:
    """Write a decision that spendings rest on, unless it is written already (写入支出所依决定)."""
    table = unit.tables(SpendingControlTables).spending_decision
    known = unit.connection.scalar(
        sa.select(sa.func.count()).where(
            table.c.place_id == unit.place_id, table.c.decision_id == decision.id
        )
    )
    if not known:
        unit.connection.execute(
            table.insert().values(
                place_id=unit.place_id,
                decision_id=decision.id,
                title=decision.title,
                digest=decision.digest,
                fund=decision.fund,
                purpose=decision.purpose,
                most_fen=decision.most_fen,
                payee=decision.payee,
                decided_on=decision.decided_on,
            )
        )


def _spendings_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> tuple[Spending, ...]:
    spending = unit.tables(SpendingTables).spending
    tables = unit.tables(SpendingControlTables)
    control, decision = tables.spending_control, tables.spending_decision
    beside = sa.and_(
        control.c.place_id == spending.c.place_id,
        control.c.spending_id == spending.c.spending_id,
    )
    decided = sa.and_(
        decision.c.place_id == control.c.place_id,
        decision.c.decision_id == control.c.decision_id,
    )
    rows = unit.connection.execute(
        sa.select(
            spending,
            *(control.c[name] for name in _CONTROL),
            *(decision.c[name].label(f"decision_{name}") for name in _DECISION),
        )
        .select_from(spending.join(control, beside).outerjoin(decision, decided))
        .where(spending.c.place_id == unit.place_id, *clauses)
        .order_by(spending.c.requested_on, spending.c.spending_id)
    ).all()
    given = _given(unit, *clauses)
    return tuple(_spending_of(row, given[row.spending_id]) for row in rows)


_Given: TypeAlias = dict[SpendingStep, list[Approval]]


def _given(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> defaultdict[UUID, _Given]:
    spending, approval = (
        unit.tables(SpendingTables).spending,
        unit.tables(SpendingTables).spending_approval,
    )
    consent = unit.tables(SpendingControlTables).spending_consent
    found: defaultdict[UUID, _Given] = defaultdict(lambda: defaultdict(list))
    approved = sa.select(
        approval.c.spending_id,
        sa.literal(SpendingStep.APPROVE.value).label("step"),
        approval.c.approver,
        approval.c.approved_on,
    ).select_from(approval.join(spending, _of_same(approval, spending)))
    consented = sa.select(
        consent.c.spending_id,
        sa.type_coerce(consent.c.step, sa.String).label("step"),
        consent.c.person,
        consent.c.given_on,
    ).select_from(consent.join(spending, _of_same(consent, spending)))
    mine = spending.c.place_id == unit.place_id
    for row in unit.connection.execute(
        approved.where(mine, *clauses)
        .union_all(consented.where(mine, *clauses))
        .order_by(approval.c.approved_on, approval.c.approver)
    ):
        found[row.spending_id][SpendingStep(row.step)].append(
            Approval(row.approver, row.approved_on)
        )
    return found


def _of_same(table: sa.Table, spending: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(
        table.c.place_id == spending.c.place_id, table.c.spending_id == spending.c.spending_id
    )


def _spending_of(row: sa.Row[Any], given: _Given) -> Spending:
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
        approvals=tuple(given[SpendingStep.APPROVE]),
        payment=payment,
        booked_by=row.booked_by,
        entry_id=row.entry_id,
        ended_by=row.ended_by,
        ended_because=row.ended_because,
        version=row.version,
        consents=tuple(given[SpendingStep.SUPERVISE]),
        rests_on=None if row.decision_id is None else _decision_of(row),
        emergency=row.emergency,
        ratifications=tuple(given[SpendingStep.RATIFY]),
        ratify_by=row.ratify_by,
        ratified_on=row.ratified_on,
        missed_on=row.missed_on,
        approved_terms=row.approved_terms,
    )


def _decision_of(row: sa.Row[Any]) -> SpendingDecision:
    return SpendingDecision(
        id=row.decision_id,
        title=row.decision_title,
        digest=row.decision_digest,
        fund=row.decision_fund,
        purpose=row.decision_purpose,
        most_fen=row.decision_most_fen,
        payee=row.decision_payee,
        decided_on=row.decision_decided_on,
    )


def _control(spending: Spending) -> dict[str, object]:
    return {
        "decision_id": None if spending.rests_on is None else spending.rests_on.id,
        "emergency": spending.emergency,
        "ratify_by": spending.ratify_by,
        "ratified_on": spending.ratified_on,
        "missed_on": spending.missed_on,
        "approved_terms": spending.approved_terms,
    }


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
