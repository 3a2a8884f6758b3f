"""Reading and writing offers of shifts (换班存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.errors import UnknownReferenceError
from gongtong.rostering.swaps.swapping import Swap, SwapState
from gongtong.rostering.swaps.tables import SwapTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.swaps.swapping import OfferSwap, SwapAnswered, SwapOffered


def load_swaps(unit: UnitOfWork, roster: str | None = None) -> tuple[Swap, ...]:
    """Read the offers of the place or of a roster, the first one first (读取换班)."""
    table = unit.tables(SwapTables).swap
    query = sa.select(table).where(table.c.place_id == unit.place_id)
    if roster is not None:
        query = query.where(table.c.roster == roster)
    return tuple(_swap(row) for row in unit.connection.execute(query.order_by(table.c.number)))


def load_swap(unit: UnitOfWork, number: int) -> Swap:
    """Read an offer; raises `UnknownReferenceError` (读取一项换班)."""
    table = unit.tables(SwapTables).swap
    query = sa.select(table).where(table.c.place_id == unit.place_id, table.c.number == number)
    row = unit.connection.execute(query).one_or_none()
    if row is None:
        kind = "swap"
        raise UnknownReferenceError(kind, str(number))
    return _swap(row)


def last_number(unit: UnitOfWork) -> int:
    """Read the number of the last offer, 0 where there is none (末项编号)."""
    table = unit.tables(SwapTables).swap
    query = sa.select(sa.func.max(table.c.number)).where(table.c.place_id == unit.place_id)
    return int(unit.connection.execute(query).scalar_one() or 0)


def save_offer(unit: UnitOfWork, request: OfferSwap, event: SwapOffered) -> None:
    """Write an offer (写入换班)."""
    unit.connection.execute(
        unit.tables(SwapTables)
        .swap.insert()
        .values(
            place_id=unit.place_id,
            number=event.number,
            roster=event.roster,
            shift=event.shift,
            giver=event.giver,
            taker=event.taker,
            state=SwapState.OFFERED,
            offered_at=unit.now,
            answered_at=None,
            reason=request.reason.strip(),
            offered_by=unit.actor.id,
            answered_by=None,
        )
    )


def save_answer(unit: UnitOfWork, event: SwapAnswered) -> None:
    """Write the answer to an offer (写入换班答复)."""
    table = unit.tables(SwapTables).swap
    unit.connection.execute(
        table.update()
        .where(table.c.place_id == unit.place_id, table.c.number == event.number)
        .values(state=event.answer, answered_at=unit.now, answered_by=unit.actor.id)
    )


def _swap(row: sa.Row[Any]) -> Swap:
    return Swap(
        row.number,
        row.roster,
        row.shift,
        row.giver,
        row.taker,
        row.state,
        row.offered_at,
        row.answered_at,
        row.reason,
    )
