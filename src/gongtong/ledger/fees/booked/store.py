"""Writing charges down (应收登记存取).

A month of a large compound is very many rows. Where the driver is SQLite's own they are written by SQL that
was written once, which costs half of what SQLAlchemy takes to put each row together.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from gongtong.core.storage.column_types import normal_key
from gongtong.core.storage.lanes import is_sqlite, run_direct, speaks_directly
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.tables import FeesTables

_COLUMNS: Final = (
    "place_id",
    "charge_id",
    "entry_id",
    "dwelling_id",
    "code",
    "period_start",
    "period_end",
    "building",
    "unit",
    "room",
    "zh",
    "amount_fen",
    "fund",
    "income_account",
    "explanation_zh",
    "due_on",
    "payer",
)
_INSERT: Final = (
    f"INSERT INTO {{schema}}{{prefix}}charge ({', '.join(_COLUMNS)}) "  # noqa: S608 - our own column names
    f"VALUES ({', '.join('?' for _ in _COLUMNS)})"
)
_CODE: Final = 40


def save_charges(unit: UnitOfWork, entry: Entry, charges: Sequence[Charge]) -> None:
    """Insert the charges that an entry books (写入应收)."""
    if not charges:
        return
    first = unit.running.first_of(len(charges)).int
    rows = _rows(unit.place_id, entry, charges, first)
    connection = unit.connection
    if speaks_directly(connection) and is_sqlite(connection):
        run_direct(unit, _INSERT, [_as_sqlite_keeps(row) for row in rows])
        return
    table = unit.tables(FeesTables).charge
    connection.execute(table.insert(), [dict(zip(_COLUMNS, row, strict=True)) for row in rows])


def _rows(
    place_id: UUID, entry: Entry, charges: Sequence[Charge], first: int
) -> Iterator[tuple[Any, ...]]:
    for number, charge in enumerate(charges):
        yield (
            place_id,
            UUID(int=first + number),
            entry.id,
            charge.dwelling_id,
            charge.code,
            charge.period.start,
            charge.period.end,
            charge.label.building,
            charge.label.unit,
            charge.label.room,
            charge.zh,
            charge.amount_fen,
            charge.fund,
            charge.income_account,
            charge.explanation_zh,
            charge.due_on or entry.effective_on,
            charge.payer,
        )


def _as_sqlite_keeps(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give a row as the column types would write it on SQLite."""
    (
        place,
        charge,
        entry,
        home,
        code,
        start,
        end,
        *label,
        zh,
        fen,
        fund,
        account,
        said,
        due,
        payer,
    ) = row
    return (
        place.bytes,
        charge.bytes,
        entry.bytes,
        home.bytes,
        _key(code),
        start.isoformat(),
        end.isoformat(),
        *label,
        zh,
        fen,
        _key(fund),
        _key(account),
        said,
        due.isoformat(),
        payer.value,
    )


@lru_cache(maxsize=256)
def _key(text: str) -> str:
    return normal_key(text, _CODE)
