"""Writing whose a payment is after it was moved (改户存取)."""

from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.payments.tables import PaymentsTables


def save_dwelling_of(unit: UnitOfWork, received_by: UUID, *, giver: UUID, taker: UUID) -> None:
    """Write the right dwelling on the payment that an entry booked or settled, if there is one (更正住户)."""
    tables = unit.tables(PaymentsTables)
    payment, settlement = tables.payment, tables.settlement
    settled = sa.select(settlement.c.payment_id).where(
        settlement.c.place_id == unit.place_id, settlement.c.entry_id == received_by
    )
    unit.connection.execute(
        payment.update()
        .where(
            payment.c.place_id == unit.place_id,
            payment.c.dwelling_id == giver,
            sa.or_(payment.c.entry_id == received_by, payment.c.payment_id.in_(settled)),
        )
        .values(dwelling_id=taker)
    )
