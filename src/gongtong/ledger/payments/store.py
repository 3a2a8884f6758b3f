"""Reading and writing payments (收款存取)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.exchange.bills import Channel
from gongtong.ledger.payments.booking import KnownTransaction
from gongtong.ledger.payments.matching import MatchFlag
from gongtong.ledger.payments.payments import Payment, PaymentState, Settlement
from gongtong.ledger.payments.tables import PaymentsTables

_MOST_IN_LIST: Final = 400


def load_known(
    unit: UnitOfWork, channel: Channel, transaction_ids: Sequence[str]
) -> dict[str, KnownTransaction]:
    """Read which of these transactions were booked before (读取已入账交易)."""
    payment = unit.tables(PaymentsTables).payment
    known: dict[str, KnownTransaction] = {}
    for start in range(0, len(transaction_ids), _MOST_IN_LIST):
        rows = unit.connection.execute(
            sa.select(
                payment.c.transaction_id,
                payment.c.direction,
                payment.c.amount_fen,
                payment.c.state,
                payment.c.fund,
            ).where(
                payment.c.place_id == unit.place_id,
                payment.c.channel == channel,
                payment.c.transaction_id.in_(transaction_ids[start : start + _MOST_IN_LIST]),
            )
        )
        for row in rows:
            spent_from = row.fund if row.state is PaymentState.EXPENSE else None
            known[row.transaction_id] = KnownTransaction(row.direction, row.amount_fen, spent_from)
    return known


def save_payments(unit: UnitOfWork, payments: Iterable[Payment]) -> None:
    """Insert payments (写入收款)."""
    rows = [
        {
            "place_id": unit.place_id,
            "payment_id": payment.id,
            "channel": payment.channel,
            "transaction_id": payment.transaction_id,
            "paid_at": payment.at,
            "payer": payment.payer,
            "payer_account": payment.payer_account,
            "said": payment.text,
            "direction": payment.direction,
            "amount_fen": payment.amount_fen,
            "kind": payment.kind,
            "file": payment.file,
            "line": payment.line,
            "state": payment.state,
            "fund": payment.fund,
            "dwelling_id": payment.dwelling_id,
            "matched_by": payment.matched_by,
            "flags": to_json(list(payment.flags)),
            "suspended_for": payment.suspended_for,
            "other": payment.other,
            "candidates": to_json(list(payment.candidates)),
            "entry_id": payment.entry_id,
        }
        for payment in payments
    ]
    if rows:
        unit.connection.execute(unit.tables(PaymentsTables).payment.insert(), rows)


def load_payment(unit: UnitOfWork, channel: Channel, transaction_id: str) -> Payment:
    """Read one payment by its transaction (读取收款)."""
    payment = unit.tables(PaymentsTables).payment
    found = tuple(
        _payments_where(
            unit, payment.c.channel == channel, payment.c.transaction_id == transaction_id
        )
    )
    if not found:
        raise UnknownReferenceError("payment", f"{channel.value} {transaction_id}")
    return found[0]


def list_payments(
    unit: UnitOfWork,
    *,
    state: PaymentState | None = None,
    dwelling_id: UUID | None = None,
) -> tuple[Payment, ...]:
    """Read payments in the order in which they were made (列出收款)."""
    payment = unit.tables(PaymentsTables).payment
    clauses: list[sa.ColumnElement[bool]] = []
    if state is not None:
        clauses.append(payment.c.state == state)
    if dwelling_id is not None:
        clauses.append(payment.c.dwelling_id == dwelling_id)
    return tuple(_payments_where(unit, *clauses))


def save_settlement(unit: UnitOfWork, payment_id: UUID, settlement: Settlement) -> None:
    """Insert how a payment left suspense, unless somebody else was first (写入待查处理)."""
    tables = unit.tables(PaymentsTables)
    payment = tables.payment
    changed = unit.connection.execute(
        payment.update()
        .where(
            payment.c.place_id == unit.place_id,
            payment.c.payment_id == payment_id,
            payment.c.state == PaymentState.IN_SUSPENSE,
        )
        .values(state=PaymentState.SETTLED, dwelling_id=settlement.dwelling_id)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("payment", payment_id)
    unit.connection.execute(
        tables.settlement.insert().values(
            place_id=unit.place_id,
            payment_id=payment_id,
            settled_as=settlement.settled_as,
            dwelling_id=settlement.dwelling_id,
            reason=settlement.reason,
            settled_by=settlement.settled_by,
            settled_at=settlement.settled_at,
            entry_id=settlement.entry_id,
        )
    )


def _payments_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> Iterator[Payment]:
    tables = unit.tables(PaymentsTables)
    payment, settlement = tables.payment, tables.settlement
    settled = [column.label(f"settled_{column.name}") for column in settlement.c]
    rows = unit.connection.execute(
        sa.select(payment, *settled)
        .select_from(
            payment.outerjoin(
                settlement,
                sa.and_(
                    settlement.c.place_id == payment.c.place_id,
                    settlement.c.payment_id == payment.c.payment_id,
                ),
            )
        )
        .where(payment.c.place_id == unit.place_id, *clauses)
        .order_by(payment.c.paid_at, payment.c.channel, payment.c.transaction_id)
    )
    return map(_read, rows)


def _read(row: sa.Row[Any]) -> Payment:
    return Payment(
        id=row.payment_id,
        channel=row.channel,
        transaction_id=row.transaction_id,
        at=row.paid_at,
        payer=row.payer,
        payer_account=row.payer_account,
        text=row.said,
        direction=row.direction,
        amount_fen=row.amount_fen,
        kind=row.kind,
        file=row.file,
        line=row.line,
        state=row.state,
        fund=row.fund,
        dwelling_id=row.dwelling_id,
        matched_by=row.matched_by,
        flags=from_json(row.flags, tuple[MatchFlag, ...]),
        suspended_for=row.suspended_for,
        other=row.other,
        candidates=from_json(row.candidates, tuple[UUID, ...]),
        entry_id=row.entry_id,
        settlement=_settlement(row),
    )


def _settlement(row: sa.Row[Any]) -> Settlement | None:
    if row.settled_settled_as is None:
        return None
    return Settlement(
        settled_as=row.settled_settled_as,
        dwelling_id=row.settled_dwelling_id,
        reason=row.settled_reason,
        settled_by=row.settled_settled_by,
        settled_at=row.settled_settled_at,
        entry_id=row.settled_entry_id,
    )
