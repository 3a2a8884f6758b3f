"""Numbering and keeping letters (催缴通知存取)."""

from datetime import date
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.fees.debts.reminding.sending import ArrearsLetterSent
from gongtong.ledger.fees.debts.tables import DebtsTables

_FIRST: Final = 1


@frozen
class KeptLetter:
    """A letter that was sent, by number and digest (已发催缴通知)."""

    id: UUID
    year: int
    number: int
    dwelling_id: UUID
    written_on: date
    due_fen: int
    digest: str
    delivery: str
    sent_by: str


def next_number(unit: UnitOfWork, year: int) -> int:
    """Give the next number of a year; the place row is locked (下一文号)."""
    table = unit.tables(DebtsTables).arrears_letter
    last: int | None = unit.connection.scalar(
        sa.select(sa.func.max(table.c.number)).where(
            table.c.place_id == unit.place_id, table.c.year == year
        )
    )
    return _FIRST if last is None else last + 1


def save_letter(unit: UnitOfWork, sent: ArrearsLetterSent, number: int) -> None:
    """Insert a letter (写入催缴通知)."""
    letter = sent.letter
    unit.connection.execute(
        unit.tables(DebtsTables)
        .arrears_letter.insert()
        .values(
            place_id=unit.place_id,
            letter_id=sent.letter_id,
            year=letter.written_on.year,
            number=number,
            dwelling_id=sent.dwelling_id,
            written_on=letter.written_on,
            due_fen=letter.due_fen,
            digest=bytes.fromhex(sent.digest),
            delivery=sent.delivery,
            sent_by=sent.sent_by,
        )
    )


def list_letters(unit: UnitOfWork, dwelling_id: UUID | None = None) -> tuple[KeptLetter, ...]:
    """Read letters in the order of their numbers, all or one dwelling's (列出催缴通知)."""
    table = unit.tables(DebtsTables).arrears_letter
    query = sa.select(table).where(table.c.place_id == unit.place_id)
    if dwelling_id is not None:
        query = query.where(table.c.dwelling_id == dwelling_id)
    rows = unit.connection.execute(query.order_by(table.c.year, table.c.number))
    return tuple(
        KeptLetter(
            row.letter_id,
            row.year,
            row.number,
            row.dwelling_id,
            row.written_on,
            row.due_fen,
            row.digest.hex(),
            row.delivery,
            row.sent_by,
        )
        for row in rows
    )
