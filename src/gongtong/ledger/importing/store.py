"""Reading and writing which transactions were taken over (账簿接收存取)."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.importing.tables import ImportingTables

_MOST_IN_LIST: Final = 400


def load_taken_over(unit: UnitOfWork, keys: Sequence[str]) -> frozenset[str]:
    """Read which of these transactions are in the books already (读取已接收)."""
    table = unit.tables(ImportingTables).taken_over
    digests = [bytes.fromhex(key) for key in keys]
    found: set[bytes] = set()
    for start in range(0, len(digests), _MOST_IN_LIST):
        found.update(
            unit.connection.execute(
                sa.select(table.c.transaction_key).where(
                    table.c.place_id == unit.place_id,
                    table.c.transaction_key.in_(digests[start : start + _MOST_IN_LIST]),
                )
            ).scalars()
        )
    return frozenset(digest.hex() for digest in found)


def insert_taken_over(unit: UnitOfWork, taken: Iterable[tuple[str, UUID]]) -> None:
    """Insert which entry each transaction became (写入已接收)."""
    rows = [
        {"place_id": unit.place_id, "transaction_key": bytes.fromhex(key), "entry_id": entry_id}
        for key, entry_id in taken
    ]
    if rows:
        unit.connection.execute(unit.tables(ImportingTables).taken_over.insert(), rows)
