"""Reading and writing corrections (债务更正存取)."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.corrections import Correction
from gongtong.ledger.fees.debts.store import not_reversed
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.tables import FeesTables


def find_dwelling_of(unit: UnitOfWork, charge_id: UUID) -> UUID:
    """Read whose charge it is; raises when there is none (查找应收住户)."""
    charge = unit.tables(FeesTables).charge
    found: UUID | None = unit.connection.scalar(
        sa.select(charge.c.dwelling_id).where(
            charge.c.place_id == unit.place_id, charge.c.charge_id == charge_id
        )
    )
    if found is None:
        raise UnknownReferenceError("charge", charge_id)
    return found


def save_correction(unit: UnitOfWork, correction: Correction) -> None:
    """Insert a correction that was asked for (写入债务更正)."""
    unit.connection.execute(
        unit.tables(DebtsTables)
        .correction.insert()
        .values(
            place_id=unit.place_id,
            correction_id=correction.id,
            kind=correction.kind,
            dwelling_id=correction.dwelling_id,
            fund=correction.fund,
            charge_id=correction.charge_id,
            amount_fen=correction.amount_fen,
            reason=correction.reason,
            decision=correction.decision,
            documents=to_json(list(correction.documents)),
            asked_by=correction.asked_by,
            asked_at=correction.asked_at,
            **_steps(correction),
        )
    )


def save_step(unit: UnitOfWork, correction: Correction) -> None:
    """Write how far a correction has come, unless somebody else moved it first (更新债务更正).

    `version` is the one that was seen.
    """
    table = unit.tables(DebtsTables).correction
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.correction_id == correction.id,
            table.c.version == correction.version,
        )
        .values(**_steps(correction) | {"version": correction.version + 1})
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("correction", correction.id)


def load_correction(unit: UnitOfWork, correction_id: UUID) -> Correction:
    """Read one correction; raises when there is none (读取债务更正)."""
    table = unit.tables(DebtsTables).correction
    found = _corrections_where(unit, table.c.correction_id == correction_id)
    if not found:
        raise UnknownReferenceError("correction", correction_id)
    return found[0]


def list_corrections(unit: UnitOfWork, dwelling_id: UUID | None = None) -> tuple[Correction, ...]:
    """Read corrections in the order in which they were asked for, all or one dwelling's (列出债务更正)."""
    table = unit.tables(DebtsTables).correction
    return _corrections_where(
        unit, *(() if dwelling_id is None else (table.c.dwelling_id == dwelling_id,))
    )


def list_effective(unit: UnitOfWork, dwelling_id: UUID) -> tuple[Correction, ...]:
    """Read the corrections of a dwelling without those whose entry was reversed (有效债务更正)."""
    table = unit.tables(DebtsTables).correction
    return _corrections_where(
        unit,
        table.c.dwelling_id == dwelling_id,
        sa.or_(table.c.entry_id.is_(None), not_reversed(unit, table.c.entry_id)),
    )


def _steps(correction: Correction) -> dict[str, object]:
    return {
        "state": correction.state,
        "decided_by": correction.decided_by,
        "account": correction.account,
        "paid_by": correction.paid_by,
        "paid_on": correction.paid_on,
        "entry_id": correction.entry_id,
        "version": correction.version,
    }


def _corrections_where(
    unit: UnitOfWork, *clauses: sa.ColumnElement[bool]
) -> tuple[Correction, ...]:
    table = unit.tables(DebtsTables).correction
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, *clauses)
        .order_by(table.c.asked_at, table.c.correction_id)
    )
    return tuple(_read(row) for row in rows)


def _read(row: sa.Row[Any]) -> Correction:
    return Correction(
        id=row.correction_id,
        kind=row.kind,
        state=row.state,
        dwelling_id=row.dwelling_id,
        fund=row.fund,
        amount_fen=row.amount_fen,
        reason=row.reason,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        charge_id=row.charge_id,
        decision=row.decision,
        documents=from_json(row.documents, tuple[DocumentRef, ...]),
        decided_by=row.decided_by,
        account=row.account,
        paid_by=row.paid_by,
        paid_on=row.paid_on,
        entry_id=row.entry_id,
        version=row.version,
    )
