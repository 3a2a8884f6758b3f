"""Reading the record of events beside the rows of the books, stretch by stretch (核对存取)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.storage.record import find_break
from gongtong.core.storage.tables import CoreTables
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.auditing.recorded import (
    BATCH_KIND,
    KIND,
    RecordedEntry,
    broken_at,
    differences_of,
    entries_in,
    stray,
    unrecorded,
)
from gongtong.ledger.books.entries import Entry, Posting, voucher_label
from gongtong.ledger.books.rows import read_entry
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.books.verifying import Finding

_STRETCH = 400


def findings_of_record(unit: UnitOfWork, *, walk_chain: bool) -> Iterator[Finding]:
    """Hold every row of the books against the events, in memory that does not grow (核对事件记录).

    With `walk_chain` the digests of the record are computed again, too.
    """
    if walk_chain:
        tables = unit.tables(CoreTables)
        yield from broken_at(find_break(unit.connection, tables, unit.place_id))
    found = 0
    for recorded in _in_stretches(_stream_recorded(unit)):
        kept = _load_entries(unit, [one.id for one in recorded])
        found += len(kept)
        yield from differences_of(recorded, kept)
    if found != _count_entries(unit):
        yield from unrecorded(_list_unrecorded(unit))
    yield from stray(_count_stray(unit))


def _stream_recorded(unit: UnitOfWork) -> Iterator[RecordedEntry]:
    event = unit.tables(CoreTables).event
    of_place = event.c.place_id == unit.place_id
    is_batch = event.c.kind.like(f"%{BATCH_KIND}")
    after = 0
    while rows := unit.connection.execute(
        sa.select(event.c.sequence, sa.case((is_batch, None), else_=event.c.body))
        .where(of_place, event.c.sequence > after, sa.or_(is_batch, event.c.kind.like(f"%{KIND}")))
        .order_by(event.c.sequence)
        .limit(_STRETCH)
    ).all():
        for sequence, body in rows:
            # a batch may be large: one at a time
            brought = body or unit.connection.scalar(
                sa.select(event.c.body).where(of_place, event.c.sequence == sequence)
            )
            yield from (RecordedEntry(sequence, one) for one in entries_in(brought))
        after = rows[-1].sequence


def _in_stretches(recorded: Iterator[RecordedEntry]) -> Iterator[list[RecordedEntry]]:
    while stretch := list(islice(recorded, _STRETCH)):
        yield stretch


def _load_entries(unit: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, Entry]:
    tables = unit.tables(BooksTables)
    entry, posting = tables.entry, tables.posting
    lines: dict[UUID, list[Posting]] = defaultdict(list)
    for row in unit.connection.execute(
        sa.select(
            posting.c.entry_id,
            posting.c.account,
            posting.c.fund,
            posting.c.amount_fen,
            posting.c.dwelling_id,
            posting.c.memo,
        )
        .where(posting.c.place_id == unit.place_id, posting.c.entry_id.in_(ids))
        .order_by(posting.c.entry_id, posting.c.line)
    ):
        lines[row.entry_id].append(Posting(*row[1:]))
    heads = unit.connection.execute(
        sa.select(*(column for column in entry.c if column.name != "place_id")).where(
            entry.c.place_id == unit.place_id, entry.c.entry_id.in_(ids)
        )
    )
    return {row.entry_id: read_entry(row, tuple(lines[row.entry_id])) for row in heads}


def _count_entries(unit: UnitOfWork) -> int:
    entry = unit.tables(BooksTables).entry
    count = unit.connection.scalar(
        sa.select(sa.func.count()).where(entry.c.place_id == unit.place_id)
    )
    return count or 0


def _list_unrecorded(unit: UnitOfWork) -> Iterator[str]:
    """Name what no event brought; only asked when the numbers differ, since it remembers every id."""
    known = {one.id for one in _stream_recorded(unit)}
    entry = unit.tables(BooksTables).entry
    rows = unit.connection.execute(
        sa.select(entry.c.entry_id, entry.c.year, entry.c.number)
        .where(entry.c.place_id == unit.place_id)
        .order_by(entry.c.year, entry.c.number)
    )
    for row in rows:
        if row.entry_id not in known:
            yield voucher_label(row.year, row.number)


def _count_stray(unit: UnitOfWork) -> int:
    tables = unit.tables(BooksTables)
    entry, posting = tables.entry, tables.posting
    count = unit.connection.scalar(
        sa.select(sa.func.count())
        .select_from(posting.outerjoin(entry, tables.same_entry))
        .where(posting.c.place_id == unit.place_id, entry.c.entry_id.is_(None))
    )
    return count or 0
